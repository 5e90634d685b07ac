package nightshift.act.interlock;

import java.time.Instant;
import java.util.Optional;
import nightshift.act.verify.TriggerReading;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.Trigger;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.Reading;

/// After a time in which nobody looked what was believed before counts for nothing: the trigger's own series must have
/// closed a window since. Where it fell silent, any series must have.
final class AfterGap implements Interlock {
    private static final String NAME = "after a gap";

    /// The same whether there was one, since a change of verdict is journalled.
    private static final String SEEN = "what is believed was seen since the last gap";

    @Override
    public Guard judge(Remedy remedy, Situation situation) {
        if (situation.gap().isEmpty()) {
            return new Guard(NAME, Guard.Verdict.PASS, SEEN);
        }
        Gap gap = situation.gap().get();
        boolean seen = newest(remedy.decision().trigger(), situation)
                .filter(gap.until()::isBefore)
                .isPresent();
        return seen
                ? new Guard(NAME, Guard.Verdict.PASS, SEEN)
                : new Guard(NAME, Guard.Verdict.WAIT, gap.why() + "; no window has closed since " + gap.until());
    }

    private static Optional<Instant> newest(Trigger trigger, Situation situation) {
        Optional<Reading> own = TriggerReading.of(trigger, situation.belief().readings());
        return own.isPresent() && trigger.direction() == Direction.UP
                ? own.map(Reading::windowEnd)
                : situation.belief().readings().all().stream()
                        .map(Reading::windowEnd)
                        .max(Instant::compareTo);
    }
}
