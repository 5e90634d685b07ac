package nightshift.observe.otlp;

import static nightshift.observe.otlp.Receiver.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.observe.otlp.request.Export;
import org.junit.jupiter.api.Test;

/// Which process runs in which pod of which workload, as the platform and the processes tell it in pieces.
class ProcessesInPodsTest {
    private static final EntityId CART = EntityId.service("shop", "cart");
    private static final EntityId WORKLOAD = EntityId.workload("shop", "cart");
    private static final String FIRST = "cart-6d4cf56db6-x2x4z";

    private final Receiver receiver = new Receiver();
    private final ClusterTelemetry cluster = new ClusterTelemetry(receiver);

    @Test
    void aProcessRunsInThePodThatHasItsHostsName() {
        // Given the platform speaks first, then a process that says nothing of Kubernetes
        cluster.container(FIRST, 0, 0);
        cluster.process(6, Map.of("host.name", FIRST, "service.version", "1.4"));

        // When
        cluster.container(17, FIRST, 0, 0);
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
        cluster.container(5, FIRST, 1, 7);
        cluster.container(12, FIRST, 1, 8);
        cluster.process(13, Map.of("host.name", FIRST, "service.version", "1.4"));
        cluster.container(19, FIRST, 1, 9);
        receiver.look(25);

        // Then both are the service's
        assertThat(receiver.window(20)).containsEntry("service:shop/cart|k8s.container.restart.count", 2 / 14.0);
    }

    @Test
    void theProcessMayComeFirst() {
        cluster.process(4, Map.of("host.name", FIRST, "service.version", "1.4"));
        cluster.container(FIRST, 1, 0);
        Deployed cart = cart(CART);
        assertThat(cart.entity()).isEqualTo(WORKLOAD);
        assertThat(cart.versions()).containsExactly("1.4");
        assertThat(receiver.window(10)).containsEntry("service:shop/cart|k8s.container.ready", 1.0);
        assertThat(receiver.inventory().deployed()).hasSize(1);
    }

    @Test
    void aPodOfAnyNameBelongsToTheWorkloadThatItIsNamedAfter() {
        // Given names that Kubernetes would not make
        cluster.container("cart-1f2e3-7", 1, 0);
        cluster.deployment(1, 1);
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
        cluster.container(FIRST, 1, 0);

        // When
        receiver.look(15);

        // Then
        assertThat(receiver.inventory().of(EntityId.service("", "cart")))
                .hasValueSatisfying(cart -> assertThat(cart.entity()).isEqualTo(WORKLOAD));

        // When there is another
        cluster.container(16, "staging", "cart-6d4cf56db6-zzzzz", 1, 0);
        receiver.look(25);

        // Then nobody knows
        assertThat(receiver.inventory().of(EntityId.service("", "cart")))
                .hasValueSatisfying(cart -> assertThat(cart.entity().kind()).isEqualTo(EntityKind.SERVICE));
    }

    @Test
    void aScrapersJobIsNoServiceOfThePodsThatItScrapes() {
        // Given the platform tells of pods of two workloads, in both of which a job says that it runs
        String other = "orders-7bbc9d4f9c-mm2kq";
        cluster.container(FIRST, 0, 0);
        cluster.container(other, 1, 0);
        scrapes(6, FIRST);
        scrapes(7, other);

        // When
        receiver.look(15);
        cluster.container(17, FIRST, 0, 0);
        cluster.container(17, other, 1, 0);
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
        cluster.container(FIRST, 1, 0);
        cluster.container(canary, 0, 0);
        cluster.process(6, Map.of("host.name", FIRST));
        cluster.process(7, Map.of("host.name", canary));

        // When
        receiver.look(15);
        cluster.container(17, FIRST, 1, 0);
        cluster.container(17, canary, 0, 0);
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
}
