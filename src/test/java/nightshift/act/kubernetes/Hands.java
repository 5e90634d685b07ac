package nightshift.act.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.act.kubernetes.api.Mark;
import nightshift.act.target.Actuator;
import nightshift.cluster.TestCluster;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.telemetry.EntityId;

/// A namespace of a real cluster, and what acts on it. What the API server took is counted by its audit log.
final class Hands {
    static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    final TestCluster cluster;
    final String namespace;
    final Map<String, List<String>> good = new HashMap<>();
    List<EntityId> workloads = List.of();
    KubernetesBounds bounds = bounded(KubernetesBounds.DEFAULT.nodes());
    private final KubernetesClient acting;

    Hands(TestCluster cluster) {
        this(cluster, cluster.acting());
    }

    Hands(TestCluster cluster, KubernetesClient acting) {
        this.cluster = cluster;
        this.acting = acting;
        this.namespace = cluster.namespace();
        mode("auto");
    }

    /// Others in the same namespace.
    Hands(Hands same, KubernetesClient acting) {
        this.cluster = same.cluster;
        this.acting = acting;
        this.namespace = same.namespace;
    }

    static KubernetesBounds bounded(double nodes) {
        KubernetesBounds usual = KubernetesBounds.DEFAULT;
        return new KubernetesBounds(
                usual.protectedNamespaces(),
                usual.unlabelled(),
                usual.growth(),
                usual.replicas(),
                usual.minHealthy(),
                nodes,
                Duration.ZERO,
                false);
    }

    /// A fresh one each time: nothing of a call is kept in the process.
    Actuator of(String type) {
        return new KubernetesTargets(
                        acting,
                        "",
                        bounds,
                        new KubernetesTargets.Knowledge(
                                entity -> workloads, workload -> good.getOrDefault(workload, List.of())),
                        InstantSource.fixed(NOW),
                        Duration.ofSeconds(10))
                .of(new Action(type, EntityId.service("x", "x"), Map.of()))
                .orElseThrow();
    }

    void mode(String mode) {
        cluster.admin()
                .namespaces()
                .withName(namespace)
                .edit(found -> new NamespaceBuilder(found)
                        .editMetadata()
                        .addToLabels(Mark.MODE, mode)
                        .endMetadata()
                        .build());
    }

    EntityId service(String name) {
        return EntityId.service(namespace, name);
    }

    Actuator.Order order(String id, String type, EntityId target, Map<String, String> parameters) {
        return new Actuator.Order(id, new Action(type, target, parameters), "i-1", "rule test: it is a test");
    }

    Actuator.Plan.Possible possible(Actuator.Order order) {
        Actuator.Plan plan = of(order.action().type()).plan(order);
        // While it rolls its status changes all the time: the dispatcher asks again, too.
        for (int again = 0;
                again < 50
                        && plan instanceof Actuator.Plan.Away away
                        && away.detail().endsWith("(409)");
                again++) {
            plan = of(order.action().type()).plan(order);
        }
        assertThat(plan).as(plan.detail()).isInstanceOf(Actuator.Plan.Possible.class);
        return (Actuator.Plan.Possible) plan;
    }

    String impossible(Actuator.Order order) {
        Actuator.Plan plan = of(order.action().type()).plan(order);
        assertThat(plan).as(plan.detail()).isInstanceOf(Actuator.Plan.Impossible.class);
        return plan.detail();
    }

    /// As the journal gives it back: with what its plan captured.
    Actuator.Order planned(Actuator.Order order) {
        Actuator.Plan.Possible plan = possible(order);
        return with(order, plan);
    }

    static Actuator.Order with(Actuator.Order order, Actuator.Plan.Possible plan) {
        return new Actuator.Order(
                order.id(), order.action(), order.incident(), order.reason(), plan.inverse(), plan.pinned());
    }

    Actuator.Answer start(Actuator.Order planned) {
        return of(planned.action().type()).start(planned);
    }

    Actuator.Answer poll(Actuator.Order planned) {
        return of(planned.action().type()).poll(planned);
    }

    Actuator.Answer settled(Actuator.Order planned) {
        List<Actuator.Answer> last = new ArrayList<>();
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    last.add(poll(planned));
                    return last.getLast().result() != ActionResult.IN_PROGRESS;
                });
        return last.getLast();
    }

    /// The order whose effect takes another back, as it is asked about later.
    static Actuator.Order undo(Actuator.Order order) {
        return new Actuator.Order(
                order.id() + "-undo",
                order.inverse().orElseThrow(),
                order.incident(),
                order.reason(),
                Optional.empty(),
                order.pinned());
    }

    /// A Deployment whose pods are there.
    void deployment(String name, int replicas, String image) {
        cluster.apply(deploymentYaml(name, replicas, image));
        available("deployments", name, replicas);
    }

    String deploymentYaml(String name, int replicas, String image) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s, namespace: %s}
                spec:
                  replicas: %d
                  progressDeadlineSeconds: 60
                  selector: {matchLabels: {app: %s}}
                  template:
                    metadata: {labels: {app: %s}}
                    spec:
                      containers: [{name: main, image: "%s", resources: {requests: {cpu: 10m}}}]
                """.formatted(name, namespace, replicas, name, name, image);
    }

    void statefulSet(String name, int replicas, String image) {
        cluster.apply(deploymentYaml(name, replicas, image)
                .replace("kind: Deployment", "kind: StatefulSet")
                .replace("  progressDeadlineSeconds: 60\n", "  serviceName: x\n"));
        await().atMost(Duration.ofSeconds(40))
                .until(() -> number(object("statefulsets", name), "status", "readyReplicas") == replicas);
    }

    void available(String kind, String name, int replicas) {
        await().atMost(Duration.ofSeconds(40))
                .until(() -> number(object(kind, name), "status", "availableReplicas") == replicas
                        && number(object(kind, name), "status", "updatedReplicas") == replicas);
    }

    GenericKubernetesResource object(String plural, String name) {
        return cluster.admin()
                .genericKubernetesResources("apps/v1", kind(plural))
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    private static String kind(String plural) {
        return switch (plural) {
            case "deployments" -> "Deployment";
            case "statefulsets" -> "StatefulSet";
            case "daemonsets" -> "DaemonSet";
            case "replicasets" -> "ReplicaSet";
            default -> throw new IllegalArgumentException(plural);
        };
    }

    static int number(GenericKubernetesResource object, Object... path) {
        Object value = object.get(path);
        return value == null ? 0 : ((Number) value).intValue();
    }

    int replicas(String name) {
        return number(object("deployments", name), "spec", "replicas");
    }

    String image(String name) {
        return cluster.admin()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName(name)
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    String uid(String name) {
        return object("deployments", name).getMetadata().getUid();
    }

    /// Template hashes of a Deployment's ReplicaSets by image.
    String hash(String image) {
        return cluster.admin().apps().replicaSets().inNamespace(namespace).list().getItems().stream()
                .filter(set -> set.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getImage()
                        .equals(image))
                .findFirst()
                .orElseThrow()
                .getMetadata()
                .getLabels()
                .get(Mark.TEMPLATE_HASH);
    }

    /// Writes in this namespace that were kept, by who acts, events aside.
    List<TestCluster.Audited> writes() {
        return cluster.audit(line -> line.namespace().equals(namespace)
                && line.user().equals(user())
                && !line.dryRun()
                && !line.resource().equals("events")
                && line.code() < 300);
    }

    String user() {
        return "nightshift:acting";
    }
}
