package nightshift.understand.detect;

import java.time.Duration;

/// What a detector is tuned by.
///
/// @param series how many it watches at most; more are left unwatched and counted
/// @param plotted how many windows of each series are kept for plots, at 28 bytes each; at least 64
/// @param holdAtMost windows of its own for which a clear excursion without an incident is kept out of the baseline;
///     then it is the new normal
/// @param doubt the same for an excursion that never got clear
/// @param slow time constant of the slow level that a creeping rise is held against
public record DetectorConfig(int series, int plotted, int holdAtMost, int doubt, Duration slow) {
    public static final DetectorConfig STANDARD = new DetectorConfig(50_000, 360, 180, 18, Duration.ofMinutes(20));

    public DetectorConfig {
        if (series < 1 || plotted < HistoryRows.RECENT) {
            throw new IllegalArgumentException("expected series >= 1 and plotted >= " + HistoryRows.RECENT + ", got "
                    + series + " and " + plotted);
        }
    }

    /// The same with room for another number of series.
    public DetectorConfig series(int other) {
        return new DetectorConfig(other, plotted, holdAtMost, doubt, slow);
    }
}
