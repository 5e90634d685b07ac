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

    void note(RulebookStatus status, Instant now) {
        if (!status.version().equals(version)) {
            version = status.version();
            journal.append(
                    "rules.loaded",
                    version,
                    "{\"version\":\"" + version + "\",\"rules\":"
                            + status.rules().size() + "}",
                    now);
        }
        if (!status.problems().equals(problems)) {
            problems = status.problems();
            if (!problems.isEmpty()) {
                journal.append(
                        "rules.rejected", problems.getFirst().file(), "{\"problems\":" + problems.size() + "}", now);
            }
        }
    }
}
