package nightshift.understand.incident;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import nightshift.fact.Symptom;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Patience;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.fact.telemetry.SignalRole;
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
    private final SignalMeaning meaning;
    private final Instant since;
    private final Band expected;
    private double confidence;
    private double value;

    IncidentSymptom(Symptom symptom) {
        key = new ActiveSymptom.Key(symptom.entity(), symptom.signal(), symptom.direction());
        meaning = symptom.meaning();
        since = symptom.since();
        expected = symptom.expected();
        confidence = symptom.confidence();
        value = symptom.value();
    }

    static IncidentSymptom of(ActiveSymptom activeSymptom) {
        return new IncidentSymptom(new Symptom(
                activeSymptom.entity(),
                activeSymptom.signal(),
                activeSymptom.level().signal().meaning(),
                activeSymptom.key().direction(),
                activeSymptom.confidence(),
                activeSymptom.since(),
                activeSymptom.level().value(),
                activeSymptom.level().expected()));
    }

    IncidentSymptom copy() {
        return new IncidentSymptom(symptom());
    }

    ActiveSymptom.Key key() {
        return key;
    }

    /// Takes in that it was seen again.
    void seen(ActiveSymptom activeSymptom) {
        confidence = Math.max(confidence, activeSymptom.confidence());
        value = activeSymptom.level().value();
    }

    /// Where its signal stands on fresh data.
    ///
    /// @param silent a signal without data for so long says nothing about now
    Optional<Measurement> level(DiagnosisInput input, Patience silent) {
        return Measurement.of(input.readings(), key.entity(), key.signal())
                .filter(now -> now.fresh(input.readings().newest(), silent));
    }

    /// Whether it is still there.
    ///
    /// @param level of its signal now, if there is fresh data
    State state(DiagnosisInput input, Optional<Measurement> level) {
        if (level.isEmpty()) {
            return State.UNSEEN;
        }
        value = level.get().value();
        double load = input.load(key.service());
        boolean there = input.breaksObjective(key)
                || Materiality.persists(level.get().signal(), key.direction(), value, expected, load);
        return there ? State.PRESENT : State.AWAY;
    }

    /// Whether the incident must not close before it was seen to be away: what users feel of a service as a
    /// whole, and anything of a service that has fallen silent. An instance may be gone for good, and so may
    /// a call.
    boolean indispensable(Predicate<EntityId> reporting) {
        EntityId service = key.service();
        boolean whole = key.entity().kind() == EntityKind.SERVICE;
        return whole && (meaning.role().userFacing() || !reporting.test(service));
    }

    /// Whether its platform tells of what sends nothing itself: how its replicas are, or that none is wanted of it.
    ///
    /// @param level of its signal now, if there is fresh data
    boolean told(DiagnosisInput input, Optional<Measurement> level) {
        return key.entity().kind() == EntityKind.WORKLOAD && (level.isPresent() || !input.misses(key.entity()));
    }

    /// Whether the incident may have opened with it.
    boolean beganBy(Instant time) {
        return !since.isAfter(time);
    }

    /// Whether the incident goes on for as long as it is there. Memory that was taken during an incident may be
    /// kept for good; an incident that began with nothing but memory goes on with it, whatever else came and
    /// went: a heap that fills up is busy now and then, and full for good.
    boolean holdsOpen() {
        return meaning.role() != SignalRole.MEMORY;
    }

    /// Whether it may be how things are from now on, if nobody feels it: how long calls take, and nothing that fails,
    /// fills up or is missing.
    boolean maySettle() {
        return meaning.role() == SignalRole.CALL_LATENCY;
    }

    Symptom symptom() {
        return new Symptom(key.entity(), key.signal(), meaning, key.direction(), confidence, since, value, expected);
    }
}
