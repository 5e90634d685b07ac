package nightshift.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SignalDomain;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.fact.telemetry.SignalRole;
import org.junit.jupiter.api.Test;

/// What a fact says of itself, to who is woken, in the journal and to targets: numbers that a person can read.
class FactSentencesTest {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final EntityId CART = EntityId.service("shop", "cart");
    private static final SignalMeaning LATENCY =
            new SignalMeaning(SignalRole.REQUEST_LATENCY, "s", SignalDomain.DURATION, 95);
    private static final SignalMeaning SHARE = new SignalMeaning(SignalRole.SATURATION, "1", SignalDomain.RATIO);

    @Test
    void anAnomalySaysWhatItIsAndWhatItShouldBe() {
        Fact slow = new Anomaly(
                CART,
                "http.server.request.duration",
                LATENCY,
                Map.of(),
                Direction.UP,
                0.98765,
                NOON,
                0.82345678,
                new Band(0.004123, 0.01, 0.021456),
                200);
        assertThat(read(slow))
                .isEqualTo("http.server.request.duration (p95) of cart is 823 ms, expected 4.12 ms to 21.5 ms, since "
                        + NOON);
    }

    @Test
    void aBreachSaysHowLongAndHowFar() {
        Fact full = new Breach(
                CART, "process.cpu.utilization", SHARE, 0.9, Double.NaN, NOON, Duration.ofMinutes(10), 0.987654);
        assertThat(read(full))
                .isEqualTo("process.cpu.utilization of cart is above 90 % for at least 10 min, highest 98.77 %");
    }

    @Test
    void aRegressionSaysWhatEachVersionDoes() {
        Fact worse = new Regression(
                CART, "c", "v2", "v1", "http.server.request.duration", LATENCY, 0.02, 0.4567891, 0.99999, NOON);
        assertThat(read(worse))
                .isEqualTo("http.server.request.duration (p95) of cart is 457 ms in version v2, was 20 ms in v1"
                        + " (confidence above 99.9 %)");
    }

    @Test
    void aDependencySaysHowOftenHowWellAndHowFast() {
        Fact calls = new Dependency(CART, EntityId.service("shop", "stock"), 12.345678, 0.0123456, 0.0456789, NOON);
        assertThat(read(calls)).isEqualTo("cart calls stock 12.35 times a second, 1.23 % fail, 45.7 ms each");
    }

    @Test
    void aCauseSaysHowProbableItIs() {
        Fact cause = new Cause("i", CART, FailureKind.UNKNOWN, 0.876543, List.of(CART), "it is slow");
        assertThat(read(cause)).isEqualTo("cart is the cause with a probability of 88 % (it is slow), by cart");
    }

    private static String read(Fact fact) {
        return fact.describe().replace('\u00a0', ' ');
    }
}
