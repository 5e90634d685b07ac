package nightshift.observe.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.jspecify.annotations.Nullable;

/// What is kept of an object. Safe from any thread.
final class Reader {
    private final String cluster;
    private final WorkloadReader workloads;

    /// @param cluster its name in telemetry
    Reader(String cluster, KubernetesSerialization json) {
        this.cluster = cluster;
        this.workloads = new WorkloadReader(json);
    }

    /// Null when nothing is to be kept of it: it is as if it were gone.
    @Nullable
    Kept keep(HasMetadata object) {
        return switch (object) {
            case Deployment it -> workloads.deployment(it);
            case StatefulSet it -> workloads.statefulSet(it);
            case DaemonSet it -> workloads.daemonSet(it);
            case ReplicaSet it -> workloads.replicaSet(it);
            case Pod it -> PodReader.pod(it);
            case Node it -> OtherReader.node(cluster, it);
            case HorizontalPodAutoscaler it -> OtherReader.scaler(it);
            case PodDisruptionBudget it -> OtherReader.budget(it);
            case Event it -> OtherReader.event(it);
            default -> throw new IllegalArgumentException("nothing is kept of " + object.getKind());
        };
    }
}
