package nightshift.act.kubernetes.api;

/// The kinds of object that are read or written, with where the API server has them.
public enum ObjectKind {
    DEPLOYMENT("/apis/apps/v1", "deployments", "Deployment"),
    STATEFUL_SET("/apis/apps/v1", "statefulsets", "StatefulSet"),
    DAEMON_SET("/apis/apps/v1", "daemonsets", "DaemonSet"),
    REPLICA_SET("/apis/apps/v1", "replicasets", "ReplicaSet"),
    CONTROLLER_REVISION("/apis/apps/v1", "controllerrevisions", "ControllerRevision"),
    POD("/api/v1", "pods", "Pod"),
    NODE("/api/v1", "nodes", "Node"),
    NAMESPACE("/api/v1", "namespaces", "Namespace"),
    AUTOSCALER("/apis/autoscaling/v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler"),
    SCALED_OBJECT("/apis/keda.sh/v1alpha1", "scaledobjects", "ScaledObject"),
    CANARY("/apis/flagger.app/v1beta1", "canaries", "Canary"),
    ROLLOUT("/apis/argoproj.io/v1alpha1", "rollouts", "Rollout"),
    EVENT("/apis/events.k8s.io/v1", "events", "Event");

    private final String api;
    private final String plural;
    private final String kind;

    ObjectKind(String api, String plural, String kind) {
        this.api = api;
        this.plural = plural;
        this.kind = kind;
    }

    /// As manifests have it.
    public String kind() {
        return kind;
    }

    /// As manifests have it.
    public String apiVersion() {
        return api.replaceFirst("^/apis?/", "");
    }

    /// All of a namespace, or of the cluster where the namespace is empty.
    public String path(String namespace) {
        return api + (namespace.isEmpty() ? "" : "/namespaces/" + namespace) + "/" + plural;
    }
}
