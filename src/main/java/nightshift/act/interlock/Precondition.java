package nightshift.act.interlock;

import java.util.Optional;
import java.util.stream.Stream;
import nightshift.act.verify.TriggerReading;
import nightshift.fact.Assessment;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.Trigger;
import nightshift.fact.telemetry.Reading;

/// What was true at the decision must be true at the start: the incident is open, and the symptom is there. A symptom
/// that is gone for the moment makes it wait, since it may come back; a closed incident ends it.
final class Precondition implements Interlock {
    @Override
    public Guard judge(Remedy remedy, Situation situation) {
        String incident = remedy.incident();
        if (!situation.belief().open(incident)) {
            return new Guard("precondition", Guard.Verdict.VETO, "incident " + incident + " is over");
        }
        Trigger trigger = remedy.decision().trigger();
        String symptom = trigger.signal() + " of " + trigger.entity().label();
        return there(trigger, situation.belief())
                ? new Guard("precondition", Guard.Verdict.PASS, symptom + " is still abnormal")
                : new Guard("precondition", Guard.Verdict.WAIT, symptom + " is not abnormal at present");
    }

    private static boolean there(Trigger trigger, Assessment belief) {
        Optional<Reading> reading = TriggerReading.of(trigger, belief.readings());
        boolean outside = reading.isPresent()
                && !TriggerReading.inside(trigger, reading.get().value());
        return outside || believed(trigger, belief);
    }

    private static boolean believed(Trigger trigger, Assessment belief) {
        return Stream.of(
                        belief.anomalies().stream()
                                .filter(fact -> fact.entity().equals(trigger.entity()))
                                .map(fact -> fact.signal()),
                        belief.breaches().stream()
                                .filter(fact -> fact.entity().equals(trigger.entity()))
                                .map(fact -> fact.signal()),
                        belief.regressions().stream()
                                .filter(fact -> fact.entity().equals(trigger.entity()))
                                .map(fact -> fact.signal()))
                .flatMap(signals -> signals)
                .anyMatch(trigger.signal()::equals);
    }
}
