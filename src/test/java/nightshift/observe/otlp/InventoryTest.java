package nightshift.observe.otlp;

import static nightshift.observe.otlp.Receiver.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.Release;
import nightshift.fact.inventory.Replica.Readiness;
import nightshift.fact.inventory.Replica;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.Test;

/// What runs: how much of it is there, in which versions, and since when.
class InventoryTest {
    private static final EntityId CART = EntityId.service("shop", "cart");
    private static final EntityId WORKLOAD = EntityId.workload("shop", "cart");
    private static final String FIRST = "cart-6d4cf56db6-x2x4z";
    private static final String SECOND = "cart-6d4cf56db6-8kqhn";

    private final Receiver receiver = new Receiver();
    private final ClusterTelemetry cluster = new ClusterTelemetry(receiver);

    @Test
    void theClusterReceiverTellsOfWorkloadsAndTheirPods() {
        // Given
        cluster.deployment(3, 2);
        cluster.container(FIRST, 1, 0);
        cluster.container(SECOND, 0, 4);

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
        cluster.container(FIRST, 1, 0);
        cluster.container(SECOND, 0, 0);
        assertThat(receiver.look(15).window(10))
                .containsEntry("workload:shop/cart|k8s.container.ready", 0.5)
                .containsEntry("pod:shop/cart/" + SECOND + "|k8s.container.ready", 0.0);
    }

    @Test
    void versionsOfInstancesAreKnownWithoutAPlatform() {
        // Given a rollout without Kubernetes
        cluster.process(4, Map.of("service.instance.id", "one", "service.version", "1.4"));
        cluster.process(5, Map.of("service.instance.id", "two", "service.version", "1.5"));

        // When
        Deployed cart = cart(CART);

        // Then
        assertThat(cart.entity()).isEqualTo(CART);
        assertThat(cart.versions()).containsExactly("1.4", "1.5");
    }

    @Test
    void aVersionThatIsGoneIsRemembered() {
        // Given
        cluster.process(4, Map.of("service.instance.id", "one", "service.version", "1.4"));
        cluster.process(4, Map.of("service.instance.id", "two", "service.version", "1.5"));

        // When only the new one goes on
        for (int second = 14; second < 400; second += 10) {
            cluster.process(second, Map.of("service.instance.id", "two", "service.version", "1.5"));
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
        cluster.container(5, FIRST, 1, 7);
        cluster.container(15, FIRST, 1, 7);
        assertThat(cart().restartedAt()).isNull();

        // When
        cluster.container(27, FIRST, 1, 8);
        receiver.look(35);

        // Then
        assertThat(receiver.inventory().of(WORKLOAD).orElseThrow().restartedAt())
                .isEqualTo(at(27));
        assertThat(receiver.window(30)).containsEntry("workload:shop/cart|k8s.container.restart.count", 1 / 12.0);
    }

    private Deployed cart() {
        return cart(WORKLOAD);
    }

    private Deployed cart(EntityId id) {
        return receiver.look(15).inventory().of(id).orElseThrow();
    }
}
