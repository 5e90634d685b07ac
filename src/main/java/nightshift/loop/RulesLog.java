package nightshift.loop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import nightshift.fact.decision.RuleProblem;
import nightshift.fact.decision.RulebookStatus;
import nightshift.journal.Journal;

/// Journals which rules are live from when on, and which files were refused, and logs what is warned of: once per
/// change, not once per turn.
final class RulesLog {
    private final Journal journal;
    private String version = "";
    private static final Logger LOG = System.getLogger(RulesLog.class.getName());

    private List<RuleProblem> problems = List.of();
    private Set<RuleProblem> warned = Set.of();

    RulesLog(Journal journal) {
        this.journal = journal;
    }

    /// What it threw at is noted when it is asked again.
    void note(RulebookStatus status, Instant now) {
        if (!status.version().equals(version)) {
            journal.append(
                    "rules.loaded",
                    status.version(),
                    "{\"version\":\"" + status.version() + "\",\"rules\":"
                            + status.rules().size() + "}",
                    now);
            version = status.version();
        }
        Set<RuleProblem> warnings = Set.copyOf(status.warnings());
        if (!warnings.equals(warned)) {
            status.warnings().stream()
                    .filter(warning -> !warned.contains(warning))
                    .forEach(warning -> LOG.log(Level.WARNING, warning.text()));
            warned = warnings;
        }
        if (!status.problems().equals(problems)) {
            if (!status.problems().isEmpty()) {
                journal.append(
                        "rules.rejected",
                        status.problems().getFirst().file(),
                        "{\"problems\":" + status.problems().size() + "}",
                        now);
            }
            problems = status.problems();
        }
    }
}
