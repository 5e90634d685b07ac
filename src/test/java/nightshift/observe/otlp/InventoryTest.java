package nightshift.observe.otlp;

import static nightshift.observe.otlp.Receiver.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.Release;
import nightshift.fact.inventory.Replica;
import nightshift.fact.inventory.Replica.Readiness;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.observe.otlp.request.Export;
import org.junit.jupiter.api.Test;

/// Who runs where, as the platform and the processes tell it in pieces.
class InventoryTest {
    private static final EntityId CART = EntityId.service("shop", "cart");
    private static final EntityId WORKLOAD = EntityId.workload("shop", "cart");
    private static final String FIRST = "cart-6d4cf56db6-x2x4z";
    private static final String SECOND = "cart-6d4cf56db6-8kqhn";

    private final Receiver receiver = new Receiver();

    @Test
    void theClusterReceiverTellsOfWorkloadsAndTheirPods() {
        // Given
        deployment(3, 2);
        container(FIRST, 1, 0);
        container(SECOND, 0, 4);

        // When
        Deployed cart = cart();

        // Then
        assertThat(cart.entity()).isEqualTo(WORKLOAD);
        assertThat(cart.desired()).hasValue(3);
        assertThat(cart.available()).hasValue(2);
        assertThat(cart.ready()).hasValue(1);
        assertThat(cart.missing()).isEqualTo(1);
        assertThat(cart.restarts()).isEqualTo(4);
        assertThat(cart.versions()).containsExactly("1.4");
        assertThat(cart.replicas())
                .extracting(replica -> replica.id().part(), Replica::readiness, Replica::node)
                .containsExactlyInAnyOrder(
                        tuple(FIRST, Readiness.READY, "node-1"), tuple(SECOND, Readiness.UNREADY, "node-1"));
    }

    @Test
    void readinessOfAPodIsASeriesOfItsWorkload() {
        container(FIRST, 1, 0);
        container(SECOND, 0, 0);
        assertThat(receiver.look(15).window(10))
                .containsEntry("workload:shop/cart|k8s.container.ready", 0.5)
                .containsEntry("pod:shop/cart/" + SECOND + "|k8s.container.ready", 0.0);
    }

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

    @Test
    void aProcessRunsInThePodThatHasItsHostsName() {
        // Given the platform speaks first, then a process that says nothing of Kubernetes
        container(FIRST, 0, 0);
        process(6, Map.of("host.name", FIRST, "service.version", "1.4"));

        // When
        container(17, FIRST, 0, 0);
        Deployed cart = cart(CART);
        receiver.look(25);

        // Then readiness is the service's, and its version's
        assertThat(cart.services()).containsExactly(CART);
        assertThat(cart.replicas()).hasSize(1);
        assertThat(receiver.window(20))
                .containsEntry("service:shop/cart|k8s.container.ready", 0.0)
                .containsEntry("service:shop/cart|k8s.container.ready|service.version=1.4", 0.0)
                .doesNotContainKey("workload:shop/cart|k8s.container.ready");
    }

    @Test
    void whatWasCountedUnderAGuessIsNotLost() {
        // Given restarts of a pod of which more is learned within the window
        container(5, FIRST, 1, 7);
        container(12, FIRST, 1, 8);
        process(13, Map.of("host.name", FIRST, "service.version", "1.4"));
        container(19, FIRST, 1, 9);
        receiver.look(25);

        // Then both are the service's
        assertThat(receiver.window(20)).containsEntry("service:shop/cart|k8s.container.restart.count", 2 / 14.0);
    }

    @Test
    void theProcessMayComeFirst() {
        process(4, Map.of("host.name", FIRST, "service.version", "1.4"));
        container(FIRST, 1, 0);
        Deployed cart = cart(CART);
        assertThat(cart.entity()).isEqualTo(WORKLOAD);
        assertThat(cart.versions()).containsExactly("1.4");
        assertThat(receiver.window(10)).containsEntry("service:shop/cart|k8s.container.ready", 1.0);
        assertThat(receiver.inventory().deployed()).hasSize(1);
    }

    @Test
    void aPodOfAnyNameBelongsToTheWorkloadThatItIsNamedAfter() {
        // Given names that Kubernetes would not make
        container("cart-1f2e3-7", 1, 0);
        deployment(1, 1);
        assertThat(cart().replicas()).hasSize(1);
        assertThat(receiver.inventory().deployed()).hasSize(1);
    }

    @Test
    void aServiceWithoutANamespaceRunsAsTheOnlyWorkloadOfItsName() {
        // Given
        receiver.send(
                4,
                Export.METRICS,
                Requests.metrics(
                        Requests.resource(Map.of("service.name", "cart", "service.instance.id", "one")),
                        Requests.gauge("process.threads", 5, at(4))));
        container(FIRST, 1, 0);

        // When
        receiver.look(15);

        // Then
        assertThat(receiver.inventory().of(EntityId.service("", "cart")))
                .hasValueSatisfying(cart -> assertThat(cart.entity()).isEqualTo(WORKLOAD));

        // When there is another
        container(16, "staging", "cart-6d4cf56db6-zzzzz", 1, 0);
        receiver.look(25);

        // Then nobody knows
        assertThat(receiver.inventory().of(EntityId.service("", "cart")))
                .hasValueSatisfying(cart -> assertThat(cart.entity().kind()).isEqualTo(EntityKind.SERVICE));
    }

