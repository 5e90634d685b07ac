package nightshift.act.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import nightshift.act.kubernetes.api.Cluster;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.ObjectKind;
import nightshift.act.kubernetes.api.ObjectRef;
import nightshift.act.kubernetes.api.Read;

/// So many pods of a workload stay ready, whatever is done to it: by its own strategy, its present state and the
/// object as it is read. What takes away no pod that is ready is let through, since it can't make that worse; so is
/// what is done to a workload of one pod, whose owners put up with none whenever it is replaced.
final class MinHealthy {
    private final Cluster cluster;
    private final KubernetesBounds bounds;

    MinHealthy(Cluster cluster, KubernetesBounds bounds) {
        this.cluster = cluster;
        this.bounds = bounds;
    }

    /// Before all pods are replaced, as many at a time as its strategy says.
    Read<LiveObject> whileRolling(LiveObject workload) {
        return kept(workload, wanted(workload), worstOfRolling(workload), workload);
    }

    /// Before its size is written.
    Read<LiveObject> scaledTo(int replicas, LiveObject workload) {
        return kept(workload, wanted(workload), Math.min(ready(workload), replicas), workload);
    }

    /// Before a pod is ended. Whose pods are not counted by anybody that is known is let through.
    Read<LiveObject> without(LiveObject pod) {
        if (!ready(pod.status().path("conditions"))) {
            return new Read.Found<>(pod);
        }
        return owner(pod)
                .then(owner -> owner.map(workload -> kept(workload, wanted(workload), ready(workload) - 1, pod))
                        .orElseGet(() -> new Read.Found<>(pod)));
    }

    /// The workload of a pod: a Deployment has its pods by a ReplicaSet.
    private Read<Optional<LiveObject>> owner(LiveObject owned) {
        Optional<ObjectRef> ref = owned.controller().flatMap(owner -> ref(owned, owner));
        if (ref.isEmpty()) {
            return new Read.Found<>(Optional.empty());
        }
        return cluster.find(ref.get()).then(found -> {
            boolean between = found.filter(each -> each.ref().kind() == ObjectKind.REPLICA_SET)
                    .isPresent();
            return between
                    ? owner(found.get())
                            .then(deployment -> new Read.Found<>(deployment.isPresent() ? deployment : found))
                    : new Read.Found<>(found);
        });
    }

    private static Optional<ObjectRef> ref(LiveObject owned, JsonNode owner) {
        String name = owner.path("name").asText();
        Optional<ObjectKind> counted = switch (owner.path("kind").asText()) {
            case "ReplicaSet" -> Optional.of(ObjectKind.REPLICA_SET);
            case "Deployment" -> Optional.of(ObjectKind.DEPLOYMENT);
            case "StatefulSet" -> Optional.of(ObjectKind.STATEFUL_SET);
            case "DaemonSet" -> Optional.of(ObjectKind.DAEMON_SET);
            default -> Optional.empty();
        };
        return counted.map(kind -> new ObjectRef(kind, owned.ref().namespace(), name));
    }

    /// @param worst how many are ready at the worst moment
    /// @param passed what goes on where enough are
    private Read<LiveObject> kept(LiveObject workload, int wanted, int worst, LiveObject passed) {
        int least = wanted < 2 ? 0 : (int) Math.ceil(bounds.minHealthy() * wanted);
        return worst >= Math.min(ready(workload), least)
                ? new Read.Found<>(passed)
                : new Read.No<>(workload.ref().text() + " would be down to " + worst + " ready pods of " + wanted
                        + ", at least " + least + " must stay (nightshift.kubernetes.bounds.min-healthy)");
    }

    private static int wanted(LiveObject workload) {
        return workload.ref().kind() == ObjectKind.DAEMON_SET
                ? workload.status().path("desiredNumberScheduled").asInt()
                : RolloutStatus.replicas(workload);
    }

    private static int ready(LiveObject workload) {
        boolean daemons = workload.ref().kind() == ObjectKind.DAEMON_SET;
        return workload.status().path(daemons ? "numberReady" : "readyReplicas").asInt();
    }

    private static boolean ready(JsonNode conditions) {
        for (JsonNode condition : conditions) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    /// A Deployment and a DaemonSet count those that are away anyhow; a StatefulSet goes down its pods by number, and
    /// takes a ready one away beside one that is not
    /// (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates).
    private static int worstOfRolling(LiveObject workload) {
        int wanted = wanted(workload);
        int ready = ready(workload);
        boolean stateful = workload.ref().kind() == ObjectKind.STATEFUL_SET;
        JsonNode strategy = workload.spec().path("strategy");
        if (strategy.path("type").asText().equals("Recreate")) {
            return 0;
        }
        JsonNode rolling =
                (strategy.isMissingNode() ? workload.spec().path("updateStrategy") : strategy).path("rollingUpdate");
        boolean up = workload.ref().kind() != ObjectKind.DEPLOYMENT;
        int away = parts(rolling.path("maxUnavailable"), wanted, up ? "1" : "25%", up);
        boolean surges = parts(rolling.path("maxSurge"), wanted, up ? "0" : "25%", true) > 0;
        int gone = away == 0 && !surges ? 1 : away;
        return Math.max(0, stateful ? ready - gone : Math.min(ready, wanted - gone));
    }

    /// A number of pods, or a share of them.
    private static int parts(JsonNode written, int wanted, String otherwise, boolean roundedUp) {
        String text = written.asText(otherwise).isEmpty() ? otherwise : written.asText(otherwise);
        try {
            if (!text.endsWith("%")) {
                return Integer.parseInt(text);
            }
            double part = Double.parseDouble(text.substring(0, text.length() - 1)) / 100 * wanted;
            return (int) (roundedUp ? Math.ceil(part) : Math.floor(part));
        } catch (NumberFormatException unreadable) {
            return wanted;
        }
    }
}
