package nightshift.fact.telemetry;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The last closed window of a series against what was expected of it.
///
/// @param key which series
/// @param windowEnd end of the window
/// @param value in the signal's unit
/// @param expected the band; frozen as it was before the incident while one is open on the entity
/// @param confidence that the value is abnormal, as in [nightshift.fact.Anomaly]
/// @param rows how many windows the series has had
/// @param step how far apart its windows are, or the points of its slowest sender where that is longer
/// @param levelSince when it went to where it now belongs, after it stayed there for hours or a person
///     said so; null when it always was there
/// @param spread of what is behind the value; null where the value is no percentile
/// @param usualMean of what is behind the value, where that is a percentile, as far as is known; NaN otherwise
public record Reading(
        SeriesKey key,
        Instant windowEnd,
        double value,
        Band expected,
        double confidence,
        int rows,
        Duration step,
        @Nullable Instant levelSince,
        @Nullable Spread spread,
        double usualMean) {
    /// How durations were distributed whose p95 the value is.
    ///
    /// @param mean of all, seconds
    /// @param p50 half of them took at most so long
    /// @param p99 ninety-nine of a hundred did
    public record Spread(double mean, double p50, double p99) {
        /// How far the slowest one of a hundred is believed, in p99.
        private static final double SLOWEST = 3;

        /// The mean as it would be without a request that took minutes: the rest can't exceed what the percentiles
        /// allow.
        ///
        /// @param p95 the value that this is behind
        public double steadyMean(double p95) {
            return Math.min(mean, 0.5 * p50 + 0.45 * p95 + 0.04 * p99 + 0.01 * SLOWEST * p99);
        }
    }

    /// Whether it is recent enough to say something about now.
    ///
    /// @param newest end of the newest window of any series
    /// @param silent so long without data is silence
    public boolean fresh(Instant newest, Patience silent) {
        return windowEnd.plus(silent.lasting(step)).isAfter(newest);
    }
}
