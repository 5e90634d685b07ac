package nightshift.understand.incident;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import nightshift.fact.Symptom;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.understand.diagnose.DiagnosisInput;
import nightshift.understand.symptom.ActiveSymptom;
import nightshift.understand.symptom.Materiality;
import nightshift.understand.symptom.Measurement;

/// One symptom of an open incident, judged by the band from before the incident for as long as the incident
/// lives.
final class IncidentSymptom {
    /// How it stands on fresh data.
    enum State {
        PRESENT,
        AWAY,
        /// No fresh data: neither.
        UNSEEN
    }

    private final ActiveSymptom.Key key;
    private final Instant since;
    private final Band expected;
    private double confidence;
    private double value;

    IncidentSymptom(Symptom symptom) {
        key = new ActiveSymptom.Key(symptom.entity(), symptom.signal(), symptom.direction());
        since = symptom.since();
        expected = symptom.expected();
        confidence = symptom.confidence();
        value = symptom.value();
    }

    static IncidentSymptom of(ActiveSymptom sighting) {
        return new IncidentSymptom(new Symptom(
                sighting.entity(),
                sighting.signal(),
                sighting.key().direction(),
                sighting.confidence(),
                sighting.since(),
                sighting.level().value(),
                sighting.level().expected()));
    }

    ActiveSymptom.Key key() {
        return key;
    }

    /// Takes in that it was seen again.
    void seen(ActiveSymptom sighting) {
        confidence = Math.max(confidence, sighting.confidence());
        value = sighting.level().value();
    }

    /// Whether it is still there.
    ///
    /// @param oldest readings up to this time say nothing about now
    State state(DiagnosisInput signs, Instant oldest) {
        Optional<Measurement> level = Measurement.of(signs.readings(), key.entity(), key.signal())
                .filter(now -> now.at().isAfter(oldest));
        if (level.isEmpty()) {
            return State.UNSEEN;
        }
        value = level.get().value();
        double load = signs.load(key.service());
        boolean there = Materiality.persists(key.role(), key.direction(), value, expected, load);
        return there ? State.PRESENT : State.AWAY;
    }

    /// Whether the incident must not close before it was seen to be away: what users feel of a service as a
    /// whole, and anything of a service that has fallen silent. An instance may be gone for good, and so may
    /// a call.
    boolean indispensable(Predicate<EntityId> reporting) {
        EntityId service = key.service();
        boolean whole = key.entity().kind() == EntityKind.SERVICE;
        return whole && (key.role().userFacing() || !reporting.test(service));
    }

    Symptom symptom() {
        return new Symptom(key.entity(), key.signal(), key.direction(), confidence, since, value, expected);
    }
}
