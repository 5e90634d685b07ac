package nightshift.observe.kubernetes;

import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import nightshift.fact.inventory.ClusterNode;
import nightshift.fact.inventory.ClusterWorkload.Autoscaler;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import org.jspecify.annotations.Nullable;

/// What is kept of nodes, autoscalers, disruption budgets and events.
final class OtherReader {
    /// As much of an event's sentence as says what it is about.
    static final int NOTE = 256;

    private static final int REASON = 64;

    private OtherReader() {}

    static Kept.Node node(String cluster, Node object) {
        List<NodeCondition> conditions =
                object.getStatus() == null ? List.of() : object.getStatus().getConditions();
        Optional<NodeCondition> ready = conditions.stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .findFirst();
        boolean isReady = ready.filter(it -> it.getStatus().equals("True")).isPresent();
        return new Kept.Node(new ClusterNode(
                EntityId.of(EntityKind.NODE, cluster, "", object.getMetadata().getName(), ""),
                isReady,
                isReady ? "" : ready.map(NodeCondition::getReason).orElse(""),
                conditions.stream()
                        .filter(it ->
                                !it.getType().equals("Ready") && it.getStatus().equals("True"))
                        .map(NodeCondition::getType)
                        .sorted()
                        .toList(),
                Boolean.TRUE.equals(object.getSpec().getUnschedulable())));
    }

    static Kept.Scaler scaler(HorizontalPodAutoscaler object) {
        return new Kept.Scaler(
                object.getMetadata().getNamespace(),
                object.getSpec().getScaleTargetRef().getKind(),
                object.getSpec().getScaleTargetRef().getName(),
                new Autoscaler(
                        object.getMetadata().getName(),
                        Optional.ofNullable(object.getSpec().getMinReplicas()).orElse(1),
                        WorkloadReader.number(object.getSpec().getMaxReplicas())));
    }

    static Kept.Budget budget(PodDisruptionBudget object) {
        ObjectMeta meta = object.getMetadata();
        boolean plain = object.getSpec().getSelector() != null
                && object.getSpec().getSelector().getMatchExpressions().isEmpty();
        Map<String, String> labels = plain ? object.getSpec().getSelector().getMatchLabels() : null;
        return new Kept.Budget(
                meta.getNamespace(),
                meta.getName(),
                labels == null ? Map.of() : Map.copyOf(labels),
                object.getStatus() == null
                        ? 0
                        : WorkloadReader.number(object.getStatus().getDisruptionsAllowed()));
    }

    /// Senders of the older interface are shown by the newer one too, with their times in the deprecated fields.
    static Kept.Said event(Event object) {
        ObjectMeta meta = object.getMetadata();
        ObjectReference about = Optional.ofNullable(object.getRegarding()).orElseGet(ObjectReference::new);
        boolean series = object.getSeries() != null;
        Integer counted = series ? object.getSeries().getCount() : object.getDeprecatedCount();
        Instant at = Stream.of(
                        series ? time(object.getSeries().getLastObservedTime()) : null,
                        Authors.instant(object.getDeprecatedLastTimestamp()),
                        time(object.getEventTime()),
                        Authors.instant(meta.getCreationTimestamp()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Instant.EPOCH);
        return new Kept.Said(
                meta.getNamespace(),
                meta.getName(),
                at,
                new Kept.Said.About(text(about.getKind()), text(about.getNamespace()), text(about.getName())),
                cut(text(object.getReason()), REASON),
                cut(text(object.getNote()), NOTE),
                text(object.getType()).equals("Warning"),
                Math.max(1, WorkloadReader.number(counted)));
    }

    private static @Nullable Instant time(@Nullable MicroTime written) {
        return written == null ? null : Authors.instant(written.getTime());
    }

    private static String text(@Nullable String written) {
        return written == null ? "" : written;
    }

    private static String cut(String text, int most) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= most ? line : line.substring(0, most - 1) + "…";
    }
}
