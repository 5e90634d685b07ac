package nightshift.loop;

import java.time.Instant;
import java.util.List;
import nightshift.fact.decision.RuleProblem;
import nightshift.fact.decision.RulebookStatus;
import nightshift.journal.Journal;

/// Journals which rules are live from when on, and which files were refused: once per change, not once per turn.
final class RulesLog {
    private final Journal journal;
    private String version = "";
    private List<RuleProblem> problems = List.of();

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
