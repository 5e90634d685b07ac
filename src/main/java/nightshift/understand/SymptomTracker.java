package nightshift.understand;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Anomaly;
import nightshift.fact.Direction;
import nightshift.fact.EntityKind;
import nightshift.fact.Reading;
import nightshift.fact.Readings;
import nightshift.fact.Signal;
import nightshift.fact.SignalRole;

/// Follows anomalies that are symptoms of trouble, and services that are not ready, from window to window.
/// The detector already asks for two windows of three; `held` counts those without a break, which a flapping
/// signal never gathers.
final class SymptomTracker {
    private final Duration staleAfter;
    private Map<Sighting.Key, Sighting> current = Map.of();

    /// @param staleAfter a reading older than this against the newest one says nothing about now
    SymptomTracker(Duration staleAfter) {
        this.staleAfter = staleAfter;
    }

    List<Sighting> update(List<Anomaly> anomalies, Readings readings) {
        Instant oldest = readings.newest().minus(staleAfter);
        List<Sighting> seen = new ArrayList<>();
        anomalies.forEach(anomaly -> abnormal(anomaly, readings).ifPresent(seen::add));
        readings.all().forEach(reading -> unready(reading).ifPresent(seen::add));
        Map<Sighting.Key, Sighting> next = new LinkedHashMap<>();
        for (Sighting sighting : seen) {
            if (sighting.level().at().isAfter(oldest)) {
                next.merge(sighting.key(), counted(sighting), SymptomTracker::surer);
            }
        }
        current = next;
        return List.copyOf(next.values());
    }

    private static Optional<Sighting> abnormal(Anomaly anomaly, Readings readings) {
        Sighting.Key key = new Sighting.Key(anomaly.entity(), anomaly.signal(), anomaly.direction());
        return level(anomaly, readings)
                .filter(level -> level.signal().symptomatic(anomaly.direction()))
                .filter(level -> level.signal().role() != SignalRole.READINESS)
                .map(level -> new Sighting(key, anomaly.since(), anomaly.confidence(), level, 0));
    }

    /// Against the band from before the excursion where the anomaly has it for the whole signal, since the
    /// band of now may have widened.
    private static Optional<Level> level(Anomaly anomaly, Readings readings) {
        Optional<Level> level = Level.of(readings, anomaly.entity(), anomaly.signal());
        return anomaly.attributes().isEmpty()
                ? level.map(now -> new Level(now.signal(), now.value(), anomaly.expected(), now.confidence(), now.at()))
                : level;
    }

    private Optional<Sighting> unready(Reading reading) {
        Signal signal = reading.key().signal();
        boolean whole = reading.key().entity().kind() == EntityKind.SERVICE
                && reading.key().attributes().isEmpty();
        if (signal.role() != SignalRole.READINESS
                || !whole
                || !Materiality.matters(signal, Direction.DOWN, reading.value(), reading.expected(), 1)) {
            return Optional.empty();
        }
        Sighting.Key key = new Sighting.Key(reading.key().entity(), signal.name(), Direction.DOWN);
        Sighting before = current.get(key);
        Instant since = before == null ? reading.windowEnd() : before.since();
        return Optional.of(new Sighting(key, since, reading.confidence(), Level.of(reading), 0));
    }

    private Sighting counted(Sighting fresh) {
        Sighting before = current.get(fresh.key());
        if (fresh.role() != SignalRole.READINESS && fresh.excess() < 1) {
            return fresh;
        }
        if (before == null) {
            return fresh.holding(fresh.since().isBefore(fresh.level().at()) ? 2 : 1);
        }
        boolean moved = fresh.level().at().isAfter(before.level().at());
        return fresh.holding(moved ? before.held() + 1 : before.held());
    }

    /// A signal that attributes split is one symptom; the surest of its series speaks for it.
    private static Sighting surer(Sighting one, Sighting other) {
        return other.confidence() > one.confidence() ? other : one;
    }
}
