package nightshift.observe.otlp;

import static nightshift.observe.otlp.Receiver.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.Map;
import java.util.TreeMap;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.UnmappedSignal;
import nightshift.observe.otlp.request.Export;
import org.junit.jupiter.api.Test;

/// Which entity and which signal a metric becomes, and what is no symptom of anything.
class NormalisationTest {
    private final Receiver receiver = new Receiver();

    @Test
    void anOlderNameInMillisecondsBecomesTheConventionInSeconds() {
        // Given the Python instrumentation's name, unit and attributes
        Metric old = histogram(
                        "http.server.duration", 4, 2000, Map.of("http.status_code", "500", "http.target", "/cart"))
                .setUnit("ms")
                .build();

        // When
        send(Requests.resource("cart", "cart-1"), old);

        // Then
        assertThat(receiver.look(15).window(10))
                .containsEntry("service:shop/cart|http.server.request.duration", 0.5)
                .containsEntry("service:shop/cart|http.server.request.error.ratio", 1.0)
                .containsEntry("service:shop/cart|http.server.request.duration|http.route=/cart", 0.5)
                .doesNotContainKey("service:shop/cart|http.server.duration");
    }

    @Test
    void aPrometheusNameIsUnderstoodToo() {
        send(
                Requests.resource("cart", "cart-1"),
                Requests.gauge("hikaricp_connections_pending", 3, at(5), Map.of("pool", "orders")));
        assertThat(receiver.look(15).window(10))
                .containsEntry(
                        "service:shop/cart|db.client.connection.pending_requests|db.client.connection.pool.name=orders",
                        3.0);
    }

    @Test
    void anUnknownNameKeepsItselfAndItsUnitBecomesTheUsualOne() {
        send(
                Requests.resource("cart", "cart-1"),
                Requests.gauge("my.delay", 250, at(5)).toBuilder().setUnit("ms").build());
        assertThat(receiver.look(15).window(10)).containsEntry("service:shop/cart|my.delay", 0.25);
    }

    @Test
    void whatWasNotUnderstoodIsListedByVolume() {
        // Given
        for (int second = 1; second < 4; second++) {
            Resource cart = Requests.resource("cart", "cart-1");
            receiver.send(second, Export.METRICS, Requests.metrics(cart, Requests.gauge("my.mood", 3, at(second))));
        }
        send(
                Requests.resource("cart", "cart-1"),
                Requests.gauge("my.age", 3, at(5)).toBuilder().setUnit("d").build(),
                Requests.gauge("my.disk.utilization", 0.5, at(5)),
                Requests.gauge("process.thread.count", 5, at(5)),
                Requests.gauge("queueSize", 5, at(5)));

        // Then what has a meaning by its name's form is understood
        assertThat(receiver.observer().unmapped())
                .containsExactly(
                        new UnmappedSignal("my.mood", "", 3, 1, EntityId.service("shop", "cart")),
                        new UnmappedSignal("my.age", "d", 1, 1, EntityId.service("shop", "cart")));
    }

    @Test
    void attributesThatDoNotMatterAreSummedOverWithinAnInstance() {
        // Given
        send(
                Requests.resource("cart", "cart-1"),
                Requests.gauge("process.cpu.utilization", 0.2, at(5), Map.of("cpu.mode", "user")),
                Requests.gauge("process.cpu.utilization", 0.1, at(5), Map.of("cpu.mode", "system")));

        // Then
        assertThat(receiver.look(15).window(10).get("instance:shop/cart/cart-1|process.cpu.utilization"))
                .isEqualTo(0.2 + 0.1);
    }

    @Test
    void theOrderOfAttributesDoesNotMatter() {
        // Given the same series with its attributes the other way round
        Map<String, String> forth = new TreeMap<>(Map.of("a", "1", "b", "2"));
        Map<String, String> back = new TreeMap<>(java.util.Comparator.reverseOrder());
        back.putAll(forth);

        // When
        sendAt(0, counter(1000, 0, forth));
        sendAt(10, counter(1100, 10, back));

        // Then it is one series
        assertThat(receiver.look(15).window(10)).containsEntry("service:shop/cart|orders", 10.0);
    }

