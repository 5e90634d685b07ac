package nightshift.fact.inventory;

import static java.util.Objects.requireNonNull;

import java.util.List;
import nightshift.fact.telemetry.EntityId;

/// A machine as the API server of its cluster has it.
///
/// @param entity the NODE
/// @param ready whether it runs pods
/// @param reason what Kubernetes says of that, such as `NodeStatusUnknown`; empty where it says nothing
/// @param pressures what it runs out of, such as `MemoryPressure`
/// @param cordoned whether no more pods are to be put on it
public record ClusterNode(EntityId entity, boolean ready, String reason, List<String> pressures, boolean cordoned) {
    public ClusterNode {
        requireNonNull(entity, "entity");
        requireNonNull(reason, "reason");
        pressures = List.copyOf(pressures);
    }

    /// Whether nothing speaks against it.
    public boolean well() {
        return ready && pressures.isEmpty() && !cordoned;
    }
}
