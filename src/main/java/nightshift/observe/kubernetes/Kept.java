package nightshift.observe.kubernetes;

import java.time.Instant;
import java.util.Map;
import nightshift.fact.inventory.ClusterNode;
import nightshift.fact.inventory.ClusterPod;
import nightshift.fact.inventory.ClusterWorkload;
import nightshift.fact.inventory.ClusterWorkload.Autoscaler;
import org.jspecify.annotations.Nullable;

/// What is kept of an object of the API server. Measured with 2,000 pods of 20 workloads and 500 events: some
/// 2 kB a pod with its place in the view, 4 kB with the inventory and the series of its readiness, so 80 MB for
/// 20,000 pods. Its JSON alone is as long as all of that.
sealed interface Kept {
    /// Namespace and name; of a kind there is one.
    String key();

    private static String key(String namespace, String name) {
        return namespace + '/' + name;
    }

    /// A Deployment, StatefulSet or DaemonSet.
    ///
    /// @param generation of what is wanted, which grows with each change of it
    /// @param observed the generation that its controller has acted on
    /// @param pods all there are, of any template
    /// @param progressing why Kubernetes says that it goes on, or does not; empty where it does not say
    /// @param stalled whether Kubernetes has given up waiting
    /// @param updating hash of the newest template's pods, where the object itself says it
    /// @param labels of its pods, for who selects by them
    record Workload(
            ClusterWorkload.Kind kind,
            String namespace,
            String name,
            String uid,
            long generation,
            long observed,
            ClusterWorkload.Counts counts,
            int pods,
            boolean paused,
            String revision,
            String updating,
            String progressing,
            boolean stalled,
            Template template,
            @Nullable Author templated,
            @Nullable Author scaled,
            Map<String, String> labels)
            implements Kept {
        @Override
        public String key() {
            return Kept.key(namespace, name);
        }
    }

    /// What pods are made of.
    ///
    /// @param digest of all of it but the next, by which two are the same
    /// @param restarted when somebody asked to start all pods anew, as it is written; empty if nobody has
    /// @param images tag of each container's image, by container
    record Template(String digest, String restarted, Map<String, String> images) {
        public Template {
            images = Map.copyOf(images);
        }
    }

    /// Who changed a part of an object last.
    ///
    /// @param manager as it named itself
    /// @param at when; null if the API server does not say
    record Author(String manager, @Nullable Instant at) {}

    /// @param owner uid of its Deployment; empty if it has none
    /// @param revision of its Deployment that it is
    /// @param template hash of its pods
    record ReplicaSet(
            String namespace,
            String name,
            String uid,
            String owner,
            long revision,
            String template,
            Map<String, String> images)
            implements Kept {
        @Override
        public String key() {
            return Kept.key(namespace, name);
        }
    }

    /// @param owner uid of the workload or replica set that it belongs to; empty if it has none
    record Pod(String namespace, String owner, ClusterPod shown) implements Kept {
        @Override
        public String key() {
            return Kept.key(namespace, shown.name());
        }
    }

    record Node(ClusterNode shown) implements Kept {
        @Override
        public String key() {
            return Kept.key("", shown.entity().name());
        }
    }

    /// @param kind of what it scales, as Kubernetes writes it
    /// @param target name of what it scales
    record Scaler(String namespace, String kind, String target, Autoscaler shown) implements Kept {
        @Override
        public String key() {
            return Kept.key(namespace, shown.name());
        }
    }

    /// A PodDisruptionBudget.
    ///
    /// @param selects labels of the pods that it is for; empty where it selects in another way
    record Budget(String namespace, String name, Map<String, String> selects, int allowed) implements Kept {
        @Override
        public String key() {
            return Kept.key(namespace, name);
        }
    }

    /// An Event.
    ///
    /// @param about kind and name of the object that it is about
    record Said(
            String namespace,
            String name,
            Instant at,
            About about,
            String reason,
            String note,
            boolean warning,
            int count)
            implements Kept {
        @Override
        public String key() {
            return Kept.key(namespace, name);
        }

        record About(String kind, String namespace, String name) {}
    }
}
