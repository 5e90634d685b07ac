package nightshift.understand.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import nightshift.KnownSignals;
import nightshift.fact.Anomaly;
import nightshift.fact.ForecasterStatus;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.understand.detect.history.HistoryBatch;
import org.junit.jupiter.api.Test;

/// What stands out, how surely, and what does not.
class DetectorTest {
    private static final int WARM = 180;

    @Test
    void stepInLatencyIsSureWithinThreeWindows() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        bench.series(DetectorBench.LATENCY, "cart");
        bench.windows(WARM, () -> bench.noisy(0.05, 0.1));
        // When
        Instant first = bench.feed(400, bench.noisy(0.15, 0.1));
        bench.feed(400, bench.noisy(0.15, 0.1));
        bench.feed(400, bench.noisy(0.15, 0.1));
        // Then
        assertThat(bench.anomalies()).singleElement().satisfies(anomaly -> {
            assertThat(anomaly.rising()).isTrue();
            assertThat(anomaly.since()).isEqualTo(first);
            assertThat(1 - anomaly.confidence()).isLessThan(1e-4);
            assertThat(anomaly.expected().contains(0.05)).isTrue();
            assertThat(anomaly.expected().contains(anomaly.value())).isFalse();
        });
    }

    @Test
    void dropInTrafficIsFalling() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        bench.series(DetectorBench.RATE, "cart");
        bench.windows(WARM, () -> bench.noisy(80, 0.05));
        // When
        bench.windows(3, () -> bench.noisy(20, 0.05));
        // Then
        assertThat(bench.anomalies()).singleElement().satisfies(anomaly -> {
            assertThat(anomaly.direction()).isEqualTo(Direction.DOWN);
            assertThat(anomaly.confidence()).isGreaterThan(0.999);
        });
    }

    @Test
    void stepIsStillAnAnomalyTwentyMinutesLater() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey key = bench.series(DetectorBench.LATENCY, "cart");
        bench.windows(WARM, () -> bench.noisy(0.05, 0.1));
        Band before = bench.reading(key).expected();
        // When
        bench.windows(120, () -> bench.noisy(0.2, 0.1));
        // Then
        assertThat(bench.anomalies()).hasSize(1);
        assertThat(bench.reading(key).expected().forecast()).isBetween(before.low(), before.high());
    }

    @Test
    void creepingRiseStandsOutAgainstTheSlowLevel() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        bench.series(DetectorBench.CPU, "cart");
        bench.windows(WARM, () -> bench.noisy(0.4, 0.04));
        // When
        int windows = 0;
        while (bench.anomalies().isEmpty() && windows < 60) {
            windows++;
            bench.feed(1, bench.noisy(0.4 + 0.5 * windows / 60, 0.04));
        }
        // Then
        assertThat(windows).isLessThan(25);
        bench.windows(40, () -> bench.noisy(0.9, 0.04));
        assertThat(bench.anomalies()).singleElement().matches(Anomaly::rising);
    }

    @Test
    void loneSpikeIsNoExcursion() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey key = bench.series(DetectorBench.LATENCY, "cart");
        bench.windows(WARM, () -> bench.noisy(0.05, 0.1));
        // When
        bench.feed(400, 0.5);
        double confidence = bench.reading(key).confidence();
        List<Anomaly> at = bench.anomalies();
        bench.windows(2, () -> bench.noisy(0.05, 0.1));
        // Then
        assertThat(confidence).isGreaterThan(0.99);
        assertThat(at).isEmpty();
        assertThat(bench.anomalies()).isEmpty();
    }

    @Test
    void metricThatAlwaysFlappedIsNoNews() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        bench.series(DetectorBench.PENDING, "cart");
        int[] window = {0};
        bench.windows(WARM, () -> window[0]++ % 6 < 2 ? 8 : 0);
        // When
        int sure = 0;
        for (int i = 0; i < 120; i++) {
            bench.feed(1, window[0]++ % 6 < 2 ? 8 : 0);
            sure += bench.anomalies().stream().anyMatch(anomaly -> anomaly.confidence() > 0.999) ? 1 : 0;
        }
        // Then
        assertThat(sure).isZero();
    }

    @Test
    void singleErrorInASilentSeriesIsNotSurprising() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey ratio = bench.series(DetectorBench.ERRORS, "cart");
        SeriesKey logs = bench.series(KnownSignals.signal("log.record.rate"), "cart");
        for (int i = 0; i < WARM; i++) {
            bench.feed(50, 0, 0);
        }
        // When
        bench.feed(50, 1.0 / 50, 0.1);
        // Then
        assertThat(bench.reading(ratio).confidence()).isLessThan(0.9);
        assertThat(bench.reading(logs).confidence()).isLessThan(0.9);
        // When
        feedBoth(bench, 3, 0.3, 5);
        // Then
        assertThat(bench.anomalies()).hasSize(2).allMatch(anomaly -> anomaly.confidence() > 0.999);
    }

    @Test
    void frozenEntityKeepsItsBandHoweverLongTheFaultLasts() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey key = bench.series(DetectorBench.LATENCY, "cart");
        bench.windows(WARM, () -> bench.noisy(0.05, 0.1));
        Band before = bench.reading(key).expected();
        // When
        bench.windows(3, () -> bench.noisy(0.2, 0.1));
        bench.frozen.add(key.entity());
        bench.windows(400, () -> bench.noisy(0.2, 0.1));
        // Then
        assertThat(bench.anomalies()).hasSize(1);
        assertThat(bench.reading(key).expected().high()).isLessThan(2 * before.high());
        // When
        bench.windows(5, () -> bench.noisy(0.05, 0.1));
        bench.frozen.clear();
        bench.windows(5, () -> bench.noisy(0.05, 0.1));
        // Then
        assertThat(bench.anomalies()).isEmpty();
        assertThat(bench.reading(key).expected().high()).isLessThan(1.5 * before.high());
    }

    @Test
    void secondFaultOfTheSameKindIsAsSureAsTheFirst() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey key = bench.series(DetectorBench.LATENCY, "cart");
        bench.windows(WARM, () -> bench.noisy(0.05, 0.1));
        for (int fault = 0; fault < 3; fault++) {
            // When
            bench.windows(3, () -> bench.noisy(0.2, 0.1));
            double confidence = bench.anomalies().getFirst().confidence();
            bench.frozen.add(key.entity());
            bench.windows(20, () -> bench.noisy(0.2, 0.1));
            bench.windows(6, () -> bench.noisy(0.05, 0.1));
            bench.frozen.clear();
            bench.windows(30, () -> bench.noisy(0.05, 0.1));
            // Then
            assertThat(1 - confidence).isLessThan(1e-4);
        }
    }

    @Test
    void valueIsOutsideOfTheBandExactlyWhenConfidenceReachesNinetyNinePercent() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey key = bench.series(DetectorBench.CPU, "cart");
        // When, Then
        int outside = 0;
        for (int i = 0; i < 2000; i++) {
            bench.feed(1, i % 97 == 0 ? 0.4 + bench.random.nextDouble() : bench.noisy(0.4, 0.05));
            Reading reading = bench.reading(key);
            if (reading.rows() > Anomaly.CALIBRATED) {
                boolean sure = reading.confidence() >= 0.99;
                assertThat(reading.expected().contains(reading.value())).isEqualTo(!sure);
                outside += sure ? 1 : 0;
            }
        }
        assertThat(outside).isBetween(5, 60);
    }

    @Test
    void brokenModelIsReplacedByTheFallbackVisibly() {
        // Given
        Forecaster broken = new Forecaster() {
            @Override
            public ForecasterStatus status() {
                return new ForecasterStatus("pytorch", "1", false, "");
            }

            @Override
            public double[] forecast(HistoryBatch batch) {
                throw new ForecasterException("the network is on strike", null);
            }
        };
        DetectorBench bench = DetectorBench.of(broken);
        SeriesKey key = bench.series(DetectorBench.LATENCY, "cart");
        // When
        bench.windows(WARM, () -> bench.noisy(0.05, 0.1));
        // Then
        assertThat(bench.detector.forecaster().degraded()).isTrue();
        assertThat(bench.detector.forecaster().name()).isEqualTo("statistical");
        assertThat(bench.detector.forecaster().reason()).isEqualTo("the network is on strike");
        assertThat(bench.reading(key).expected().contains(0.05)).isTrue();
    }

    private void feedBoth(DetectorBench bench, int windows, double first, double second) {
        for (int i = 0; i < windows; i++) {
            bench.feed(50, first, second);
        }
    }
}
