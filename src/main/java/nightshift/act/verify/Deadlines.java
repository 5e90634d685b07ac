package nightshift.act.verify;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// How long something may take, by type of action.
///
/// @param byType for the action types that need their own
/// @param otherwise for all others
public record Deadlines(Map<String, Duration> byType, Duration otherwise) {
    public Deadlines {
        byType = Map.copyOf(new TreeMap<>(byType));
    }

    public Duration of(String actionType) {
        return byType.getOrDefault(actionType, otherwise);
    }
}
