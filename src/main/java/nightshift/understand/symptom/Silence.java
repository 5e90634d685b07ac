package nightshift.understand.symptom;

import java.time.Instant;
import java.util.Map;
import nightshift.fact.telemetry.EntityId;

/// Who sends no telemetry of its own, while most others do, with the end of the last window in which each did.
///
/// @param lasting who has been silent for as long as makes a silence
/// @param begun who has missed two of its exports, the former too: late, and no more than that by itself
public record Silence(Map<EntityId, Instant> lasting, Map<EntityId, Instant> begun) {
    public Silence {
        lasting = Map.copyOf(lasting);
        begun = Map.copyOf(begun);
    }
}
