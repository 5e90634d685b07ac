package nightshift.observe.otlp;

import static nightshift.observe.otlp.Receiver.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.Release;
import nightshift.fact.inventory.Replica;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.otlp.request.Export;
import org.junit.jupiter.api.Test;

/// Who runs where, as kube-state-metrics tells of others in the labels of its metrics.
class KubeStateMetricsTest {
    private static final EntityId WORKLOAD = EntityId.workload("shop", "cart");
    private static final String FIRST = "cart-6d4cf56db6-x2x4z";
    private static final String SECOND = "cart-6d4cf56db6-8kqhn";

    private final Receiver receiver = new Receiver();

    @Test
    void kubeStateMetricsSpeaksOfOthersInItsLabels() {
        // Given
        scraped(
                state("kube_deployment_spec_replicas", 2, Map.of("deployment", "cart")),
                state("kube_deployment_status_replicas_available", 1, Map.of("deployment", "cart")),
                state("kube_pod_status_ready", 1, Map.of("pod", FIRST, "condition", "true")),
                state("kube_pod_status_ready", 0, Map.of("pod", FIRST, "condition", "false")),
                state("kube_pod_status_ready", 0, Map.of("pod", SECOND, "condition", "true")),
                state("kube_pod_status_ready", 1, Map.of("pod", SECOND, "condition", "false")),
                state(
                        "kube_pod_info",
                        1,
                        Map.of(
                                "pod",
                                FIRST,
                                "node",
                                "node-2",
                                "created_by_kind",
                                "ReplicaSet",
                                "created_by_name",
                                "cart-6d4cf56db6")),
                state(
                        "kube_pod_container_info",
                        1,
                        Map.of("pod", FIRST, "container", "app", "image", "registry:5000/shop/cart:1.5@sha256:ab")));

        // When
        Deployed cart = cart();

        // Then
        assertThat(cart.desired()).isEqualTo(OptionalInt.of(2));
        assertThat(cart.missing()).isEqualTo(1);
        assertThat(cart.ready()).hasValue(1);
        assertThat(replica(cart, FIRST).node()).isEqualTo("node-2");
        assertThat(replica(cart, FIRST).version()).isEqualTo(new Release.Version("", "1.5", "6d4cf56db6"));
        assertThat(receiver.window(10))
                .containsEntry("workload:shop/cart|k8s.pod.ready", 0.5)
                .containsEntry("pod:shop/cart/" + FIRST + "|k8s.pod.ready", 1.0)
                .noneSatisfy((series, value) -> assertThat(series).contains("identity"))
                .noneSatisfy((series, value) -> assertThat(series).contains("kube-state-metrics"));
        assertThat(receiver.observer().status().dropped()).isEqualTo(Map.of("said_otherwise", 2L));
    }

    @Test
    void theReplicaSetThatOwnsAPodTellsItsTemplateWhereThePodsNameDoesNot() {
        // Given
        scraped(
                state("kube_deployment_spec_replicas", 2, Map.of("deployment", "cart")),
                state("kube_pod_status_ready", 1, Map.of("pod", "cart-old", "condition", "true")),
                state("kube_pod_status_ready", 0, Map.of("pod", "cart-new", "condition", "true")),
                owned("cart-old", "ReplicaSet", "cart-6d4cf56db6"),
                owned("cart-new", "ReplicaSet", "cart-7f8c9d5b4"),
                owned("store-0", "StatefulSet", "store"));

        // When
        Deployed cart = cart();

        // Then
        assertThat(cart.versions()).containsExactlyInAnyOrder("6d4cf56db6", "7f8c9d5b4");
        assertThat(replica(cart, "cart-new").version().template()).isEqualTo("7f8c9d5b4");
        assertThat(cart(EntityId.workload("shop", "store")).versions()).isEmpty();
    }

    @Test
    void labelsThatTheScraperHidAreRead() {
        scraped(state(
                "kube_pod_status_ready",
                1,
                Map.of(
                        "exported_namespace",
                        "shop",
                        "namespace",
                        "monitoring",
                        "exported_pod",
                        FIRST,
                        "pod",
                        "kube-state-metrics-0",
                        "condition",
                        "true")));
        assertThat(receiver.look(15).window(10)).containsEntry("workload:shop/cart|k8s.pod.ready", 1.0);
    }

    private Deployed cart() {
        return cart(WORKLOAD);
    }

    private Deployed cart(EntityId id) {
        return receiver.look(15).inventory().of(id).orElseThrow();
    }

    private static Replica replica(Deployed of, String pod) {
        return of.replicas().stream()
                .filter(replica -> replica.id().part().equals(pod))
                .findFirst()
                .orElseThrow();
    }

    private static Metric state(String name, double value, Map<String, String> labels) {
        Map<String, String> all = new HashMap<>(labels);
        all.putIfAbsent("namespace", "shop");
        return Requests.gauge(name, value, at(5), all);
    }

    private static Metric owned(String pod, String kind, String name) {
        return state("kube_pod_info", 1, Map.of("pod", pod, "created_by_kind", kind, "created_by_name", name));
    }

    /// As a collector's Prometheus receiver passes on what kube-state-metrics says.
    private void scraped(Metric... metrics) {
        receiver.send(
                5,
                Export.METRICS,
                Requests.metrics(
                        Requests.resource(
                                Map.of("service.name", "kube-state-metrics", "service.instance.id", "10.0.0.8:8080")),
                        metrics));
    }
}
