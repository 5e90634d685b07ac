package nightshift.fact.inventory;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.fact.telemetry.EntityId;

/// A cluster as its API server has it. Immutable; what did not change since the view before is the same value.
///
/// @param cluster its name in telemetry; empty when no sender says one
/// @param at when the API server was last heard of
/// @param workloads by id
/// @param nodes by id
/// @param events the newest, oldest first
public record ClusterView(
        String cluster,
        Instant at,
        List<ClusterWorkload> workloads,
        List<ClusterNode> nodes,
        List<ClusterEvent> events) {
    public ClusterView {
        requireNonNull(cluster, "cluster");
        requireNonNull(at, "at");
        workloads = List.copyOf(workloads);
        nodes = List.copyOf(nodes);
        events = List.copyOf(events);
    }

    /// The workload of that id.
    public Optional<ClusterWorkload> workload(EntityId entity) {
        return workloads.stream().filter(each -> each.entity().equals(entity)).findFirst();
    }
}
