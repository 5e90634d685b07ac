package nightshift.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nightshift.fact.inventory.ClusterPod;
import nightshift.fact.inventory.ClusterWorkload;
import nightshift.fact.inventory.Disagreement;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A workload as the API server of its cluster has it.
@Schema(
        name = "Workload",
        description = "A workload as the API server of its cluster has it, beside what telemetry says")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterWorkloadView(
        EntityView entity,

        @Schema(description = "deployment, stateful_set or daemon_set") @Words(ClusterWorkload.Kind.class)
        String kind,

        @Schema(description = "services whose processes run in it, as telemetry says")
        List<EntityView> services,

        @Schema(description = "pods that there should be") int desired,
        @Schema(description = "pods that take requests") int ready,

        @Schema(description = "pods that have been ready for long enough")
        int available,

        @Schema(description = "pods of the newest template") int updated,

        @Schema(description = "as Kubernetes counts them", examples = "4")
        String revision,

        @Schema(description = "tag of each container's image, by container")
        Map<String, String> images,

        @Schema(description = "how far its rollout is: complete, progressing, stalled or paused")
        @Words(ClusterWorkload.Stage.class)
        String rollout,

        @Schema(description = "what Kubernetes says of that", examples = "ProgressDeadlineExceeded")
        String reason,

        @Schema(description = "the HorizontalPodAutoscaler that sets how many there should be; absent if none does")
        @Nullable
        String autoscaler,

        @Schema(description = "how many pods may be taken away at once; absent where no budget says") @Nullable
        Integer disruptionsAllowed,

        List<PodView> pods,

        @Schema(description = "one sentence for each number that telemetry says otherwise, for two minutes or more")
        List<String> disagreements) {

    /// A pod of it.
    @Schema(name = "Pod", description = "A pod as the API server has it")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PodView(
            String name,
            String node,
            boolean ready,
            long restarts,

            @Schema(description = "why a container does not run; empty when all do", examples = "CrashLoopBackOff")
            String waiting,

            @Schema(description = "why a container ended last; absent if none did", examples = "OOMKilled") @Nullable
            String ended,

            @Schema(description = "when that was") @Nullable Instant endedAt) {
        static PodView of(ClusterPod pod) {
            ClusterPod.End end = pod.ended();
            return new PodView(
                    pod.name(),
                    pod.node(),
                    pod.ready(),
                    pod.restarts(),
                    pod.waiting(),
                    end == null ? null : end.reason(),
                    end == null ? null : end.at());
        }
    }

    /// @param services that run in it
    /// @param disagreements of any workload
    public static ClusterWorkloadView of(
            ClusterWorkload workload, List<EntityView> services, List<Disagreement> disagreements) {
        return new ClusterWorkloadView(
                EntityView.of(workload.entity()),
                Word.of(workload.kind()),
                services,
                workload.counts().desired(),
                workload.counts().ready(),
                workload.counts().available(),
                workload.counts().updated(),
                workload.rollout().revision(),
                workload.rollout().images(),
                Word.of(workload.rollout().stage()),
                workload.rollout().reason(),
                workload.scaling()
                        .autoscaler()
                        .map(ClusterWorkload.Autoscaler::name)
                        .orElse(null),
                workload.scaling().disruptionsAllowed().orElse(null),
                workload.pods().stream().map(PodView::of).toList(),
                disagreements.stream()
                        .filter(each -> each.workload().equals(workload.entity()))
                        .map(Disagreement::describe)
                        .toList());
    }
}
