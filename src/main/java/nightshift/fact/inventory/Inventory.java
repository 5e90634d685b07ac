package nightshift.fact.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;

/// Who runs where: services run as workloads, workloads have replicas on nodes, each of some version.
/// Made of whatever the senders say, so that any part may be missing. Immutable; safe on any thread.
public final class Inventory {
    /// Nothing is known.
    public static final Inventory NOTHING = new Inventory(List.of());

    private final List<Deployed> deployed;
    private final Map<EntityId, Deployed> byName = new HashMap<>();
    private final Map<EntityId, Pledge> pledges;
    private final Optional<ClusterView> cluster;
    private final List<Disagreement> disagreements;

    /// @param deployed each workload once
    public Inventory(List<Deployed> deployed) {
        this(deployed, Map.of());
    }

    /// @param deployed each workload once
    /// @param pledges what is written on services that they promise
    public Inventory(List<Deployed> deployed, Map<EntityId, Pledge> pledges) {
        this(deployed, pledges, Optional.empty(), List.of());
    }

    /// @param deployed each workload once
    /// @param pledges what is written on services that they promise
    /// @param cluster as its API server has it; empty where none is followed, or none is believed
    /// @param disagreements between that and telemetry
    public Inventory(
            List<Deployed> deployed,
            Map<EntityId, Pledge> pledges,
            Optional<ClusterView> cluster,
            List<Disagreement> disagreements) {
        this.pledges = Map.copyOf(pledges);
        this.cluster = cluster;
        this.disagreements = List.copyOf(disagreements);
        this.deployed = List.copyOf(deployed);
        this.deployed.forEach(each -> each.names().forEach(name -> byName.put(name, each)));
    }

    /// All that runs, in a stable order.
    public List<Deployed> deployed() {
        return deployed;
    }

    /// What is written on services that they promise.
    public Map<EntityId, Pledge> pledges() {
        return pledges;
    }

    /// The cluster as its API server has it; empty where none is followed, or what it said last is too old.
    public Optional<ClusterView> cluster() {
        return cluster;
    }

    /// What the API server and telemetry say otherwise, for long.
    public List<Disagreement> disagreements() {
        return disagreements;
    }

    /// The workloads that an entity may be: all that a service runs as, by what senders say; else those of its name,
    /// of a service that says no namespace in any. One where it can be told, several where it can't, none where
    /// nobody says.
    public List<EntityId> candidates(EntityId entity) {
        if (entity.kind() != EntityKind.SERVICE) {
            return of(entity).map(Deployed::entity).filter(Inventory::workload).stream()
                    .toList();
        }
        List<EntityId> runs = deployed.stream()
                .filter(each -> each.services().contains(entity))
                .map(Deployed::entity)
                .filter(Inventory::workload)
                .toList();
        return runs.isEmpty()
                ? deployed.stream()
                        .map(Deployed::entity)
                        .filter(each -> workload(each) && namesakes(each, entity))
                        .toList()
                : runs;
    }

    private static boolean workload(EntityId entity) {
        return entity.kind() == EntityKind.WORKLOAD;
    }

    private static boolean namesakes(EntityId workload, EntityId service) {
        return workload.name().equals(service.name())
                && workload.cluster().equals(service.cluster())
                && (service.namespace().isEmpty() || service.namespace().equals(workload.namespace()));
    }

    /// What a service, a workload, an instance or a pod runs as. A service that nobody tells the
    /// workload of is the one of its name, and a workload its namesake.
    public Optional<Deployed> of(EntityId entity) {
        Deployed known = byName.get(entity);
        if (known != null) {
            return Optional.of(known);
        }
        EntityId workload = EntityId.of(
                EntityKind.WORKLOAD,
                entity.cluster(),
                entity.service().namespace(),
                entity.service().name(),
                "");
        return Optional.ofNullable(byName.getOrDefault(entity.service(), byName.get(workload)));
    }

    /// The service whose processes an entity is about: the one that runs in the pod or as the workload
    /// if it is known, else the one that its name says.
    public EntityId serviceOf(EntityId entity) {
        return switch (entity.kind()) {
            case POD, WORKLOAD ->
                of(entity)
                        .filter(found -> found.services().size() == 1)
                        .map(found -> found.services().getFirst())
                        .orElse(entity.service());
            case CLUSTER, NAMESPACE, NODE, SERVICE, INSTANCE, DATABASE, EDGE, NOT_IN_VIEW -> entity.service();
        };
    }
}
