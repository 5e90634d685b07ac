package nightshift.observe.kubernetes;

import java.util.Comparator;
import java.util.List;
import nightshift.fact.inventory.ClusterPod;
import nightshift.fact.inventory.ClusterWorkload;
import nightshift.fact.inventory.ClusterWorkload.Counts;
import nightshift.fact.inventory.ClusterWorkload.Stage;

/// How far a rollout is, as `kubectl rollout status` judges it.
final class Stages {
    private Stages() {}

    static Stage of(Kept.Workload object) {
        Counts counts = object.counts();
        boolean seen = object.observed() >= object.generation();
        boolean complete = seen
                && counts.updated() >= counts.desired()
                && object.pods() <= counts.updated()
                && counts.available() >= counts.desired();
        if (object.paused()) {
            return Stage.PAUSED;
        }
        if (seen && object.stalled()) {
            return Stage.STALLED;
        }
        return complete ? Stage.COMPLETE : Stage.PROGRESSING;
    }

    /// The hash in the name of the newest revision where the object itself tells that, else that of the pod that was
    /// made last.
    static String hash(Kept.Workload object, List<ClusterPod> pods) {
        return object.updating().isEmpty()
                ? pods.stream()
                        .max(Comparator.comparing(ClusterPod::created).thenComparing(ClusterPod::name))
                        .map(ClusterPod::template)
                        .orElse("")
                : object.updating().substring(object.updating().lastIndexOf('-') + 1);
    }

    /// As Kubernetes writes a kind.
    static String written(ClusterWorkload.Kind kind) {
        return switch (kind) {
            case DEPLOYMENT -> "Deployment";
            case STATEFUL_SET -> "StatefulSet";
            case DAEMON_SET -> "DaemonSet";
        };
    }
}
