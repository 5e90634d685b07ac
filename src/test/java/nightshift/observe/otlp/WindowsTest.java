package nightshift.observe.otlp;

import static io.opentelemetry.proto.metrics.v1.AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
import static io.opentelemetry.proto.metrics.v1.AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
import static nightshift.observe.otlp.Receiver.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.Map;
import nightshift.fact.telemetry.Window;
import nightshift.observe.ObserveConfig;
import nightshift.observe.otlp.request.Export;
import org.junit.jupiter.api.Test;

/// When a window closes and what a point counts in it.
class WindowsTest {
    private static final String ORDERS = "service:shop/cart|orders";
    private static final String CPU = "service:shop/cart|process.cpu.utilization";
    private static final String WAIT = "service:shop/cart|db.client.connection.wait_time";

    private final Receiver receiver = new Receiver();

    @Test
    void aWindowClosesWhenTheLatenessIsOver() {
        // Given
        cpu(3, 0.5);

        // When, Then
        assertThat(receiver.look(14.9).window(10)).isEmpty();
        assertThat(receiver.look(15).window(10)).containsEntry(CPU, 0.5);
    }

    @Test
    void aPointOnTheBoundaryBelongsToTheWindowItReportsOn() {
        cpu(10, 0.5);
        assertThat(receiver.look(15).window(10)).containsEntry(CPU, 0.5);
    }

    @Test
    void aWindowTakesPointsUntilItClosesAndNoneAfter() {
        // Given a point of the window that ends at 10 s arrives at 14.9 s
        cpu(3, 0.4);
        receiver.send(14.9, Export.METRICS, gauge("cart-1", 0.6, 9));

        // When another one arrives at 15 s
        byte[] answer = receiver.send(15, Export.METRICS, gauge("cart-1", 99, 9.5));

        // Then the sender is told, and it is counted
        assertThat(answer).isNotEmpty();
        assertThat(receiver.look(15).window(10)).containsEntry(CPU, 0.5);
        assertThat(receiver.observer().status().dropped()).containsEntry("late", 1L);
    }

    @Test
    void noSourceHoldsAWindowOpen() {
        // Given a sender whose clock stands still
        cpu(3, 0.5);
        receiver.send(27, Export.METRICS, gauge("cart-2", 0.7, 4));

        // Then the windows closed by our clock, the empty one too
        assertThat(receiver.look(27).windows()).extracting(Window::end).endsWith(at(10), at(20));
        assertThat(receiver.observer().status().dropped()).containsEntry("late", 1L);
    }

    @Test
    void aPointFromTheFutureIsRefused() {
        receiver.send(1, Export.METRICS, gauge("cart-1", 0.5, 12));
        assertThat(receiver.observer().status().dropped()).containsEntry("ahead", 1L);
    }

    @Test
    void aSenderWhoseClockIsALittleAheadIsTaken() {
        receiver.send(1, Export.METRICS, gauge("cart-1", 0.5, 10.9));
        assertThat(receiver.look(25).window(20)).containsEntry(CPU, 0.5);
    }

    @Test
    void aCumulativeSumCountsWhatWasAddedSinceThePointBefore() {
        orders(-3600, 0, 1000);
        orders(-3600, 10, 1050);
        assertThat(receiver.look(15).window(10)).containsEntry(ORDERS, 5.0);
    }

    @Test
    void anOldSumDoesNotCountItsPast() {
        orders(-3600, 5, 1_000_000);
        assertThat(receiver.look(15).window(10)).doesNotContainKey(ORDERS);
    }

    @Test
    void aSumThatHasJustBegunCountsItsFirstPoint() {
        orders(2, 8, 63);
        assertThat(receiver.look(15).window(10)).containsEntry(ORDERS, 6.3);
    }

    @Test
    void aSumWhoseStartIsUnknownDoesNotCountItsFirstPoint() {
        receiver.send(5, Export.METRICS, metrics("cart-1", Requests.sum("orders", 63, java.time.Instant.EPOCH, at(5))));
        assertThat(receiver.look(15).window(10)).doesNotContainKey(ORDERS);
    }

    @Test
    void aRestartCountsFromZero() {
        // Given
        orders(-3600, 0, 1000);

        // When the process comes back with a new start time, and a value above the old one
        orders(4, 10, 1200);

        // Then
        assertThat(receiver.look(15).window(10)).containsEntry(ORDERS, 120.0);
    }

    @Test
    void aFallingValueIsAReset() {
        orders(-3600, 0, 1000);
        orders(-3600, 10, 30);
        assertThat(receiver.look(15).window(10)).containsEntry(ORDERS, 3.0);
    }

    @Test
    void anOlderStartTimeIsASecondWriter() {
        orders(-100, 0, 1000);
        orders(-200, 10, 5000);
        assertThat(receiver.look(15).window(10)).doesNotContainKey(ORDERS);
        assertThat(receiver.observer().status().dropped()).containsEntry("second_writer", 1L);
    }

