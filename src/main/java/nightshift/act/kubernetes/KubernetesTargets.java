package nightshift.act.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.act.kubernetes.api.Cluster;
import nightshift.act.kubernetes.api.KubernetesApi;
import nightshift.act.target.Actuator;
import nightshift.fact.Action;
import nightshift.fact.ActionType;

/// All that can be done to one cluster. Safe from any thread.
public final class KubernetesTargets {
    /// What is done to a cluster.
    public static final Set<String> TYPES = Set.of(
            ActionType.WORKLOAD_RESTART,
            ActionType.WORKLOAD_SCALE,
            ActionType.WORKLOAD_ROLLBACK,
            ActionType.WORKLOAD_PAUSE,
            ActionType.WORKLOAD_RESUME,
            ActionType.POD_EVICT,
            ActionType.POD_DELETE,
            ActionType.NODE_CORDON,
            ActionType.NODE_UNCORDON);

    private final Map<String, Actuator> verbs = new HashMap<>();

    /// @param client that never retries by itself
    /// @param here the name that telemetry gives this cluster; empty when it gives none
    /// @param deadline of one request
    public KubernetesTargets(
            KubernetesClient client,
            String here,
            KubernetesBounds bounds,
            Knowledge knowledge,
            InstantSource clock,
            Duration deadline) {
        Cluster cluster = new Cluster(new KubernetesApi(client, deadline));
        Locator locator = new Locator(cluster, knowledge.names(), here);
        Ownership ownership = new Ownership(cluster);
        Consent consent = new Consent(cluster, bounds, clock);
        AdmissionProbe admission = new AdmissionProbe(cluster, bounds.admission(), clock);
        MinHealthy healthy = new MinHealthy(cluster, bounds);
        Events events = new Events(cluster, clock);
        for (Verb verb : List.of(
                new Scale(locator, ownership, cluster, bounds, healthy),
                new Restart(locator, ownership, healthy),
                new Rollback(locator, ownership, cluster, knowledge.good(), healthy),
                new Pause(locator, ownership, true),
                new Pause(locator, ownership, false),
                new Evict(locator, healthy, true),
                new Evict(locator, healthy, false),
                new Cordon(cluster, locator, bounds, clock, true),
                new Cordon(cluster, locator, bounds, clock, false))) {
            verbs.put(
                    verb.type(), new KubernetesActuator(verb, cluster, locator, consent, admission, events, this::of));
        }
    }

    /// What is known of a cluster besides what its API server says.
    public record Knowledge(WorkloadNames names, KnownGood good) {}

    /// Whether something of a type is done to a cluster.
    public boolean takes(String type) {
        return TYPES.contains(type);
    }

    /// Empty when it is nothing that is done to a cluster.
    public Optional<Actuator> of(Action action) {
        return Optional.ofNullable(verbs.get(action.type()));
    }
}
