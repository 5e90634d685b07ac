package nightshift.observe.otlp;

import static nightshift.observe.otlp.Durations.around;
import static nightshift.observe.otlp.Durations.exact;
import static nightshift.observe.otlp.Durations.together;
import static nightshift.observe.otlp.Receiver.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nightshift.fact.telemetry.Window;
import nightshift.observe.otlp.request.Export;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a sender's buckets say of its durations, against the durations themselves.
class QuantilesTest {
    private static final String LATENCY = "service:shop/cart|http.server.request.duration";
    private static final String RATE = "service:shop/cart|http.server.request.rate";
    /// Of bounds 10 % apart and of the bins that they become.
    private static final double FINE = 10;

    private static final double[] BOUNDS = Durations.bounds(0.001, 1.1, 120);

    private final Receiver receiver = new Receiver();

    @Test
    void theP95OfAnExplicitHistogramIsThatOfItsDurations() {
        double[] values = around(0.08, 5_000, 1);
        send("cart-1", 10, Durations.since(at(0), at(10)).explicit(BOUNDS, values));
        assertThat(p95(10)).isCloseTo(exact(0.95, values), withinPercentage(FINE));
    }

    @Test
    void theP95IsWithinTheBucketWhereTheBoundsAreCoarse() {
        // Given the durations that nineteen of twenty are below are between two of the advised bounds
        double[] values = around(0.08, 5_000, 1);
        assertThat(exact(0.95, values)).isBetween(0.1, 0.25);

        // When, Then
        send("cart-1", 10, Durations.since(at(0), at(10)).explicit(Durations.ADVISED, values));
        assertThat(p95(10)).isBetween(0.1, 0.25);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 0, 2, 3, 5, 7})
    void theP95OfAnExponentialHistogramIsWithinItsScale(int scale) {
        double[] values = around(0.08, 5_000, 2);
        send("cart-1", 10, Durations.since(at(0), at(10)).exponential(scale, values));
        double step = Math.pow(2, Math.scalb(1.0, -scale)) - 1;
        assertThat(p95(10)).isCloseTo(exact(0.95, values), withinPercentage(100 * step + FINE));
    }

    @Test
    void ofACumulativeHistogramOnlyWhatIsNewCounts() {
        // Given an hour of slow answers
        double[] before = around(3, 50_000, 3);
        double[] after = around(0.04, 1_000, 4);
        send("cart-1", 10, Durations.since(at(-3600), at(10)).explicit(BOUNDS, before));
        send("cart-2", 10, Durations.since(at(-3600), at(10)).exponential(6, before));

        // When the next minute is fast
        double[] all = together(before, after);
        send("cart-1", 20, Durations.since(at(-3600), at(20)).explicit(BOUNDS, all));
        send("cart-2", 20, Durations.since(at(-3600), at(20)).exponential(4, all));

        // Then
        assertThat(receiver.look(25).window(20).get(LATENCY)).isCloseTo(exact(0.95, after), withinPercentage(FINE));
    }

    @Test
    void deltasCountAsTheyAre() {
        double[] first = around(0.04, 1_000, 5);
        double[] second = around(0.4, 1_000, 6);
        send("cart-1", 10, Durations.delta(at(0), at(10)).explicit(BOUNDS, first));
        send("cart-1", 20, Durations.delta(at(10), at(20)).explicit(BOUNDS, second));
        assertThat(receiver.look(25).window(10).get(LATENCY)).isCloseTo(exact(0.95, first), withinPercentage(FINE));
        assertThat(receiver.window(20).get(LATENCY)).isCloseTo(exact(0.95, second), withinPercentage(FINE));
    }

    @Test
    void aRestartCountsFromZero() {
        send("cart-1", 10, Durations.since(at(-3600), at(10)).explicit(BOUNDS, around(0.04, 9_000, 7)));
        double[] afresh = around(0.2, 500, 8);
        send("cart-1", 20, Durations.since(at(12), at(20)).explicit(BOUNDS, afresh));
        assertThat(receiver.look(25).window(20).get(LATENCY)).isCloseTo(exact(0.95, afresh), withinPercentage(FINE));
    }

    @Test
    void threeInstancesAreMergedNotAveraged() {
        // Given one of three is slow, and answers a tenth of all
        double[] fast = around(0.02, 4_500, 9);
        double[] fastToo = around(0.02, 4_500, 10);
        double[] slow = around(2, 1_000, 11);

        // When
        send("cart-1", 10, Durations.since(at(0), at(10)).explicit(BOUNDS, fast));
        send("cart-2", 10, Durations.delta(at(0), at(10)).exponential(6, fastToo));
        send("cart-3", 10, Durations.since(at(0), at(10)).explicit(Durations.bounds(0.002, 1.08, 140), slow));

        // Then
        double[] all = together(fast, fastToo, slow);
        assertThat(p95(10)).isCloseTo(exact(0.95, all), withinPercentage(FINE));
        Window window = receiver.windows().getFirst();
        int row = IntStream.range(0, window.rows())
                .filter(each -> window.count(each) == all.length
                        && !Double.isNaN(window.distributions().p50(each)))
                .findFirst()
                .orElseThrow();
        assertThat(window.distributions().p50(row)).isCloseTo(exact(0.5, all), withinPercentage(FINE));
        assertThat(window.distributions().p99(row)).isCloseTo(exact(0.99, all), withinPercentage(FINE));
        assertThat(window.distributions().mean(row))
                .isCloseTo(Arrays.stream(all).average().orElseThrow(), withinPercentage(0.1));
    }

    @Test
    void aHundredAndTwentyTenMinuteStreamsThatEndTogetherAreNotSlowBesideFewAnswers() {
        double[] answers = around(0.03, 60, 12);
        double[] streams = IntStream.range(0, 120).mapToDouble(each -> 600).toArray();
        double[] all = together(answers, streams);
        send("cart-1", 10, Durations.since(at(0), at(10)).explicit(Durations.ADVISED, all));
        assertThat(Arrays.stream(all).average().orElseThrow()).isGreaterThan(10);
        assertThat(p95(10)).isLessThan(0.1);
    }

    @Test
    void whoOnlyStreamsLastsAsLongAsItsStreams() {
        double[] streams = IntStream.range(0, 120).mapToDouble(each -> 600).toArray();
        send("cart-1", 10, Durations.since(at(0), at(10)).explicit(BOUNDS, together(streams, new double[] {0.02})));
        assertThat(p95(10)).isGreaterThan(100);
    }

    @Test
    void halfOfTheAnswersThatHangUntilTheyTimeOutAreSlow() {
        double[] hang = IntStream.range(0, 60).mapToDouble(each -> 60).toArray();
        send(
                "cart-1",
                10,
                Durations.since(at(0), at(10)).explicit(Durations.ADVISED, together(around(0.03, 60, 12), hang)));
        assertThat(p95(10)).isCloseTo(60, withinPercentage(FINE));
    }

    @Test
    void longJobsAmongJobsOfAllLengthsCount() {
        double[] jobs = IntStream.range(1, 301).mapToDouble(each -> each).toArray();
        send("cart-1", 10, Durations.since(at(0), at(10)).explicit(Durations.bounds(1, 1.08, 80), jobs));
        assertThat(p95(10)).isGreaterThan(200);
    }

    @Test
    void whatIsBeyondTheLastBoundTookAsLongAsTheSumSays() {
        double[] values = IntStream.range(0, 100).mapToDouble(each -> 42).toArray();
        send("cart-1", 10, Durations.since(at(0), at(10)).explicit(Durations.ADVISED, values));
        assertThat(p95(10)).isCloseTo(42, withinPercentage(FINE));
    }

    @Test
    void ofFewRequestsTheSlowestAloneNeverDecides() {
        double[] values = {0.02, 0.021, 0.022, 0.023, 9};
        send("cart-1", 10, Durations.since(at(0), at(10)).explicit(BOUNDS, values));
        assertThat(p95(10)).isLessThan(0.03);
    }

    @Test
    void otherBoundsMidWayCostOneWindowOfLatency() {
        // Given
        double[] values = around(0.08, 1_000, 13);
        send("cart-1", 10, Durations.since(at(-3600), at(10)).explicit(Durations.ADVISED, values));

        // When a new configuration sends other bounds, under the same start
        double[] second = together(values, around(0.08, 1_000, 14));
        double[] added = around(0.3, 1_000, 15);
        send("cart-1", 20, Durations.since(at(-3600), at(20)).explicit(BOUNDS, second));
        send("cart-1", 30, Durations.since(at(-3600), at(30)).explicit(BOUNDS, together(second, added)));

        // Then
        receiver.look(35);
        assertThat(receiver.window(20)).containsEntry(RATE, 100.0).doesNotContainKey(LATENCY);
        assertThat(receiver.window(30).get(LATENCY)).isCloseTo(exact(0.95, added), withinPercentage(FINE));
    }

    @Test
    void boundsInAnotherUnitThanTheValuesAreNotBelieved() {
        // Given bounds of milliseconds for values in seconds, as one pool sends them
        double[] values = around(0.08, 1_000, 16);
        double[] bounds = {5, 10, 25, 50, 75, 100};
        HistogramDataPoint.Builder lying = Durations.since(at(0), at(10))
                .explicit(bounds, Arrays.stream(values).map(each -> each * 1000).toArray())
                .getHistogram()
                .getDataPoints(0)
                .toBuilder()
                .setSum(Arrays.stream(values).sum());

        // When, Then they took as long as their mean
        send("cart-1", 10, Durations.since(at(0), at(10)).metric(lying));
        assertThat(p95(10)).isCloseTo(Arrays.stream(values).average().orElseThrow(), withinPercentage(FINE));
    }

    @Test
    void withoutBucketsItIsTheMean() {
        send("cart-1", 10, Requests.histogram("http.server.request.duration", 4, 2, at(0), at(10), java.util.Map.of()));
        assertThat(p95(10)).isEqualTo(0.5);
        assertThat(receiver.windows().getFirst().distributions().p50(0)).isNaN();
    }

    @Test
    void spansHaveAP95() {
        // Given nineteen requests of 20 ms for one of 3 s
        Span[] spans = IntStream.range(0, 400)
                .mapToObj(id -> Requests.span(
                                id + 1, 0, Span.SpanKind.SPAN_KIND_SERVER, "GET /", at(5), id % 40 == 0 ? 3 : 0.02)
                        .build())
                .toArray(Span[]::new);

        // When, Then
        receiver.send(6, Export.TRACES, Requests.spans(Requests.resource("cart", "cart-1"), spans));
        assertThat(receiver.look(15).window(10).get("service:shop/cart|traces.span.metrics.duration"))
                .isCloseTo(0.02, withinPercentage(FINE));
    }

    @Test
    void aMalformedHistogramIsRefusedWithAReasonAndCostsNothing() {
        // Given
        HistogramDataPoint.Builder point = HistogramDataPoint.newBuilder()
                .setStartTimeUnixNano(Requests.nanos(at(0)))
                .setTimeUnixNano(Requests.nanos(at(9)))
                .setCount(3)
                .setSum(1);
        Durations sender = Durations.since(at(0), at(9));
        List<Metric> malformed = List.of(
                sender.metric(point.clone().addBucketCounts(3).addExplicitBounds(1)),
                sender.metric(
                        point.clone().addBucketCounts(3).addBucketCounts(0).addExplicitBounds(Double.NaN)),
                sender.metric(
                        point.clone().addAllBucketCounts(List.of(1L, 1L, 1L)).addAllExplicitBounds(List.of(2.0, 1.0))),
                sender.metric(point.clone().addAllBucketCounts(List.of(-1L, 4L)).addAllExplicitBounds(List.of(2.0))),
                withScale(sender, 21));

        // When, Then
        for (Metric metric : malformed) {
            byte[] answer = receiver.send(10, Export.METRICS, metrics("cart-1", metric));
            assertThat(new String(answer, java.nio.charset.StandardCharsets.UTF_8))
                    .contains("bounds");
        }
        assertThat(receiver.observer().status().dropped()).containsEntry("malformed_histogram", 5L);
        assertThat(receiver.observer().status().series()).isZero();
    }

    @Test
    void aMalformedPointOfAKnownSeriesChangesNothing() {
        // Given
        double[] values = around(0.08, 1_000, 17);
        Durations sender = Durations.since(at(-3600), at(0));
        send("cart-1", 1, sender.explicit(BOUNDS, values));
        HistogramDataPoint.Builder broken = Durations.since(at(-3600), at(5))
                .explicit(BOUNDS, together(values, values))
                .getHistogram()
                .getDataPoints(0)
                .toBuilder()
                .addExplicitBounds(Double.NaN);

        // When
        send("cart-1", 5, sender.metric(broken));
        double[] added = around(0.3, 1_000, 18);
        send("cart-1", 10, Durations.since(at(-3600), at(10)).explicit(BOUNDS, together(values, added)));

        // Then
        assertThat(p95(10)).isCloseTo(exact(0.95, added), withinPercentage(FINE));
        assertThat(receiver.window(10)).containsEntry(RATE, 100.0);
    }

    private static Metric withScale(Durations sender, int scale) {
        Metric.Builder metric = sender.exponential(3, 1, 2, 3).toBuilder();
        metric.getExponentialHistogramBuilder().getDataPointsBuilder(0).setScale(scale);
        return metric.build();
    }

    private void send(String instance, double seconds, Metric metric) {
        receiver.send(seconds, Export.METRICS, metrics(instance, metric));
    }

    private static byte[] metrics(String instance, Metric metric) {
        return Requests.metrics(Requests.resource("cart", instance), metric);
    }

    private double p95(double window) {
        return receiver.look(window + 5).window(window).getOrDefault(LATENCY, Double.NaN);
    }
}
