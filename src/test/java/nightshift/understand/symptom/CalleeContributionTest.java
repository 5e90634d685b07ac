package nightshift.understand.symptom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import nightshift.KnownSignals;
import nightshift.ListedReadings;
import nightshift.fact.Dependency;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.topology.DependencyGraph;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Requests are drawn one by one, so that the truth about who made them slow is known whatever their percentiles do.
class CalleeContributionTest {
    private static final EntityId SHOP = EntityId.service("", "shop");
    private static final EntityId PAYMENT = EntityId.service("", "payment");
    private static final Instant NOW = Instant.parse("2026-01-05T00:00:00Z");
    private static final int REQUESTS = 20_000;

    private final Random random = new Random(7);
    private final List<Reading> readings = new ArrayList<>();

    @Test
    void slowCalleeOfOneRequestInTenExplainsAllOfItsCallersTail() {
        // Given
        DoubleSupplier own = () -> around(0.05);
        // When it takes two seconds, which no more than a tenth of the requests wait for
        drawn(0.1, own, own, () -> around(0.02), () -> around(2));
        // Then: their p95 moves by two seconds, a tenth of which calls a request times seconds a call would explain
        assertThat(share()).isCloseTo(1, within(0.05));
    }

    @Test
    void callsTooFewToMoveTheCalleesOwnTailMoveItsCallers() {
        // Given
        DoubleSupplier own = () -> around(0.05);
        // When one of thirty calls takes two seconds, and each request makes three
        drawn(3, own, own, () -> around(0.02), () -> random.nextInt(30) == 0 ? around(2) : around(0.02));
        // Then
        assertThat(share()).isCloseTo(1, within(0.1));
    }

    @Test
    void whoIsSlowItselfIsNotExcusedByTheTailOfACallee() {
        // When each request takes half a second more by itself, and one of sixteen calls a second
        drawn(
                1,
                () -> around(0.05),
                () -> around(0.55),
                () -> around(0.02),
                () -> random.nextInt(16) == 0 ? around(1) : around(0.02));
        // Then
        assertThat(share()).isLessThan(0.2);
    }

    @Test
    void streamThatEndsAfterMinutesHidesNoSlowCallee() {
        // Given
        DoubleSupplier own = () -> around(0.05);
        // When one of the requests is a stream of its own and all others wait for a slow callee
        drawn(1, own, () -> random.nextInt(500) == 0 ? 600 : around(0.05), () -> around(0.02), () -> around(0.3));
        // Then
        assertThat(share()).isGreaterThan(0.6);
    }

    @Test
    void mostOfAPercentilesRiseIsAllOfARareCallsDelayAndNothingOfAVeryRareOnes() {
        // Given
        DoubleSupplier own = () -> around(0.05);
        // When
        drawn(0.1, own, own, () -> around(0.02), () -> around(2));
        // Then
        assertThat(contribution().passedOnAtMost(SHOP, SignalRole.REQUEST_LATENCY))
                .isGreaterThan(1.9);
        // When
        drawn(0.01, own, own, () -> around(0.02), () -> around(2));
        // Then
        assertThat(contribution().passedOnAtMost(SHOP, SignalRole.REQUEST_LATENCY))
                .isLessThan(0.1);
    }

    private double share() {
        return contribution().share(SHOP, SignalRole.REQUEST_LATENCY);
    }

    private CalleeContribution contribution() {
        return new CalleeContribution(
                new ListedReadings(NOW, readings),
                new DependencyGraph(List.of(new Dependency(SHOP, PAYMENT, 1, 0, 0, NOW))));
    }

    private double around(double seconds) {
        return seconds * Math.exp(0.4 * random.nextGaussian());
    }

    /// Requests in quiet times and now, each with its own time and that of its calls, one after the other.
    private void drawn(
            double calls,
            DoubleSupplier ownBefore,
            DoubleSupplier own,
            DoubleSupplier calleeBefore,
            DoubleSupplier callee) {
        readings.clear();
        List<Double> callsBefore = new ArrayList<>();
        List<Double> callsNow = new ArrayList<>();
        double[] before = requests(calls, ownBefore, calleeBefore, callsBefore);
        double[] now = requests(calls, own, callee, callsNow);
        latency(SHOP, "http.server.request.duration", before, now);
        EntityId edge = EntityId.edge(SHOP, PAYMENT);
        latency(edge, "traces.service.graph.request.duration", array(callsBefore), array(callsNow));
        rate(SHOP, "http.server.request.rate", 100);
        rate(edge, "traces.service.graph.request.rate", 100 * calls);
    }

    private double[] requests(double calls, DoubleSupplier own, DoubleSupplier callee, List<Double> into) {
        double[] requests = new double[REQUESTS];
        for (int request = 0; request < REQUESTS; request++) {
            requests[request] = own.getAsDouble();
            for (double left = calls; left > 0 && random.nextDouble() < left; left--) {
                double call = callee.getAsDouble();
                into.add(call);
                requests[request] += call;
            }
        }
        return requests;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void latency(EntityId entity, String signal, double[] before, double[] now) {
        double usual = quantile(before, 0.95);
        double p95 = quantile(now, 0.95);
        Reading.Spread spread = new Reading.Spread(mean(now), quantile(now, 0.5), quantile(now, 0.99));
        add(entity, KnownSignals.signal(signal), p95, new Band(0.8 * usual, usual, 1.2 * usual), spread, mean(before));
    }

    private void rate(EntityId entity, String signal, double value) {
        add(entity, KnownSignals.signal(signal), value, new Band(0, value, 2 * value), null, Double.NaN);
    }

    private void add(
            EntityId entity,
            Signal signal,
            double value,
            Band band,
            Reading.@Nullable Spread spread,
            double usualMean) {
        readings.add(new Reading(
                new SeriesKey(entity, signal),
                NOW,
                value,
                band,
                1,
                500,
                Duration.ofSeconds(10),
                null,
                spread,
                usualMean));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }
}
