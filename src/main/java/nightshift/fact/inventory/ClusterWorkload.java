package nightshift.fact.inventory;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.telemetry.EntityId;

/// A workload as the API server of its cluster has it: what is wanted, how far it is, and its pods.
///
/// @param entity the WORKLOAD
/// @param kind of object that it is
/// @param uid of this very object: another one may have had its name before
/// @param counts how many pods there should be and are
/// @param rollout what it runs, and how far that is
/// @param scaling who else changes how many there should be, and how few may be there at once
/// @param pods by name
public record ClusterWorkload(
        EntityId entity,
        Kind kind,
        String uid,
        Counts counts,
        Rollout rollout,
        Scaling scaling,
        List<ClusterPod> pods) {
    public ClusterWorkload {
        requireNonNull(entity, "entity");
        requireNonNull(kind, "kind");
        requireNonNull(uid, "uid");
        requireNonNull(counts, "counts");
        requireNonNull(rollout, "rollout");
        requireNonNull(scaling, "scaling");
        pods = List.copyOf(pods);
    }

    /// Which kind of object, of those whose pods Kubernetes keeps running.
    public enum Kind {
        DEPLOYMENT,
        STATEFUL_SET,
        DAEMON_SET
    }

    /// Numbers of pods, from 0.
    ///
    /// @param desired there should be
    /// @param ready take requests
    /// @param available have been ready for long enough
    /// @param updated are of the newest template
    public record Counts(int desired, int ready, int available, int updated) {}

    /// What it runs, and how far that is.
    ///
    /// @param revision as Kubernetes counts them; of a stateful set its revision's name
    /// @param template hash of the newest template's pods; empty while Kubernetes has made none of it
    /// @param images tag of each container's image in that template, by container
    /// @param stage how far it is
    /// @param reason what Kubernetes says of it, such as `ProgressDeadlineExceeded`; empty where it says nothing
    public record Rollout(String revision, String template, Map<String, String> images, Stage stage, String reason) {
        public Rollout {
            requireNonNull(revision, "revision");
            requireNonNull(template, "template");
            requireNonNull(stage, "stage");
            requireNonNull(reason, "reason");
            images = Map.copyOf(images);
        }
    }

    /// How far a rollout is.
    public enum Stage {
        /// All pods are of the newest template and available.
        COMPLETE,
        /// Not all are yet.
        PROGRESSING,
        /// Not all are, and Kubernetes has waited for as long as it was told to.
        STALLED,
        /// Somebody told Kubernetes to wait.
        PAUSED
    }

    /// Who else has a say in how many pods there are.
    ///
    /// @param autoscaler that sets how many there should be
    /// @param disruptionsAllowed how many may be taken away at once at present; empty when no budget says
    public record Scaling(Optional<Autoscaler> autoscaler, Optional<Integer> disruptionsAllowed) {
        /// Nobody.
        public static final Scaling NONE = new Scaling(Optional.empty(), Optional.empty());
    }

    /// A HorizontalPodAutoscaler.
    ///
    /// @param name its name
    /// @param least replicas that it sets
    /// @param most replicas that it sets
    public record Autoscaler(String name, int least, int most) {}
}
