package nightshift.act.interlock;

import java.time.Duration;
import java.time.Instant;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Remedy;

/// Only so many starts within an hour; pages are not counted.
final class ActionBudget implements Interlock {
    private final int perHour;

    ActionBudget(int perHour) {
        this.perHour = perHour;
    }

    @Override
    public Guard judge(Remedy remedy, Situation situation) {
        Instant hourAgo = situation.now().minus(Duration.ofHours(1));
        long spent = situation.started().stream()
                .filter(other -> !other.escalates())
                .filter(other -> other.startedAt() != null && other.startedAt().isAfter(hourAgo))
                .count();
        String numbers = spent + " of " + perHour + " actions were started within the last hour";
        return new Guard(HoldReason.BUDGET.guard(), spent < perHour ? Guard.Verdict.PASS : Guard.Verdict.WAIT, numbers);
    }
}
