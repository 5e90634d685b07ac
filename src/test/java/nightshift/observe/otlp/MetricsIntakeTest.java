package nightshift.observe.otlp;

import static nightshift.observe.otlp.Receiver.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import nightshift.observe.otlp.request.Export;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({"600, 0.2", "0, "})
    void whatIsStampedByAClockThatWasSetBackIsOfNow(int behind, Double seen) {
        // Given: the sender's clock is ours, and says ten minutes less than before
        receiver.behind(Duration.ofSeconds(behind));
        receiver.send(
                1,
                Export.METRICS,
                Requests.metrics(
                        Requests.resource("cart", "cart-1"),
                        Requests.gauge("process.cpu.utilization", 0.2, at(1).minusSeconds(600))));

        // When
        receiver.look(15);

        // Then
        assertThat(receiver.window(10).get("service:shop/cart|process.cpu.utilization"))
                .isEqualTo(seen);
    }

    @Test
    void aSenderWhoseClockWasNotSetBackIsTakenAtItsWord() {
        receiver.behind(Duration.ofSeconds(600));
        receiver.send(
                1,
                Export.METRICS,
                Requests.metrics(
                        Requests.resource("cart", "cart-1"), Requests.gauge("process.cpu.utilization", 0.2, at(1))));

        receiver.look(15);

        assertThat(receiver.window(10)).containsEntry("service:shop/cart|process.cpu.utilization", 0.2);
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
