package nightshift.observe.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import nightshift.fact.Digest;
import nightshift.fact.inventory.ClusterWorkload;
import nightshift.fact.inventory.ClusterWorkload.Counts;
import org.jspecify.annotations.Nullable;

/// What is kept of Deployments, StatefulSets, DaemonSets and ReplicaSets. Safe from any thread.
final class WorkloadReader {
    static final String REVISION = "deployment.kubernetes.io/revision";
    static final String HASH = "pod-template-hash";
    /// What a restart writes on a template, by hand and by Nightshift: another of them is no other template.
    private static final List<String> RESTARTED =
            List.of("kubectl.kubernetes.io/restartedAt", "nightshift.dev/restarted-by");

    private static final int DIGEST_BYTES = 8;

    private final KubernetesSerialization json;

    WorkloadReader(KubernetesSerialization json) {
        this.json = json;
    }

    Kept.Workload deployment(Deployment object) {
        ObjectMeta meta = object.getMetadata();
        DeploymentStatus status = Optional.ofNullable(object.getStatus()).orElseGet(DeploymentStatus::new);
        Optional<DeploymentCondition> progressing = status.getConditions().stream()
                .filter(condition -> condition.getType().equals("Progressing"))
                .findFirst();
        return new Kept.Workload(
                ClusterWorkload.Kind.DEPLOYMENT,
                meta.getNamespace(),
                meta.getName(),
                meta.getUid(),
                number(meta.getGeneration()),
                number(status.getObservedGeneration()),
                new Counts(
                        Optional.ofNullable(object.getSpec().getReplicas()).orElse(1),
                        number(status.getReadyReplicas()),
                        number(status.getAvailableReplicas()),
                        number(status.getUpdatedReplicas())),
                number(status.getReplicas()),
                Boolean.TRUE.equals(object.getSpec().getPaused()),
                annotation(meta, REVISION),
                "",
                progressing.map(DeploymentCondition::getReason).orElse(""),
                progressing.filter(it -> it.getStatus().equals("False")).isPresent(),
                template(object.getSpec().getTemplate()),
                Authors.of(meta, "f:spec", "f:template"),
                Authors.of(meta, "f:spec", "f:replicas"),
                labels(object.getSpec().getTemplate().getMetadata()));
    }

    Kept.Workload statefulSet(StatefulSet object) {
        ObjectMeta meta = object.getMetadata();
        StatefulSetStatus status = Optional.ofNullable(object.getStatus()).orElseGet(StatefulSetStatus::new);
        String revision = Optional.ofNullable(status.getUpdateRevision()).orElse("");
        return new Kept.Workload(
                ClusterWorkload.Kind.STATEFUL_SET,
                meta.getNamespace(),
                meta.getName(),
                meta.getUid(),
                number(meta.getGeneration()),
                number(status.getObservedGeneration()),
                new Counts(
                        Optional.ofNullable(object.getSpec().getReplicas()).orElse(1),
                        number(status.getReadyReplicas()),
                        number(status.getAvailableReplicas()),
                        number(status.getUpdatedReplicas())),
                number(status.getReplicas()),
                false,
                revision,
                revision,
                "",
                false,
                template(object.getSpec().getTemplate()),
                Authors.of(meta, "f:spec", "f:template"),
                Authors.of(meta, "f:spec", "f:replicas"),
                labels(object.getSpec().getTemplate().getMetadata()));
    }

    /// How many pods there should be is how many nodes there are for them: nobody sets it.
    Kept.Workload daemonSet(DaemonSet object) {
        ObjectMeta meta = object.getMetadata();
        DaemonSetStatus status = Optional.ofNullable(object.getStatus()).orElseGet(DaemonSetStatus::new);
        return new Kept.Workload(
                ClusterWorkload.Kind.DAEMON_SET,
                meta.getNamespace(),
                meta.getName(),
                meta.getUid(),
                number(meta.getGeneration()),
                number(status.getObservedGeneration()),
                new Counts(
                        number(status.getDesiredNumberScheduled()),
                        number(status.getNumberReady()),
                        number(status.getNumberAvailable()),
                        number(status.getUpdatedNumberScheduled())),
                number(status.getCurrentNumberScheduled()),
                false,
                annotation(meta, "deprecated.daemonset.template.generation"),
                "",
                "",
                false,
                template(object.getSpec().getTemplate()),
                Authors.of(meta, "f:spec", "f:template"),
                null,
                labels(object.getSpec().getTemplate().getMetadata()));
    }

    Kept.ReplicaSet replicaSet(ReplicaSet object) {
        ObjectMeta meta = object.getMetadata();
        return new Kept.ReplicaSet(
                meta.getNamespace(),
                meta.getName(),
                meta.getUid(),
                owner(meta),
                revision(annotation(meta, REVISION)),
                labels(meta).getOrDefault(HASH, ""),
                images(object.getSpec().getTemplate()));
    }

    private Kept.Template template(PodTemplateSpec template) {
        Map<String, String> annotations = Optional.ofNullable(template.getMetadata())
                .map(ObjectMeta::getAnnotations)
                .orElse(Map.of());
        String restarted = RESTARTED.stream()
                .map(annotations::get)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        PodTemplateSpec rest = template;
        for (String mark : RESTARTED) {
            rest = annotations.containsKey(mark)
                    ? new PodTemplateSpecBuilder(rest)
                            .editMetadata()
                            .removeFromAnnotations(mark)
                            .endMetadata()
                            .build()
                    : rest;
        }
        return new Kept.Template(Digest.of(json.asJson(rest), DIGEST_BYTES), restarted, images(template));
    }

    private static Map<String, String> images(PodTemplateSpec template) {
        return template.getSpec() == null
                ? Map.of()
                : Images.of(template.getSpec().getContainers(), labels(template.getMetadata()));
    }

    /// Of the object that controls another one its uid; empty if none does.
    static String owner(ObjectMeta meta) {
        return meta.getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .map(OwnerReference::getUid)
                .findFirst()
                .orElse("");
    }

    static Map<String, String> labels(@Nullable ObjectMeta meta) {
        return meta == null || meta.getLabels() == null ? Map.of() : Map.copyOf(meta.getLabels());
    }

    private static String annotation(ObjectMeta meta, String key) {
        return meta.getAnnotations() == null ? "" : meta.getAnnotations().getOrDefault(key, "");
    }

    /// Somebody may have written anything in an annotation.
    private static long revision(String written) {
        return written.matches("\\d{1,18}") ? Long.parseLong(written) : 0;
    }

    static int number(@Nullable Integer written) {
        return written == null ? 0 : Math.max(0, written);
    }

    private static long number(@Nullable Long written) {
        return written == null ? 0 : written;
    }
}
