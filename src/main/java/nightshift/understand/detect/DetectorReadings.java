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

/// The readings of one turn, indexed.
final class DetectorReadings implements Readings {
    private record Place(EntityId entity, String signal) {}

    private final List<Reading> all;
    private final Instant newest;
    private final Map<Place, List<Reading>> places = new HashMap<>();

    DetectorReadings(List<Reading> all, Instant newest) {
        this.all = List.copyOf(all);
        this.newest = newest;
        for (Reading reading : this.all) {
            Place place =
                    new Place(reading.key().entity(), reading.key().signal().name());
            places.computeIfAbsent(place, absent -> new ArrayList<>(1)).add(reading);
        }
    }

    @Override
    public List<Reading> of(EntityId entity, String signal) {
        return List.copyOf(places.getOrDefault(new Place(entity, signal), List.of()));
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
