package nightshift.fact.telemetry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The last value and band of every live series; an immutable view, safe on any thread.
public interface Readings {
    /// Of no series.
    Readings NONE = new Readings() {
        @Override
        public List<Reading> of(EntityId entity, String signal) {
            return List.of();
        }

        @Override
        public List<Reading> of(EntityId entity, SignalRole role) {
            return List.of();
        }

        @Override
        public Optional<Reading> of(SeriesKey key) {
            return Optional.empty();
        }

        @Override
        public List<Reading> all() {
            return List.of();
        }

        @Override
        public Instant newest() {
            return Instant.EPOCH;
        }
    };

    /// All readings of a signal of an entity, whatever their attributes; empty if it never sent any.
    List<Reading> of(EntityId entity, String signal);

    /// All readings of an entity's signals of one role, whoever measured them; empty if it never sent any.
    List<Reading> of(EntityId entity, SignalRole role);

    /// One series.
    Optional<Reading> of(SeriesKey key);

    /// All live series.
    List<Reading> all();

    /// End of the newest closed window of any series; the epoch before the first.
    Instant newest();
}
