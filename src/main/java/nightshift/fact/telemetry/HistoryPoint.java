package nightshift.fact.telemetry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One past window of a series, for a plot.
///
/// @param at end of the window
/// @param value in the signal's unit
/// @param expected the band it was judged by; null while the series was too young for one
/// @param confidence that it was abnormal, in [0,1]
/// @param spread of what was behind the value; null where that is no percentile, or is not kept
public record HistoryPoint(
        Instant at, double value, @Nullable Band expected, double confidence, Reading.@Nullable Spread spread) {
    /// Without what was behind the value.
    public HistoryPoint(Instant at, double value, @Nullable Band expected, double confidence) {
        this(at, value, expected, confidence, null);
    }
}
