package nightshift.fact.telemetry;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What came in and what was dropped since the start.
///
/// @param points metric points, spans and log records accepted
/// @param dropped by reason
/// @param series live ones
/// @param refusing why something that was sent found no room in the last minutes, by reason, with a sentence each: the
///     sender was told, and it is not seen
/// @param dropping why something that had been taken in was let go of in the last minutes, as above
public record IntakeStatus(
        long points,
        Map<String, Long> dropped,
        int series,
        Map<String, String> refusing,
        Map<String, String> dropping) {
    public IntakeStatus {
        dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
        refusing = Collections.unmodifiableSortedMap(new TreeMap<>(refusing));
        dropping = Collections.unmodifiableSortedMap(new TreeMap<>(dropping));
    }
}
