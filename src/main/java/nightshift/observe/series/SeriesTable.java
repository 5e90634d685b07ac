package nightshift.observe.series;

import nightshift.observe.identity.Sources;
import nightshift.observe.intake.Drops;

/// What the intakes of points, spans and log records share.
///
/// @param table the time series
/// @param streams lets new ones in
/// @param sources the resources
/// @param resolver says what a new time series feeds
/// @param accumulator adds to windows
/// @param clock which windows are open
/// @param drops what was not taken
public record SeriesTable(
        StreamTable table,
        Streams streams,
        Sources sources,
        Resolver resolver,
        Accumulator accumulator,
        WindowClock clock,
        Drops drops) {}
