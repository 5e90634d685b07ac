package nightshift.observe.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetList;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentList;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetList;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetList;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerList;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventList;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetList;

/// Kinds of objects that are followed.
enum Kind {
    DEPLOYMENT("/apis/apps/v1", "deployments", DeploymentList.class, Deployment.class),
    STATEFUL_SET("/apis/apps/v1", "statefulsets", StatefulSetList.class, StatefulSet.class),
    DAEMON_SET("/apis/apps/v1", "daemonsets", DaemonSetList.class, DaemonSet.class),
    REPLICA_SET("/apis/apps/v1", "replicasets", ReplicaSetList.class, ReplicaSet.class),
    POD("/api/v1", "pods", PodList.class, Pod.class),
    NODE("/api/v1", "nodes", NodeList.class, Node.class),
    AUTOSCALER(
            "/apis/autoscaling/v2",
            "horizontalpodautoscalers",
            HorizontalPodAutoscalerList.class,
            HorizontalPodAutoscaler.class),
    BUDGET("/apis/policy/v1", "poddisruptionbudgets", PodDisruptionBudgetList.class, PodDisruptionBudget.class),
    /// Shows those of the older interface too.
    EVENT("/apis/events.k8s.io/v1", "events", EventList.class, Event.class);

    private final String group;
    private final String resource;
    private final Class<? extends KubernetesResourceList<? extends HasMetadata>> list;
    private final Class<? extends HasMetadata> object;

    Kind(
            String group,
            String resource,
            Class<? extends KubernetesResourceList<? extends HasMetadata>> list,
            Class<? extends HasMetadata> object) {
        this.group = group;
        this.resource = resource;
        this.list = list;
        this.object = object;
    }

    /// As permissions name it.
    String resource() {
        return resource;
    }

    Class<? extends KubernetesResourceList<? extends HasMetadata>> list() {
        return list;
    }

    Class<? extends HasMetadata> object() {
        return object;
    }

    /// Whether its objects lie in namespaces.
    boolean namespaced() {
        return this != NODE;
    }

    /// Where its objects are.
    ///
    /// @param namespace empty for all
    String path(String namespace) {
        return namespace.isEmpty() || !namespaced()
                ? group + '/' + resource
                : group + "/namespaces/" + namespace + '/' + resource;
    }
}
