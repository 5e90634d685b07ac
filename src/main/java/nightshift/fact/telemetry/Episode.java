package nightshift.fact.telemetry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// A time that a series was out of its band, whole, and that hurt nobody: what comes back at the same
/// time of day is a habit.
///
/// @param series whose
/// @param begin end of its first window outside
/// @param end end of its last window outside
/// @param low least value outside
/// @param high greatest value outside
public record Episode(SeriesKey series, Instant begin, Instant end, double low, double high) {
    public Episode {
        requireNonNull(series, "series");
        if (end.isBefore(begin) || !(low <= high)) {
            throw new IllegalArgumentException("an episode of " + series.text() + " from " + begin + " to " + end
                    + " and from " + low + " to " + high);
        }
    }
}
