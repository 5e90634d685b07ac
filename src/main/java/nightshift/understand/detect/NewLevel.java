package nightshift.understand.detect;

import java.time.Instant;
import nightshift.fact.telemetry.SeriesKey;

/// A series that went elsewhere and stayed: its past was moved to where it is now.
///
/// @param series which
/// @param since when it went there
public record NewLevel(SeriesKey series, Instant since) {}
