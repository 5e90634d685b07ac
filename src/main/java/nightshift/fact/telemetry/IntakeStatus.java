package nightshift.fact.telemetry;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What came in and what was dropped since the start.
///
/// @param points metric points, spans and log records accepted
/// @param dropped by reason
/// @param series live ones
/// @param refusing why something found no room in the last minutes, by reason, with a sentence each: what was sent is
/// not
///     seen
public record IntakeStatus(long points, Map<String, Long> dropped, int series, Map<String, String> refusing) {
    public IntakeStatus {
        SortedMap<String, Long> sorted = new TreeMap<>(dropped);
        dropped = java.util.Collections.unmodifiableSortedMap(sorted);
        refusing = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(refusing));
    }
}
