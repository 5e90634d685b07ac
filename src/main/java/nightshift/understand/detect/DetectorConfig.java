package nightshift.understand.detect;

import java.time.Duration;

/// What a detector is tuned by.
///
/// @param series how many it watches at most; more are left unwatched and counted
/// @param latest how many of the last windows of each series are at hand, excursions included, at 8 bytes each; at
///     least 64
/// @param newLevelAfter how long a clear excursion must have lasted, with the objective kept, to be the new level
/// @param doubt how many windows an excursion that never got clear is kept out of the baseline
/// @param slow time constant of the slow level that a creeping rise is held against
public record DetectorConfig(int series, int latest, Duration newLevelAfter, int doubt, Duration slow) {
    /// For windows of 10 to 60 seconds.
    public static final DetectorConfig STANDARD =
            new DetectorConfig(50_000, 64, Duration.ofHours(6), 10, Duration.ofMinutes(20));

    public DetectorConfig {
        if (series < 1 || latest < HistoryRows.RECENT) {
            throw new IllegalArgumentException(
                    "expected series >= 1 and latest >= " + HistoryRows.RECENT + ", got " + series + " and " + latest);
        }
    }

    /// The same with room for another number of series.
    public DetectorConfig series(int other) {
        return new DetectorConfig(other, latest, newLevelAfter, doubt, slow);
    }
}