    @Test
    void hostMetricsUnderAServiceBelongToTheNodeAndAreNotCountedTwice() {
        // Given two agents on one host
        for (String service : new String[] {"cart", "payment"}) {
            send(
                    Requests.resource(Map.of("service.name", service, "host.name", "node-7")),
                    Requests.gauge("system.memory.utilization", 0.5, at(5), Map.of("system.memory.state", "used")));
        }

        // Then
        assertThat(receiver.look(15).window(10))
                .containsExactlyEntriesOf(
                        Map.of("node:/node-7|system.memory.utilization|system.memory.state=used", 0.5));
    }

    @Test
    void hostMetricsOfACollectorBelongToItsHost() {
        send(
                Requests.resource(Map.of("host.name", "node-7")),
                Requests.gauge("system.cpu.utilization", 0.8, at(5), Map.of("cpu", "cpu0", "state", "user")),
                Requests.gauge("system.cpu.utilization", 0.4, at(5), Map.of("cpu", "cpu1", "state", "user")));
        assertThat(receiver.look(15).window(10).get("node:/node-7|system.cpu.utilization|cpu.mode=user"))
                .isCloseTo(0.6, org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void aPodWithoutAServiceRollsUpToItsWorkload() {
        for (String pod : new String[] {"cart-1", "cart-2"}) {
            send(
                    Requests.resource(
                            Map.of("k8s.namespace.name", "shop", "k8s.deployment.name", "cart", "k8s.pod.name", pod)),
                    Requests.gauge("k8s.container.ready", pod.equals("cart-1") ? 1 : 0, at(5)));
        }
        assertThat(receiver.look(15).window(10))
                .containsEntry("pod:shop/cart/cart-1|k8s.container.ready", 1.0)
                .containsEntry("workload:shop/cart|k8s.container.ready", 0.5);
    }

    @Test
    void selfMetricsAndCallsToNightshiftItselfAreNoSymptom() {
        // Given
        byte[] answer = send(
                Requests.resource("cart", "cart-1"),
                Requests.gauge("queueSize", 5, at(5)),
                Requests.gauge("otlp.exporter.seen", 5, at(5)),
                histogram("http.client.request.duration", 5, 1, Map.of("server.port", "4318"))
                        .build());

        // Then no series, a count, and nothing the sender is bothered with
        assertThat(receiver.look(15).window(10)).isEmpty();
        assertThat(receiver.observer().status().dropped()).isEqualTo(Map.of("not_a_symptom", 3L));
        assertThat(answer).isEmpty();
    }

    @Test
    void readinessIsThereForEachVersion() {
        // Given a rollout: one old instance, one new one that is not ready
        for (String version : new String[] {"1.4", "1.5"}) {
            send(
                    Requests.resource(Map.of(
                            "service.namespace",
                            "shop",
                            "service.name",
                            "cart",
                            "service.instance.id",
                            "cart-" + version,
                            "service.version",
                            version)),
                    Requests.gauge("k8s.container.ready", version.equals("1.4") ? 1 : 0, at(5)));
        }

        // Then
        assertThat(receiver.look(15).window(10))
                .containsEntry("service:shop/cart|k8s.container.ready", 0.5)
                .containsEntry("service:shop/cart|k8s.container.ready|service.version=1.4", 1.0)
                .containsEntry("service:shop/cart|k8s.container.ready|service.version=1.5", 0.0);
    }

    private static Metric counter(long value, double second, Map<String, String> attributes) {
        Metric.Builder sum = Requests.sum("orders", value, at(-3600), at(second)).toBuilder();
        sum.getSumBuilder().getDataPointsBuilder(0).addAllAttributes(Requests.attributes(attributes));
        return sum.build();
    }

    private static Metric.Builder histogram(String name, long count, double sum, Map<String, String> attributes) {
        return Requests.histogram(name, count, sum, at(0), at(5), attributes).toBuilder();
    }

    private byte[] send(Resource resource, Metric... metrics) {
        return receiver.send(5, Export.METRICS, Requests.metrics(resource, metrics));
    }

    private void sendAt(double second, Metric metric) {
        receiver.send(second, Export.METRICS, Requests.metrics(Requests.resource("cart", "cart-1"), metric));
    }
}
