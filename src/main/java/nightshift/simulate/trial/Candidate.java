package nightshift.simulate.trial;

import java.nio.file.Path;
import java.util.Map;
import nightshift.fact.RuleMode;

/// What is put on trial: rules, models, and how far they may go.
///
/// @param rules directory that holds `healing` and `policy`
/// @param models directory of the forecasters; empty or missing means the statistical one
/// @param modes set by a person before the first turn, by rule id; the lower of this and the file's counts
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
