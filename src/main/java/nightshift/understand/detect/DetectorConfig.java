package nightshift.understand.detect;

import java.time.Duration;

/// What a detector is tuned by.
///
/// @param series how many it watches at most; more are left unwatched and counted
/// @param latest how many of the last windows of each series are at hand, excursions included, at 8 bytes each; at
///     least 64
/// @param holdAtMost windows of its own for which a clear excursion without an incident is kept out of the baseline;
///     then it is the new normal
/// @param doubt the same for an excursion that never got clear
/// @param slow time constant of the slow level that a creeping rise is held against
public record DetectorConfig(int series, int latest, int holdAtMost, int doubt, Duration slow) {
    public static final DetectorConfig STANDARD = new DetectorConfig(50_000, 64, 180, 18, Duration.ofMinutes(20));

    public DetectorConfig {
        if (series < 1 || latest < HistoryRows.RECENT) {
            throw new IllegalArgumentException(
                    "expected series >= 1 and latest >= " + HistoryRows.RECENT + ", got " + series + " and " + latest);
        }
    }

    /// The same with room for another number of series.
    public DetectorConfig series(int other) {
        return new DetectorConfig(other, latest, holdAtMost, doubt, slow);
    }
}
