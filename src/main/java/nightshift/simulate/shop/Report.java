package nightshift.simulate.shop;

import java.time.Instant;
import java.util.List;

/// What the shop's processes have to tell at one moment: readings now, and what happened since the last report. The
/// tallies behind the readings go on counting, so a report is to be read before the world moves on.
///
/// @param start when the world began
/// @param at when this was read
/// @param readings one for each process
/// @param queueDepth orders that wait
/// @param spans sampled pieces of requests
/// @param lines of the logs
/// @param changes that were told
public record Report(
        Instant start,
        Instant at,
        List<Reading> readings,
        int queueDepth,
        List<Span> spans,
        List<LogLine> lines,
        List<ChangeNotice> changes) {}
