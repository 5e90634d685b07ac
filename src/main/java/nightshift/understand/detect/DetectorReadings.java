package nightshift.understand.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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

/// The readings as of one window.
final class DetectorReadings implements Readings {
    private final List<Reading> all;
    private final Index index;
    private final Instant newest;

    /// @param all in the order of the index
    DetectorReadings(List<Reading> all, Index index, Instant newest) {
        this.all = List.copyOf(all);
        this.index = index;
        this.newest = newest;
    }

    /// Where the series of a signal, or of a role, of an entity stand in the list of all: the same from
    /// window to window, until series come or go. Immutable; about 260 bytes a series.
    static final class Index {
        private static final int[] NOWHERE = {};

        private record Place(EntityId entity, String signal) {}

        private record Post(EntityId entity, SignalRole role) {}

        private final Map<Place, int[]> places = new HashMap<>();
        private final Map<Post, int[]> posts = new HashMap<>();

        Index(List<SeriesKey> keys) {
            for (int at = 0; at < keys.size(); at++) {
                EntityId entity = keys.get(at).entity();
                Signal signal = keys.get(at).signal();
                int[] here = {at};
                places.merge(new Place(entity, signal.name()), here, Index::joined);
                posts.merge(new Post(entity, signal.role()), here, Index::joined);
            }
        }

        private static int[] joined(int[] before, int[] more) {
            int[] now = Arrays.copyOf(before, before.length + more.length);
            System.arraycopy(more, 0, now, before.length, more.length);
            return now;
        }

        private int[] of(EntityId entity, String signal) {
            return places.getOrDefault(new Place(entity, signal), NOWHERE);
        }

        private int[] of(EntityId entity, SignalRole role) {
            return posts.getOrDefault(new Post(entity, role), NOWHERE);
        }
    }

    @Override
    public List<Reading> of(EntityId entity, String signal) {
        return at(index.of(entity, signal));
    }

    @Override
    public List<Reading> of(EntityId entity, SignalRole role) {
        return at(index.of(entity, role));
    }

    private List<Reading> at(int[] places) {
        if (places.length == 0) {
            return List.of();
        }
        List<Reading> found = new ArrayList<>(places.length);
        for (int place : places) {
            found.add(all.get(place));
        }
        return List.copyOf(found);
    }

    @Override
    public Optional<Reading> of(SeriesKey key) {
        for (int place : index.of(key.entity(), key.signal().name())) {
            if (all.get(place).key().equals(key)) {
                return Optional.of(all.get(place));
            }
        }
        return Optional.empty();
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
