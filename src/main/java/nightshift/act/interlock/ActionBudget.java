package nightshift.act.interlock;

import java.time.Duration;
import java.time.Instant;
import nightshift.fact.ActionType;
import nightshift.fact.decision.Guard;
import nightshift.journal.LedgerEntry;

/// Only so many starts within an hour; pages are not counted.
final class ActionBudget implements Interlock {
    private final int perHour;

    ActionBudget(int perHour) {
        this.perHour = perHour;
    }

    @Override
    public Guard judge(LedgerEntry entry, Situation situation) {
        Instant hourAgo = situation.now().minus(Duration.ofHours(1));
        long spent = situation.started().stream()
                .filter(other -> !other.decision().action().type().equals(ActionType.ESCALATE))
                .filter(other -> other.record().startedAt() != null
                        && other.record().startedAt().isAfter(hourAgo))
                .count();
        String numbers = spent + " of " + perHour + " actions were started within the last hour";
        return new Guard("action budget", spent < perHour ? Guard.Verdict.PASS : Guard.Verdict.WAIT, numbers);
    }
}
