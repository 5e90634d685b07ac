package nightshift.observe.otlp;

import static nightshift.observe.otlp.Receiver.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.Map;
import nightshift.observe.otlp.request.Export;
import org.junit.jupiter.api.Test;

/// From the bytes of a metrics request to the rows of closed windows.
class MetricsIntakeTest {
    private final Receiver receiver = new Receiver();

    @Test
    void aDurationBecomesMeanRateAndErrorRatioOfInstanceAndService() {
        // Given two instances with 10 s exports, one of which fails a quarter of its requests
        for (int step = 0; step <= 2; step++) {
            receiver.send(step * 10, Export.METRICS, request("cart", "cart-1", step, 100, 0));
            receiver.send(step * 10, Export.METRICS, request("cart", "cart-2", step, 75, 25));
        }

        // When the window that ends at 20 s closes
        receiver.look(25);

        // Then both levels have the three series
        assertThat(receiver.window(20))
                .containsEntry("instance:shop/cart/cart-1|http.server.request.rate", 10.0)
                .containsEntry("instance:shop/cart/cart-2|http.server.request.error.ratio", 0.25)
                .containsEntry("service:shop/cart|http.server.request.rate", 20.0)
                .containsEntry("service:shop/cart|http.server.request.error.ratio", 0.125)
                .containsEntry("service:shop/cart|http.server.request.rate|http.route=/cart", 20.0)
                .containsEntry("service:shop/cart|http.server.request.rate|service.version=1.4", 20.0);
        assertThat(receiver.window(20).get("service:shop/cart|http.server.request.duration"))
                .isCloseTo(0.05, within(1e-9));
    }

    @Test
    void aLevelIsAveragedOverInstances() {
        // Given
        receiver.send(
                1,
                Export.METRICS,
                Requests.metrics(
                        Requests.resource("cart", "cart-1"), Requests.gauge("process.cpu.utilization", 0.2, at(1))));
        receiver.send(
                2,
                Export.METRICS,
                Requests.metrics(
                        Requests.resource("cart", "cart-2"), Requests.gauge("process.cpu.utilization", 0.6, at(2))));

        // When
        receiver.look(15);

        // Then
        assertThat(receiver.window(10).get("service:shop/cart|process.cpu.utilization"))
                .isCloseTo(0.4, within(1e-9));
        assertThat(receiver.window(10)).containsEntry("instance:shop/cart/cart-2|process.cpu.utilization", 0.6);
    }

    @Test
    void whatAClientMeasuresOfAnAddressSaysWhoCallsWhom() {
        // Given a sender without traces
        receiver.send(1, Export.METRICS, calls(1));

        // When
        receiver.send(11, Export.METRICS, calls(2));
        receiver.look(25);

        // Then
        assertThat(receiver.window(20))
                .containsEntry("edge:service:shop/cart->service:shop/payment|http.client.request.rate", 10.0)
                .containsEntry("edge:service:shop/cart->service:billing/ledger|rpc.client.call.error.ratio", 1.0)
                .containsEntry("edge:service:shop/cart->service:shop/api.bank.example|http.client.request.rate", 10.0)
                .containsKey("edge:service:shop/cart->database:shop/orders-db/5432/orders|db.client.operation.duration")
                .noneSatisfy((series, value) -> assertThat(series).contains("->service:shop/10."));
        assertThat(receiver.observer().snapshot(at(30)).dependencies()).hasSize(4);
    }

    private static byte[] calls(int step) {
        return Requests.metrics(
                Requests.resource("cart", "cart-1"),
                call("http.client.request.duration", step, Map.of("server.address", "payment")),
                call("http.client.request.duration", step, Map.of("server.address", "api.bank.example")),
                call("http.client.request.duration", step, Map.of("server.address", "10.0.0.7")),
                call(
                        "rpc.client.call.duration",
                        step,
                        Map.of("server.address", "ledger.billing.svc.cluster.local", "error.type", "UNAVAILABLE")),
                call(
                        "db.client.operation.duration",
                        step,
                        Map.of(
                                "server.address",
                                "orders-db",
                                "server.port",
                                "5432",
                                "db.system.name",
                                "postgresql",
                                "db.namespace",
                                "orders")));
    }

    private static Metric call(String name, int step, Map<String, String> attributes) {
        return Requests.histogram(name, 100L * step, 5.0 * step, at(-3600), at(step * 10), attributes);
    }

    private static byte[] request(String service, String instance, int step, int good, int bad) {
        Map<String, String> route = Map.of("http.route", "/cart");
        Map<String, String> failed = Map.of("http.route", "/cart", "error.type", "500");
        return Requests.metrics(
                Requests.resource(Map.of(
                        "service.namespace",
                        "shop",
                        "service.name",
                        service,
                        "service.instance.id",
                        instance,
                        "service.version",
                        "1.4")),
                Requests.histogram(
                        "http.server.request.duration",
                        (long) good * step,
                        good * step * 0.05,
                        at(-3600),
                        at(step * 10),
                        route),
                Requests.histogram(
                        "http.server.request.duration",
                        (long) bad * step,
                        bad * step * 0.05,
                        at(-3600),
                        at(step * 10),
                        failed));
    }
}