    @Test
    void twoThatBeganTogetherUnderOneNameAreNoRestarts() {
        // Given two processes that do not say which is which, each with 5 orders a second
        for (int second = 0; second <= 60; second += 10) {
            orders(-3600, second, 18_000 + second * 5);
            orders(-3600, second + 1, 17_000 + second * 5);
        }

        // When
        receiver.look(65);

        // Then one of them is counted, and what both ever counted is not
        assertThat(receiver.window(40)).containsEntry(ORDERS, 5.0);
        assertThat(receiver.window(50)).containsEntry(ORDERS, 5.0);
        assertThat(receiver.observer().status().dropped()).containsKey("second_writer");
    }

    @Test
    void ofTwoThatWereAskedAsOftenNoneTakesLessThanNothing() {
        // Given two processes that do not say which is which, of which one waited longer in its life
        for (int second = 0; second <= 100; second += 20) {
            waits(second, 18_000 + second * 5, 500 + second * 0.05);
            waits(second + 10, 18_060 + second * 5, 100 + second * 0.05);
        }

        // When
        receiver.look(115);

        // Then
        assertThat(receiver.window(80).get(WAIT)).isCloseTo(0.01, within(1e-6));
        assertThat(receiver.window(100).get(WAIT)).isCloseTo(0.01, within(1e-6));
        assertThat(receiver.observer().status().dropped()).containsKey("second_writer");
    }

    @Test
    void whenOneOfThemIsGoneTheOtherIsCounted() {
        // Given
        for (int second = 0; second <= 40; second += 10) {
            orders(-3600, second, 18_000 + second * 5);
            orders(-3600, second + 1, 17_000 + second * 5);
        }

        // When
        for (int second = 51; second <= 111; second += 10) {
            orders(-3600, second, 17_000 + second * 5);
        }
        receiver.look(115);

        // Then from where it is, and not all that it ever counted
        assertThat(receiver.window(80)).doesNotContainKey(ORDERS);
        assertThat(receiver.window(110)).containsEntry(ORDERS, 5.0);
    }

    @Test
    void fallingValueWithANewerStartIsARestartAtOnce() {
        // Given
        orders(-3600, 0, 1000);
        orders(-3600, 10, 1050);

        // When
        orders(14, 20, 30);

        // Then
        assertThat(receiver.look(25).window(20)).containsEntry(ORDERS, 3.0);
    }

    @Test
    void theSamePointTwiceCountsOnceAndTroublesNobody() {
        orders(-3600, 0, 1000);
        orders(-3600, 10, 1050);
        byte[] answer =
                receiver.send(11, Export.METRICS, metrics("cart-1", Requests.sum("orders", 1050, at(-3600), at(10))));
        assertThat(answer).isEmpty();
        assertThat(receiver.look(15).window(10)).containsEntry(ORDERS, 5.0);
        assertThat(receiver.observer().status().dropped()).containsEntry("duplicate", 1L);
    }

    @Test
    void aLatePointOfASumIsMadeUpForByTheNext() {
        // Given
        orders(-3600, 0, 1000);

        // When the point of 10 s comes too late
        receiver.send(16, Export.METRICS, metrics("cart-1", Requests.sum("orders", 1100, at(-3600), at(10))));
        receiver.send(20, Export.METRICS, metrics("cart-1", Requests.sum("orders", 1300, at(-3600), at(20))));

        // Then the next one speaks for both steps
        assertThat(receiver.look(25).window(20)).containsEntry(ORDERS, 15.0);
    }

    @Test
    void deltasAddUpWithinAWindow() {
        for (int second = 1; second <= 10; second++) {
            receiver.send(second, Export.METRICS, metrics("cart-1", delta(second - 1, second, 7)));
        }
        assertThat(receiver.look(15).window(10).get(ORDERS)).isCloseTo(7, within(1e-9));
    }

    @Test
    void aDeltaThatIsSentOnlyWhenSomethingHappenedStandsForTheWholeWindow() {
        receiver.send(1, Export.METRICS, metrics("cart-1", delta(0, 1, 5)));
        assertThat(receiver.look(15).window(10)).containsEntry(ORDERS, 0.5);
    }

    @Test
    void aSumThatMayFallIsALevel() {
        receiver.send(
                2,
                Export.METRICS,
                metrics(
                        "cart-1",
                        Requests.sum("active", 7, at(-3600), at(2), AGGREGATION_TEMPORALITY_CUMULATIVE, false)));
        assertThat(receiver.look(15).window(10)).containsEntry("service:shop/cart|active", 7.0);
    }

    @Test
    void aDeltaOfASumThatMayFallIsRefused() {
        byte[] answer = receiver.send(
                2,
                Export.METRICS,
                metrics("cart-1", Requests.sum("active", 7, at(0), at(2), AGGREGATION_TEMPORALITY_DELTA, false)));
        assertThat(answer).isNotEmpty();
        assertThat(receiver.observer().status().dropped()).containsEntry("unsupported", 1L);
    }

