package nightshift.understand.symptom;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.fact.Symptom;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SignalRole;

/// A service's pools of connections: which of them work waits for, and how long their connections are kept. By Little's
/// law a pool is full because its connections are kept for longer, which is the doing of what they are for, or because
/// they do not come back.
public final class ConnectionPools {
    /// How many times as long as usual a connection is kept behind a database that is slow: less fills no pool.
    private static final double LONGER = 1.5;

    private static final List<SignalRole> OF_FULL_ONES =
            List.of(SignalRole.CONNECTION_USE, SignalRole.CONNECTION_QUEUE, SignalRole.CONNECTION_WAIT);

    private final Readings readings;
    private final EntityId service;

    public ConnectionPools(Readings readings, EntityId service) {
        this.readings = readings;
        this.service = service;
    }

    /// Whether connections are kept for longer than usual, and so much that it may be why a pool is full.
    public static boolean keptLonger(Measurement held) {
        return held.excess(Direction.UP) > Symptom.GOES_ON && times(held) >= LONGER;
    }

    /// How long connections are kept of the pool that work waits for. Of several such pools, of that one which keeps
    /// them least longer than usual: it is full by itself. Where none tells that it is full, of all pools together;
    /// empty where nobody tells how long.
    public Optional<Measurement> held() {
        Set<Map<String, String>> full = full();
        return series(SignalRole.CONNECTION_HOLD)
                .filter(reading -> full.contains(reading.key().attributes()))
                .map(Measurement::of)
                .min(Comparator.comparingDouble(ConnectionPools::times))
                .or(() -> RedSignals.held(readings, service));
    }

    /// Whether work waits for a pool, and for none that does not keep its connections for longer than usual: what
    /// waits, gives up or fails there does so because of what the connections are for.
    boolean fullByOthers() {
        return !full().isEmpty() && held().filter(ConnectionPools::keptLonger).isPresent();
    }

    /// Seconds that work waits longer than usual for a connection of those pools whose connections are kept for longer:
    /// of several the most. Who gave up waiting is not in it.
    double waitsForOthers() {
        Set<Map<String, String>> slow = series(SignalRole.CONNECTION_HOLD)
                .filter(reading -> keptLonger(Measurement.of(reading)))
                .map(reading -> reading.key().attributes())
                .collect(Collectors.toSet());
        return series(SignalRole.CONNECTION_WAIT)
                .filter(reading -> slow.contains(reading.key().attributes()))
                .mapToDouble(reading -> Measurement.of(reading).extra())
                .filter(extra -> extra > 0)
                .max()
                .orElse(0);
    }

    private Set<Map<String, String>> full() {
        return OF_FULL_ONES.stream()
                .flatMap(this::series)
                .filter(reading -> Materiality.persists(
                        reading.key().signal(), Direction.UP, reading.value(), reading.expected(), 1))
                .map(reading -> reading.key().attributes())
                .collect(Collectors.toSet());
    }

    private Stream<Reading> series(SignalRole role) {
        return readings.of(service, role).stream();
    }

    private static double times(Measurement held) {
        double usual = held.expected().forecast();
        return usual > 0 ? held.value() / usual : Double.POSITIVE_INFINITY;
    }
}
