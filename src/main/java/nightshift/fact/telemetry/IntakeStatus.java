package nightshift.fact.telemetry;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What came in and what was dropped since the start.
///
/// @param points metric points, spans and log records accepted
/// @param dropped by reason
/// @param series live ones
public record IntakeStatus(long points, Map<String, Long> dropped, int series) {
    public IntakeStatus {
        SortedMap<String, Long> sorted = new TreeMap<>(dropped);
        dropped = java.util.Collections.unmodifiableSortedMap(sorted);
    }
}
