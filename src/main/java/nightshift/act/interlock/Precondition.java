package nightshift.act.interlock;

import java.util.Optional;
import java.util.stream.Stream;
import nightshift.act.verify.TriggerReading;
import nightshift.fact.Assessment;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.Trigger;
import nightshift.fact.telemetry.Patience;
import nightshift.fact.telemetry.Reading;

/// What was true at the decision must be true at the start: the incident is open, and the symptom is there. A symptom
/// that is gone for the moment makes it wait, since it may come back; a closed incident ends it. An old value is
/// none.
final class Precondition implements Interlock {
    private final Patience young;

    /// @param young how old data may be that an effect rests on
    Precondition(Patience young) {
        this.young = young;
    }

    @Override
    public Guard judge(Remedy remedy, Situation situation) {
        String incident = remedy.incident();
        if (!situation.belief().open(incident)) {
            return new Guard(HoldReason.PRECONDITION.guard(), Guard.Verdict.VETO, "incident " + incident + " is over");
        }
        Trigger trigger = remedy.decision().trigger();
        String symptom = trigger.signal() + " of " + trigger.entity().label();
        return there(trigger, situation)
                ? new Guard(HoldReason.PRECONDITION.guard(), Guard.Verdict.PASS, symptom + " is still abnormal")
                : new Guard(
                        HoldReason.PRECONDITION.guard(), Guard.Verdict.WAIT, symptom + " is not abnormal at present");
    }

    private boolean there(Trigger trigger, Situation situation) {
        Assessment belief = situation.belief();
        Optional<Reading> fresh =
                TriggerReading.of(trigger, belief.readings()).filter(newest -> newest.fresh(situation.now(), young));
        boolean inside = fresh.filter(newest -> TriggerReading.inside(trigger, newest.value()))
                .isPresent();
        boolean cameBack = inside && !TriggerReading.inside(trigger, trigger.value());
        return fresh.isPresent() && !inside || believed(trigger, belief) || !cameBack && regressed(trigger, belief);
    }

    /// By the signal of an anomaly or of a threshold that is exceeded.
    private static boolean believed(Trigger trigger, Assessment belief) {
        return Stream.concat(
                        belief.anomalies().stream()
                                .filter(fact -> fact.entity().equals(trigger.entity()))
                                .map(fact -> fact.signal()),
                        belief.breaches().stream()
                                .filter(fact -> fact.entity().equals(trigger.entity()))
                                .map(fact -> fact.signal()))
                .anyMatch(trigger.signal()::equals);
    }

    /// That a version does worse is told of minutes, and still told of one that has recovered by now.
    private static boolean regressed(Trigger trigger, Assessment belief) {
        return belief.regressions().stream()
                .filter(fact -> fact.entity().equals(trigger.entity()))
                .anyMatch(fact -> fact.signal().equals(trigger.signal()));
    }
}
