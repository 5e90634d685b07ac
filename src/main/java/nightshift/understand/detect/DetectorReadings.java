package nightshift.understand.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalRole;

/// The readings of one turn, indexed.
final class DetectorReadings implements Readings {
    private record Place(EntityId entity, String signal) {}

    private record Post(EntityId entity, SignalRole role) {}

    private final List<Reading> all;
    private final Instant newest;
    private final Map<Place, List<Reading>> places = new HashMap<>();
    private final Map<Post, List<Reading>> posts = new HashMap<>();

    DetectorReadings(List<Reading> all, Instant newest) {
        this.all = List.copyOf(all);
        this.newest = newest;
        for (Reading reading : this.all) {
            EntityId entity = reading.key().entity();
            Signal signal = reading.key().signal();
            places.computeIfAbsent(new Place(entity, signal.name()), absent -> new ArrayList<>(1))
                    .add(reading);
            posts.computeIfAbsent(new Post(entity, signal.role()), absent -> new ArrayList<>(1))
                    .add(reading);
        }
    }

    @Override
    public List<Reading> of(EntityId entity, String signal) {
        return List.copyOf(places.getOrDefault(new Place(entity, signal), List.of()));
    }

    @Override
    public List<Reading> of(EntityId entity, SignalRole role) {
        return List.copyOf(posts.getOrDefault(new Post(entity, role), List.of()));
    }

    @Override
    public Optional<Reading> of(SeriesKey key) {
        return of(key.entity(), key.signal().name()).stream()
                .filter(reading -> reading.key().equals(key))
                .findFirst();
    }

    @Override
    public List<Reading> all() {
        return all;
    }

    @Override
    public Instant newest() {
        return newest;
    }
}
