package nightshift.fact.inventory;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A pod as the API server of its cluster has it.
///
/// @param name within the namespace
/// @param uid of this very pod: another one may have had its name before
/// @param node the machine it runs on; empty while it has none
/// @param template hash of the template that it was made of; empty if nothing tells
/// @param images tag of each container's image, by container
/// @param ready whether it takes requests
/// @param leaving whether it is being deleted
/// @param restarts how often its containers were started anew
/// @param waiting why a container of it does not run, such as `CrashLoopBackOff`, or it has no node, such as
///     `Unschedulable`; empty when all run
/// @param ended how a container of it ended that ended last; null if none did
/// @param created when it was made
public record ClusterPod(
        String name,
        String uid,
        String node,
        String template,
        Map<String, String> images,
        boolean ready,
        boolean leaving,
        long restarts,
        String waiting,
        @Nullable End ended,
        Instant created) {
    public ClusterPod {
        requireNonNull(uid, "uid");
        requireNonNull(node, "node");
        requireNonNull(template, "template");
        requireNonNull(waiting, "waiting");
        requireNonNull(created, "created");
        images = Map.copyOf(images);
        if (name.isEmpty() || restarts < 0) {
            throw new IllegalArgumentException(
                    "a pod has a name and restarts from 0, got '" + name + "' and " + restarts);
        }
    }

    /// How a container ended.
    ///
    /// @param container its name
    /// @param reason as the kubelet says it: `OOMKilled`, `Error`, `Completed`
    /// @param exitCode of its process
    /// @param at when
    public record End(String container, String reason, int exitCode, Instant at) {
        /// Whether it took more memory than it may have.
        public boolean outOfMemory() {
            return reason.equals("OOMKilled");
        }
    }
}