    @Test
    void versionsOfInstancesAreKnownWithoutAPlatform() {
        // Given a rollout without Kubernetes
        process(4, Map.of("service.instance.id", "one", "service.version", "1.4"));
        process(5, Map.of("service.instance.id", "two", "service.version", "1.5"));

        // When
        Deployed cart = cart(CART);

        // Then
        assertThat(cart.entity()).isEqualTo(CART);
        assertThat(cart.versions()).containsExactly("1.4", "1.5");
    }

    @Test
    void aVersionThatIsGoneIsRemembered() {
        // Given
        process(4, Map.of("service.instance.id", "one", "service.version", "1.4"));
        process(4, Map.of("service.instance.id", "two", "service.version", "1.5"));

        // When only the new one goes on
        for (int second = 14; second < 400; second += 10) {
            process(second, Map.of("service.instance.id", "two", "service.version", "1.5"));
        }
        receiver.look(405);

        // Then
        Deployed cart = receiver.inventory().of(CART).orElseThrow();
        assertThat(cart.replicas()).hasSize(1);
        assertThat(cart.versions()).containsExactly("1.5");
        assertThat(cart.releases())
                .extracting(release -> release.version().service(), Release::running)
                .containsExactly(tuple("1.4", false), tuple("1.5", true));
    }

    @Test
    void aRestartIsSeenWhenTheCountRises() {
        // Given
        container(5, FIRST, 1, 7);
        container(15, FIRST, 1, 7);
        assertThat(cart().restartedAt()).isNull();

        // When
        container(27, FIRST, 1, 8);
        receiver.look(35);

        // Then
        assertThat(receiver.inventory().of(WORKLOAD).orElseThrow().restartedAt())
                .isEqualTo(at(27));
        assertThat(receiver.window(30)).containsEntry("workload:shop/cart|k8s.container.restart.count", 1 / 12.0);
    }

    @Test
    void aScrapersJobIsNoServiceOfThePodsThatItScrapes() {
        // Given the platform tells of pods of two workloads, in both of which a job says that it runs
        String other = "orders-7bbc9d4f9c-mm2kq";
        container(FIRST, 0, 0);
        container(other, 1, 0);
        scrapes(6, FIRST);
        scrapes(7, other);

        // When
        receiver.look(15);
        container(17, FIRST, 0, 0);
        container(17, other, 1, 0);
        receiver.look(25);

        // Then
        assertThat(receiver.window(20))
                .containsEntry("workload:shop/cart|k8s.container.ready", 0.0)
                .containsEntry("workload:shop/orders|k8s.container.ready", 1.0)
                .noneSatisfy((series, value) -> assertThat(series).contains("envoy-stats|k8s"));
    }

    @Test
    void aServiceThatRunsAsTwoWorkloadsOfItsNameIsOne() {
        // Given
        String canary = "cart-canary-7bbc9d4f9c-mm2kq";
        container(FIRST, 1, 0);
        container(canary, 0, 0);
        process(6, Map.of("host.name", FIRST));
        process(7, Map.of("host.name", canary));

        // When
        receiver.look(15);
        container(17, FIRST, 1, 0);
        container(17, canary, 0, 0);
        receiver.look(25);

        // Then
        assertThat(receiver.window(20)).containsEntry("service:shop/cart|k8s.container.ready", 0.5);
    }

    /// As a Prometheus receiver names what it scrapes.
    private void scrapes(double second, String pod) {
        receiver.send(
                second,
                Export.METRICS,
                Requests.metrics(
                        Requests.resource(Map.of(
                                "service.name",
                                "envoy-stats",
                                "service.instance.id",
                                "10.0.0.1:15090/" + pod,
                                "k8s.namespace.name",
                                "shop",
                                "k8s.pod.name",
                                pod)),
                        Requests.gauge("process.threads", 5, at(second))));
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

    /// As the k8s_cluster receiver tells of a deployment.
    private void deployment(int desired, int available) {
        receiver.send(
                5,
                Export.METRICS,
                Requests.metrics(
                        Requests.resource(Map.of(
                                "k8s.namespace.name",
                                "shop",
                                "k8s.deployment.name",
                                "cart",
                                "k8s.deployment.uid",
                                "u-1")),
                        Requests.gauge("k8s.deployment.desired", desired, at(5)),
                        Requests.gauge("k8s.deployment.available", available, at(5))));
    }

    private void container(String pod, int ready, int restarts) {
        container(5, pod, ready, restarts);
    }

    private void container(double second, String pod, int ready, int restarts) {
        container(second, "shop", pod, ready, restarts);
    }

    /// As the k8s_cluster receiver tells of a container.
    private void container(double second, String namespace, String pod, int ready, int restarts) {
        receiver.send(
                second,
                Export.METRICS,
                Requests.metrics(
                        Requests.resource(Map.of(
                                "k8s.namespace.name", namespace,
                                "k8s.node.name", "node-1",
                                "k8s.pod.name", pod,
                                "k8s.pod.uid", "uid-" + pod,
                                "k8s.container.name", "app",
                                "container.image.name", "shop/cart",
                                "container.image.tag", "1.4")),
                        Requests.gauge("k8s.container.ready", ready, at(second)),
                        Requests.gauge("k8s.container.restarts", restarts, at(second))));
    }

    private void process(double second, Map<String, String> attributes) {
        Map<String, String> all = new HashMap<>(attributes);
        all.put("service.name", "cart");
        all.put("service.namespace", "shop");
        receiver.send(
                second,
                Export.METRICS,
                Requests.metrics(Requests.resource(all), Requests.gauge("process.threads", 5, at(second))));
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
