package nightshift.fact.telemetry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The last value and band of every live series; an immutable view, safe on any thread.
public interface Readings {
    /// All readings of a signal of an entity, whatever their attributes; empty if it never sent any.
    List<Reading> of(EntityId entity, String signal);

    /// One series.
    Optional<Reading> of(SeriesKey key);

    /// All live series.
    List<Reading> all();

    /// End of the newest closed window of any series; the epoch before the first.
    Instant newest();
}
