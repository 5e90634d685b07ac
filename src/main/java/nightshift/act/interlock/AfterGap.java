package nightshift.act.interlock;

import java.time.Instant;
import nightshift.act.verify.TriggerReading;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.Trigger;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;

/// After a time in which nobody looked what was believed before counts for nothing: the trigger's own series must have
/// closed a window since. Where it fell silent, any series must have.
final class AfterGap implements Interlock {
    private static final String NAME = HoldReason.GAP.guard();

    /// The same whether there was one, since a change of verdict is journalled.
    private static final String SEEN = "what is believed was seen since the last gap";

    @Override
    public Guard judge(Remedy remedy, Situation situation) {
        if (situation.gap().isEmpty()) {
            return new Guard(NAME, Guard.Verdict.PASS, SEEN);
        }
        Gap gap = situation.gap().get();
        boolean seen = newest(remedy.decision().trigger(), situation).isAfter(gap.until());
        return seen
                ? new Guard(NAME, Guard.Verdict.PASS, SEEN)
                : new Guard(NAME, Guard.Verdict.WAIT, gap.why() + "; no window has closed since " + gap.until());
    }

    private static Instant newest(Trigger trigger, Situation situation) {
        Readings readings = situation.belief().readings();
        return TriggerReading.of(trigger, readings)
                .filter(own -> trigger.direction() == Direction.UP)
                .map(Reading::windowEnd)
                .orElse(readings.newest());
    }
}