    @Test
    void aSenderWithALongStepSpeaksForTheWindowsBetween() {
        // Given one instance exports every 10 s and the other every 30 s, at the same rate
        for (int second = 0; second <= 90; second += 10) {
            send("cart-1", second, 1000 + second * 4L);
            if (second % 30 == 0) {
                send("cart-2", second, 1000 + second * 4L);
            }
        }

        // When
        receiver.look(95);

        // Then the service's rate does not go up and down with the exports
        assertThat(receiver.window(60)).containsEntry(ORDERS, 8.0);
        assertThat(receiver.window(70)).containsEntry(ORDERS, 8.0);
        assertThat(receiver.window(80)).containsEntry(ORDERS, 8.0);
        assertThat(receiver.window(70)).doesNotContainKey("instance:shop/cart/cart-2|orders");
    }

    @Test
    void aSilentSeriesEndsAndItsNameGetsANewNumber() {
        // Given
        cpu(3, 0.5);
        receiver.look(15);
        int before = receiver.observer().status().series();

        // When it is silent for more than five minutes
        receiver.look(330);

        // Then
        assertThat(before).isEqualTo(2);
        assertThat(receiver.ended())
                .containsExactlyInAnyOrder(CPU, "instance:shop/cart/cart-1|process.cpu.utilization");
        assertThat(receiver.observer().status().series()).isZero();

        // And when it comes back
        cpu(333, 0.7);
        receiver.look(345);
        assertThat(receiver.window(340)).containsEntry(CPU, 0.7);
    }

    @Test
    void aServiceGoesOnWhenOneOfItsInstancesEnds() {
        // Given two instances, of which one falls silent
        for (int second = 5; second < 400; second += 10) {
            receiver.send(second, Export.METRICS, gauge("cart-1", 0.5, second));
            if (second < 20) {
                receiver.send(second, Export.METRICS, gauge("cart-2", 0.9, second));
            }
            receiver.look(second);
        }

        // Then
        assertThat(receiver.ended()).containsExactly("instance:shop/cart/cart-2|process.cpu.utilization");
        assertThat(receiver.window(390)).containsEntry(CPU, 0.5);
    }

    @Test
    void aPointThatSaysThereIsNoValueAnyMoreEndsItsSeriesSoon() {
        // Given
        cpu(3, 0.5);
        Metric over = Requests.gauge("process.cpu.utilization", 0, at(12));
        Metric.Builder flagged = over.toBuilder();
        flagged.getGaugeBuilder().getDataPointsBuilder(0).setFlags(1);

        // When
        receiver.send(12, Export.METRICS, metrics("cart-1", flagged.build()));
        receiver.look(55);

        // Then
        assertThat(receiver.window(20)).doesNotContainKey(CPU);
        assertThat(receiver.ended()).contains(CPU);
    }

    @Test
    void afterAJumpOfTheClockTheNewestWindowsAreTold() {
        // Given
        cpu(3, 0.5);

        // When a day passes in which nobody looks
        receiver.look(86_400);

        // Then an hour of windows waits, and the rest is counted
        assertThat(receiver.windows()).hasSize(360);
        assertThat(receiver.observer().status().dropped()).containsKey("window_overflow");
    }

    @Test
    void theWindowMayHaveAnotherLength() {
        Receiver minutes = new Receiver(ObserveConfig.defaults().windows(Receiver.seconds(60), Receiver.seconds(0)));
        minutes.send(50, Export.METRICS, gauge("cart-1", 0.5, 50));
        assertThat(minutes.look(60).window(60)).containsEntry(CPU, 0.5);
    }

    private void cpu(double second, double value) {
        receiver.send(second, Export.METRICS, gauge("cart-1", value, second));
    }

    private void orders(double start, double second, long value) {
        receiver.send(second, Export.METRICS, metrics("cart-1", Requests.sum("orders", value, at(start), at(second))));
    }

    private void waits(double second, long count, double sum) {
        receiver.send(
                second,
                Export.METRICS,
                metrics(
                        "cart-1",
                        Requests.histogram(
                                "db.client.connection.wait_time", count, sum, at(-3600), at(second), Map.of())));
    }

    private void send(String instance, double second, long orders) {
        receiver.send(second, Export.METRICS, metrics(instance, Requests.sum("orders", orders, at(-3600), at(second))));
    }

    private static Metric delta(double from, double to, long value) {
        return Requests.sum("orders", value, at(from), at(to), AGGREGATION_TEMPORALITY_DELTA, true);
    }

    private static byte[] gauge(String instance, double value, double second) {
        return metrics(instance, Requests.gauge("process.cpu.utilization", value, at(second), Map.of()));
    }

    private static byte[] metrics(String instance, Metric... metrics) {
        return Requests.metrics(Requests.resource("cart", instance), metrics);
    }
}
