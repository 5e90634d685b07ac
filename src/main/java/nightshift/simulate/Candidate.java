package nightshift.simulate;

import java.nio.file.Path;
import java.util.Map;
import nightshift.fact.RuleMode;

/// What is put on trial: rules, models, and how far they may go.
///
/// @param rules directory that holds `healing` and `policy`
/// @param models directory of the forecasters; empty or missing means the statistical one
/// @param modes modes that replace those in the files, raised ones too, by rule id
/// @param act false: believe and decide, dispatch nothing
public record Candidate(Path rules, Path models, Map<String, RuleMode> modes, boolean act) {
    public Candidate {
        modes = Map.copyOf(modes);
    }

    /// The same with other modes.
    public Candidate with(Map<String, RuleMode> others) {
        return new Candidate(rules, models, others, act);
    }
}
