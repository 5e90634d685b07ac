package nightshift.act.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.act.kubernetes.api.Cluster;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.ObjectKind;
import nightshift.act.kubernetes.api.ObjectRef;
import nightshift.act.kubernetes.api.Read;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;

/// From what an action names to the one object that it is about. What could be several is none: then it says which.
final class Locator {
    private static final List<ObjectKind> WORKLOADS =
            List.of(ObjectKind.DEPLOYMENT, ObjectKind.STATEFUL_SET, ObjectKind.DAEMON_SET);

    private final Cluster cluster;
    private final WorkloadNames names;
    private final String here;

    /// @param here the name that telemetry gives this cluster; empty when it gives none
    Locator(Cluster cluster, WorkloadNames names, String here) {
        this.cluster = cluster;
        this.names = names;
        this.here = here;
    }

    /// @param target a service, instance, workload or pod
    Read<LiveObject> workload(EntityId target) {
        if (elsewhere(target)) {
            return new Read.No<>(target.text() + " is in cluster '" + target.cluster() + "', and this one is "
                    + (here.isEmpty() ? "without a name: set nightshift.kubernetes.cluster" : "'" + here + "'"));
        }
        Set<EntityId> told = new LinkedHashSet<>(names.of(target));
        if (told.isEmpty()) {
            told.add(EntityId.of(EntityKind.WORKLOAD, target.cluster(), target.namespace(), target.name(), ""));
        }
        if (told.size() > 1) {
            return several(target, told.stream().map(EntityId::text).toList());
        }
        return object(target, told.iterator().next());
    }

    private Read<LiveObject> object(EntityId target, EntityId workload) {
        if (!ObjectRef.nameable(workload.name()) || !ObjectRef.nameable(workload.namespace())) {
            return new Read.No<>(target.text() + " runs as no workload that is known, and has no namesake: "
                    + (workload.namespace().isEmpty() ? "no sender says its namespace" : workload.text()));
        }
        List<LiveObject> found = new ArrayList<>();
        for (ObjectKind kind : WORKLOADS) {
            switch (cluster.find(new ObjectRef(kind, workload.namespace(), workload.name()))) {
                case Read.Found<Optional<LiveObject>> one -> one.value().ifPresent(found::add);
                case Read.No<Optional<LiveObject>> no -> {
                    return new Read.No<>(no.why());
                }
                case Read.Later<Optional<LiveObject>> later -> {
                    return new Read.Later<>(later.why(), later.retryAfter());
                }
            }
        }
        return switch (found.size()) {
            case 0 ->
                new Read.No<>("there is no Deployment, StatefulSet or DaemonSet " + workload.namespace() + "/"
                        + workload.name() + " for " + target.text());
            case 1 -> new Read.Found<>(found.getFirst());
            default ->
                several(target, found.stream().map(each -> each.ref().text()).toList());
        };
    }

    /// @param target a pod, named by its part
    Read<LiveObject> pod(EntityId target) {
        if (elsewhere(target) || target.kind() != EntityKind.POD || !ObjectRef.nameable(target.part())) {
            return new Read.No<>("expected a pod of this cluster, got " + target.text());
        }
        return cluster.get(new ObjectRef(ObjectKind.POD, target.namespace(), target.part()));
    }

    Read<LiveObject> node(EntityId target) {
        if (elsewhere(target) || target.kind() != EntityKind.NODE || !ObjectRef.nameable(target.name())) {
            return new Read.No<>("expected a node of this cluster, got " + target.text());
        }
        return cluster.get(new ObjectRef(ObjectKind.NODE, "", target.name()));
    }

    /// The object that a plan found; empty when it is gone, or another has its name.
    Read<Optional<LiveObject>> pinned(Pins pins) {
        return cluster.find(pins.object())
                .then(found -> new Read.Found<>(found.filter(live -> live.uid().equals(pins.uid()))));
    }

    private boolean elsewhere(EntityId target) {
        return !target.cluster().isEmpty() && !target.cluster().equals(here);
    }

    private static <T> Read<T> several(EntityId target, List<String> candidates) {
        return new Read.No<>(target.text() + " may be any of "
                + candidates.stream().sorted().collect(Collectors.joining(", ")) + ": name the workload");
    }
}
