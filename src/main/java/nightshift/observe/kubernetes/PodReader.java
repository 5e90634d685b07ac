package nightshift.observe.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nightshift.fact.inventory.ClusterPod;
import org.jspecify.annotations.Nullable;

/// What is kept of pods.
final class PodReader {
    /// Why containers wait that are about to run.
    private static final Set<String> STARTING = Set.of("ContainerCreating", "PodInitializing");

    private static final Set<String> OVER = Set.of("Succeeded", "Failed");
    private static final String OF_SETS = "controller-revision-hash";

    private PodReader() {}

    /// Null for one that has come to its end: it runs nothing, and stays until somebody cleans up.
    static Kept.@Nullable Pod pod(Pod object) {
        PodStatus status = Optional.ofNullable(object.getStatus()).orElseGet(PodStatus::new);
        if (status.getPhase() != null && OVER.contains(status.getPhase())) {
            return null;
        }
        ObjectMeta meta = object.getMetadata();
        Map<String, String> labels = WorkloadReader.labels(meta);
        List<ContainerStatus> containers = status.getContainerStatuses();
        Instant created = Authors.instant(meta.getCreationTimestamp());
        return new Kept.Pod(
                meta.getNamespace(),
                WorkloadReader.owner(meta),
                new ClusterPod(
                        meta.getName(),
                        meta.getUid(),
                        Optional.ofNullable(object.getSpec().getNodeName()).orElse(""),
                        labels.getOrDefault(WorkloadReader.HASH, labels.getOrDefault(OF_SETS, "")),
                        Images.of(object.getSpec().getContainers(), labels),
                        condition(status, "Ready").isPresent(),
                        meta.getDeletionTimestamp() != null,
                        containers.stream()
                                .mapToLong(it -> WorkloadReader.number(it.getRestartCount()))
                                .sum(),
                        waiting(status),
                        ended(containers),
                        created == null ? Instant.EPOCH : created));
    }

    private static Optional<PodCondition> condition(PodStatus status, String type) {
        return status.getConditions().stream()
                .filter(condition -> condition.getType().equals(type)
                        && condition.getStatus().equals("True"))
                .findFirst();
    }

    private static String waiting(PodStatus status) {
        return Stream.concat(status.getInitContainerStatuses().stream(), status.getContainerStatuses().stream())
                .map(container -> container.getState() == null
                        ? null
                        : container.getState().getWaiting())
                .filter(Objects::nonNull)
                .map(ContainerStateWaiting::getReason)
                .filter(reason -> reason != null && !STARTING.contains(reason))
                .findFirst()
                .or(() -> status.getConditions().stream()
                        .filter(it -> it.getType().equals("PodScheduled")
                                && it.getStatus().equals("False"))
                        .map(PodCondition::getReason)
                        .filter(Objects::nonNull)
                        .findFirst())
                .orElse("");
    }

    private static ClusterPod.@Nullable End ended(List<ContainerStatus> containers) {
        return containers.stream()
                .flatMap(container -> Stream.of(container.getState(), container.getLastState())
                        .filter(Objects::nonNull)
                        .map(state -> end(container.getName(), state.getTerminated())))
                .filter(Objects::nonNull)
                .max(Comparator.comparing(ClusterPod.End::at))
                .orElse(null);
    }

    private static ClusterPod.@Nullable End end(String container, @Nullable ContainerStateTerminated how) {
        Instant at = how == null ? null : Authors.instant(how.getFinishedAt());
        return how == null || at == null
                ? null
                : new ClusterPod.End(
                        container,
                        Optional.ofNullable(how.getReason()).orElse(""),
                        WorkloadReader.number(how.getExitCode()),
                        at);
    }
}
