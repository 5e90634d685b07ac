package nightshift.understand.symptom;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Anomaly;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Patience;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.objective.Violation;
import nightshift.understand.symptom.ActiveSymptom.Ground;
import org.jspecify.annotations.Nullable;

/// Follows anomalies that are symptoms of trouble, and services that are not ready, from window to window.
/// The detector already asks for two windows of three; `held` counts those without a break, which a flapping
/// signal never gathers.
public final class SymptomTracker {
    private final Patience silent;
    private Map<ActiveSymptom.Key, ActiveSymptom> current = Map.of();
    private List<ActiveSymptom> told = List.of();
    private @Nullable Readings looked;

    /// @param silent a signal without data for so long says nothing about now
    public SymptomTracker(Patience silent) {
        this.silent = silent;
    }

    /// The symptoms of now; the same list until there are new readings.
    ///
    /// @param inventory how many replicas are wanted, and there
    @SuppressWarnings("ReferenceEquality") // the same object says that nothing changed, without a look at its entries
    public List<ActiveSymptom> update(
            List<Anomaly> anomalies, List<Violation> violations, Readings readings, Inventory inventory) {
        if (readings != looked) {
            looked = readings;
            told = look(anomalies, violations, readings, inventory);
        }
        return told;
    }

    private List<ActiveSymptom> look(
            List<Anomaly> anomalies, List<Violation> violations, Readings readings, Inventory inventory) {
        List<ActiveSymptom> seen = new ArrayList<>();
        anomalies.forEach(anomaly -> abnormal(anomaly, readings).ifPresent(seen::add));
        readings.all().stream()
                .filter(reading -> !noneMissing(reading, inventory))
                .forEach(reading -> stated(reading, readings, inventory).ifPresent(seen::add));
        Map<ActiveSymptom.Key, ActiveSymptom> next = new LinkedHashMap<>();
        for (ActiveSymptom activeSymptom : seen) {
            if (activeSymptom.level().fresh(readings.newest(), silent)) {
                next.merge(activeSymptom.key(), counted(activeSymptom), SymptomTracker::surer);
            }
        }
        current = Map.copyOf(next);
        for (Violation violation : violations) {
            broken(violation, readings)
                    .filter(symptom -> symptom.level().fresh(readings.newest(), silent))
                    .ifPresent(symptom -> next.merge(symptom.key(), symptom, ActiveSymptom::and));
        }
        return List.copyOf(next.values());
    }

    private static Optional<ActiveSymptom> abnormal(Anomaly anomaly, Readings readings) {
        ActiveSymptom.Key key = new ActiveSymptom.Key(anomaly.entity(), anomaly.signal(), anomaly.direction());
        return level(anomaly, readings)
                .filter(level -> level.signal().symptomatic(anomaly.direction()))
                .filter(level -> !level.signal().role().state())
                .map(level ->
                        new ActiveSymptom(key, anomaly.since(), anomaly.confidence(), level, 0, 0, ground(anomaly)));
    }

    private static Ground ground(Anomaly anomaly) {
        if (anomaly.rows() >= Anomaly.CALIBRATED) {
            return Ground.PAST;
        }
        return anomaly.confidence() > Anomaly.UNCALIBRATED_AT_MOST ? Ground.COUNTS : Ground.YOUNG_PAST;
    }

    /// What needs no past is not calibrated by one either: its confidence is too little to act alone.
    private static Optional<ActiveSymptom> broken(Violation violation, Readings readings) {
        ActiveSymptom.Key key = new ActiveSymptom.Key(
                violation.key().entity(), violation.key().signal().name(), Direction.UP);
        return readings.of(violation.key())
                .map(reading -> new ActiveSymptom(
                        key,
                        violation.since(),
                        Anomaly.UNCALIBRATED_AT_MOST,
                        Measurement.of(reading).against(violation.allowed()),
                        violation.windows(),
                        0,
                        Ground.OBJECTIVE));
    }

    /// Against the band from before the excursion where the anomaly has it for the whole signal, since the
    /// band of now may have widened.
    private static Optional<Measurement> level(Anomaly anomaly, Readings readings) {
        Optional<Measurement> level = Measurement.of(readings, anomaly.entity(), anomaly.signal());
        return anomaly.attributes().isEmpty() ? level.map(now -> now.against(anomaly.expected())) : level;
    }

    /// A mean over all replicas says nothing where one of them is more than was wanted.
    private static boolean noneMissing(Reading reading, Inventory inventory) {
        return reading.key().signal().role() == SignalRole.READINESS
                && inventory.of(reading.key().entity()).filter(Deployed::whole).isPresent();
    }

    /// A service that is not ready, a machine under pressure.
    private Optional<ActiveSymptom> stated(Reading reading, Readings readings, Inventory inventory) {
        Signal signal = reading.key().signal();
        if (!signal.role().state() || !reading.key().attributes().isEmpty()) {
            return Optional.empty();
        }
        boolean pressure = signal.role() == SignalRole.PRESSURE;
        Direction bad = pressure ? Direction.UP : Direction.DOWN;
        EntityId entity = reading.key().entity();
        boolean whole = pressure ? entity.kind() == EntityKind.NODE : service(entity, readings, inventory);
        if (!whole || !Materiality.matters(signal, bad, reading.value(), reading.expected(), 1)) {
            return Optional.empty();
        }
        ActiveSymptom.Key key = new ActiveSymptom.Key(entity, signal.name(), bad);
        ActiveSymptom before = current.get(key);
        Instant since = before == null ? reading.windowEnd() : before.since();
        Measurement level = Measurement.of(reading);
        return Optional.of(new ActiveSymptom(
                key,
                since,
                reading.confidence(),
                pressure ? level : level.against(wanted(signal)),
                0,
                0,
                Ground.STATE));
    }

    /// A service; or what sends nothing itself and somebody needs: a broker tells of a consumer's work, or its
    /// platform says how many replicas should take requests and misses some. Any other workload may be a job, whose
    /// pods are not ready once they are done.
    private static boolean service(EntityId entity, Readings readings, Inventory inventory) {
        return entity.kind() == EntityKind.SERVICE
                || entity.kind() == EntityKind.WORKLOAD
                        && (!readings.of(entity.service(), SignalRole.QUEUE).isEmpty()
                                || inventory.of(entity).stream().anyMatch(it -> it.missing() > 0));
    }

    /// All replicas are to take requests. Their own past is no measure of that: a band follows what stands still, and
    /// half of them missing would be usual within a minute.
    private static Band wanted(Signal signal) {
        return new Band(1 - signal.materiality().floor(), 1, 1);
    }

    private ActiveSymptom counted(ActiveSymptom fresh) {
        ActiveSymptom before = current.get(fresh.key());
        if (!fresh.role().state() && fresh.excess() < 1) {
            return fresh;
        }
        if (before == null) {
            int windows = fresh.since().isBefore(fresh.level().at()) ? 2 : 1;
            return fresh.holding(windows, windows);
        }
        if (!fresh.level().at().isAfter(before.level().at())) {
            return fresh.holding(before.held(), before.grew());
        }
        return fresh.holding(before.held() + 1, fresh.fartherThan(before) ? before.grew() + 1 : 0);
    }

    /// A signal that attributes split is one symptom; the surest of its series speaks for it.
    private static ActiveSymptom surer(ActiveSymptom one, ActiveSymptom other) {
        return other.confidence() > one.confidence() ? other : one;
    }
}
