package nightshift.fact.decision;

import java.time.Instant;
import java.util.List;

/// The rules in force and what is wrong with the files.
///
/// @param version hash of all live rules
/// @param loadedAt the turn in which they became live
/// @param rules live ones
/// @param problems of the files as they are now; not empty means that the last good rules are live instead
/// @param warnings what of the live rules would come to nothing
public record RulebookStatus(
        String version,
        Instant loadedAt,
        List<RuleStatus> rules,
        List<RuleProblem> problems,
        List<RuleProblem> warnings) {
    public RulebookStatus {
        rules = List.copyOf(rules);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }
}
