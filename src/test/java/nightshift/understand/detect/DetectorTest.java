package nightshift.understand.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import nightshift.KnownSignals;
import nightshift.fact.Anomaly;
import nightshift.fact.ForecasterStatus;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.Distributions;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.understand.detect.forecast.StatisticalForecaster;
import nightshift.understand.detect.history.HistoryBatch;
import org.junit.jupiter.api.Test;

class DetectorTest {
    private static final int WARM = 180;
    private final Random random = new Random(7);

    @Test
    void levelsThatJumpAndHurtNobodyComeToBeExpected() {
        // Given a series that stays for half an hour wherever it jumps
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey series = bench.series(DetectorBench.CPU, "cart");
        Random jumps = new Random(5);
        int outside = 0;
        double level = 0.4;
        // When
        for (int window = 0; window < 6_000; window++) {
            level = window % 180 == 0 ? 0.4 + 0.02 * jumps.nextGaussian() : level;
            bench.feed(1, level + 0.01 * jumps.nextGaussian());
            boolean judged = window >= 3_000;
            outside += judged && bench.reading(series).confidence() >= 0.99 ? 1 : 0;
        }
        // Then
        assertThat(outside / 3_000.0).isLessThan(0.015);
    }

    @Test
    void whatTheMeanBehindAPercentileUsuallyIsStaysWhileThePercentileIsOut() {
        // Given a p95 of 200 ms above a mean of 80
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey series = bench.series(DetectorBench.LATENCY, "cart");
        Distributions usual = new Distributions(1);
        usual.set(0, 0.08, 0.07, 0.3);
        for (int window = 0; window < 200; window++) {
            bench.feed(usual, 300, 0.2);
        }
        // When
        Distributions slow = new Distributions(1);
        slow.set(0, 0.3, 0.2, 1.5);
        for (int window = 0; window < 5; window++) {
            bench.feed(slow, 300, 1);
        }
        // Then
        assertThat(bench.reading(series).usualMean()).isCloseTo(0.08, within(0.004));
    }

    @Test
    void whatIsNoPercentileHasNoMeanBehindIt() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey series = bench.series(DetectorBench.LATENCY, "cart");
        // When
        bench.feed(300, 0.2);
        // Then
        assertThat(bench.reading(series).usualMean()).isNaN();
    }

    @Test
    void stepInLatencyIsSureWithinThreeWindows() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        bench.series(DetectorBench.LATENCY, "cart");
        warm(bench, () -> noisy(0.05, 0.1));
        // When
        Instant first = bench.feed(400, noisy(0.15, 0.1));
        bench.feed(400, noisy(0.15, 0.1));
        bench.feed(400, noisy(0.15, 0.1));
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
        warm(bench, () -> noisy(80, 0.05));
        // When
        feed(bench, 3, () -> noisy(20, 0.05));
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
        warm(bench, () -> noisy(0.05, 0.1));
        Band before = bench.reading(key).expected();
        // When
        feed(bench, 120, () -> noisy(0.2, 0.1));
        // Then
        assertThat(bench.anomalies()).hasSize(1);
        assertThat(bench.reading(key).expected().forecast()).isBetween(before.low(), before.high());
    }

    @Test
    void creepingRiseStandsOutAgainstTheSlowLevel() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        bench.series(DetectorBench.CPU, "cart");
        warm(bench, () -> noisy(0.4, 0.04));
        // When
        int windows = 0;
        while (bench.anomalies().isEmpty() && windows < 60) {
            windows++;
            bench.feed(1, noisy(0.4 + 0.5 * windows / 60, 0.04));
        }
        // Then
        assertThat(windows).isLessThan(25);
        feed(bench, 40, () -> noisy(0.9, 0.04));
        assertThat(bench.anomalies()).singleElement().matches(Anomaly::rising);
    }

    @Test
    void loneSpikeIsNoExcursion() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey key = bench.series(DetectorBench.LATENCY, "cart");
        warm(bench, () -> noisy(0.05, 0.1));
        // When
        bench.feed(400, 0.5);
        double confidence = bench.reading(key).confidence();
        List<Anomaly> at = bench.anomalies();
        feed(bench, 2, () -> noisy(0.05, 0.1));
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
        warm(bench, () -> window[0]++ % 6 < 2 ? 8 : 0);
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
    void warmUpIsQuiet() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey key = bench.series(DetectorBench.LATENCY, "cart");
        // When, Then
        for (int i = 0; i < Anomaly.CALIBRATED; i++) {
            // a process that gets faster while it warms up
            bench.feed(400, noisy(0.05 + 0.2 * Math.exp(-i / 4.0), 0.15));
            assertThat(bench.anomalies()).isEmpty();
            assertThat(bench.reading(key).confidence())
                    .isLessThanOrEqualTo(i < DetectorTrack.WARM_UP ? 0 : Anomaly.UNCALIBRATED_AT_MOST);
        }
    }

    @Test
    void youngSeriesMaySuggestButNeverAct() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        bench.series(DetectorBench.LATENCY, "cart");
        feed(bench, 60, () -> noisy(0.05, 0.1));
        // When
        feed(bench, 3, () -> 2);
        // Then
        assertThat(bench.anomalies())
                .singleElement()
                .satisfies(anomaly -> assertThat(anomaly.confidence()).isEqualTo(Anomaly.UNCALIBRATED_AT_MOST));
    }

    @Test
    void countedFailuresOfAYoungSeriesProveMoreThanItsPast() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        bench.series(DetectorBench.ERRORS, "cart");
        feed(bench, 24, () -> 0.001);
        // When
        feed(bench, 3, () -> 0.4);
        // Then
        assertThat(bench.anomalies())
                .singleElement()
                .satisfies(anomaly -> assertThat(anomaly.confidence()).isGreaterThan(0.99));
    }

    @Test
    void aFewFailuresOfFewRequestsProveNothing() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        bench.series(DetectorBench.ERRORS, "cart");
        for (int i = 0; i < 24; i++) {
            bench.feed(5, 0);
        }
        // When
        for (int i = 0; i < 3; i++) {
            bench.feed(5, 0.4);
        }
        // Then
        assertThat(bench.anomalies())
                .allSatisfy(
                        anomaly -> assertThat(anomaly.confidence()).isLessThanOrEqualTo(Anomaly.UNCALIBRATED_AT_MOST));
    }

    @Test
    void frozenEntityKeepsItsBandHoweverLongTheFaultLasts() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey key = bench.series(DetectorBench.LATENCY, "cart");
        warm(bench, () -> noisy(0.05, 0.1));
        Band before = bench.reading(key).expected();
        // When
        feed(bench, 3, () -> noisy(0.2, 0.1));
        bench.frozen.add(key.entity());
        feed(bench, 400, () -> noisy(0.2, 0.1));
        // Then
        assertThat(bench.anomalies()).hasSize(1);
        assertThat(bench.reading(key).expected().high()).isLessThan(2 * before.high());
        // When
        feed(bench, 5, () -> noisy(0.05, 0.1));
        bench.frozen.clear();
        feed(bench, 5, () -> noisy(0.05, 0.1));
        // Then
        assertThat(bench.anomalies()).isEmpty();
        assertThat(bench.reading(key).expected().high()).isLessThan(1.5 * before.high());
    }

    @Test
    void secondFaultOfTheSameKindIsAsSureAsTheFirst() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey key = bench.series(DetectorBench.LATENCY, "cart");
        warm(bench, () -> noisy(0.05, 0.1));
        for (int fault = 0; fault < 3; fault++) {
            // When
            feed(bench, 3, () -> noisy(0.2, 0.1));
            double confidence = bench.anomalies().getFirst().confidence();
            bench.frozen.add(key.entity());
            feed(bench, 20, () -> noisy(0.2, 0.1));
            feed(bench, 6, () -> noisy(0.05, 0.1));
            bench.frozen.clear();
            feed(bench, 30, () -> noisy(0.05, 0.1));
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
            bench.feed(1, i % 97 == 0 ? 0.4 + random.nextDouble() : noisy(0.4, 0.05));
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
    void seriesOfSixtySecondsAmongWindowsOfTenIsComplete() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey key = bench.series(DetectorBench.CPU, "cart");
        // When
        for (int i = 0; i < 600; i++) {
            bench.feed(1, i % 6 == 0 ? noisy(0.4, 0.05) : Double.NaN);
        }
        feed(bench, 1, () -> 0.95);
        for (int i = 0; i < 5; i++) {
            bench.feed(1, Double.NaN);
        }
        feed(bench, 1, () -> 0.95);
        // Then
        assertThat(bench.reading(key).rows()).isEqualTo(102);
        assertThat(bench.anomalies()).hasSize(1);
    }

    @Test
    void silentOrEndedSeriesShowsNoAnomaly() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey key = bench.series(DetectorBench.LATENCY, "cart");
        warm(bench, () -> noisy(0.05, 0.1));
        feed(bench, 3, () -> 1);
        // When
        feed(bench, 6, () -> Double.NaN);
        // Then
        assertThat(bench.anomalies()).isEmpty();
        // When
        bench.detector.end(List.of(0));
        // Then
        assertThat(bench.detector.readings().of(key)).isEmpty();
        assertThat(bench.detector.history(key)).isEmpty();
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
        warm(bench, () -> noisy(0.05, 0.1));
        // Then
        assertThat(bench.detector.forecaster().degraded()).isTrue();
        assertThat(bench.detector.forecaster().name()).isEqualTo("statistical");
        assertThat(bench.detector.forecaster().reason()).isEqualTo("the network is on strike");
        assertThat(bench.reading(key).expected().contains(0.05)).isTrue();
    }

    @Test
    void historyIsBoundedAndSeriesBeyondTheLimitAreCounted() {
        // Given
        DetectorConfig small = new DetectorConfig(1, 64, Duration.ofHours(6), 10, Duration.ofMinutes(20));
        DetectorBench bench = new DetectorBench(small, StatisticalForecaster.chosen(), Duration.ofSeconds(10));
        SeriesKey first = bench.series(DetectorBench.LATENCY, "cart");
        SeriesKey second = bench.series(DetectorBench.CPU, "cart");
        // When
        for (int i = 0; i < 200; i++) {
            bench.feed(400, noisy(0.05, 0.1), 0.5);
        }
        // Then
        assertThat(bench.detector.history(first)).hasSize(64);
        assertThat(bench.detector.history(second)).isEmpty();
        assertThat(bench.detector.unwatched()).isEqualTo(1);
    }

    @Test
    void viewsAreTheSameUntilAWindowClosesAndThenOnlyWhatItBroughtIsNew() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey fast = bench.series(DetectorBench.LATENCY, "cart");
        SeriesKey slow = bench.series(DetectorBench.CPU, "cart");
        bench.feed(400, 0.05, 0.5);
        Readings before = bench.detector.readings();
        // When nothing closes
        assertThat(bench.detector.readings()).isSameAs(before);
        assertThat(bench.detector.anomalies()).isSameAs(bench.detector.anomalies());
        // When a window closes that has one of them
        bench.feed(400, 0.06, Double.NaN);
        // Then
        Readings after = bench.detector.readings();
        assertThat(after.newest()).isAfter(before.newest());
        assertThat(after.of(slow).orElseThrow()).isSameAs(before.of(slow).orElseThrow());
        assertThat(after.of(fast).orElseThrow().value()).isEqualTo(0.06);
        assertThat(before.of(fast).orElseThrow().value()).isEqualTo(0.05);
        // When one ends
        bench.detector.end(List.of(0));
        // Then
        assertThat(bench.detector.readings().all()).extracting(Reading::key).containsExactly(slow);
    }

    @Test
    void aSeriesThatFindsRoomIsNoLongerUnwatched() {
        // Given room for one, and two series
        DetectorConfig small = new DetectorConfig(1, 64, Duration.ofHours(6), 10, Duration.ofMinutes(20));
        DetectorBench bench = new DetectorBench(small, StatisticalForecaster.chosen(), Duration.ofSeconds(10));
        bench.series(DetectorBench.LATENCY, "cart");
        SeriesKey second = bench.series(DetectorBench.CPU, "cart");
        bench.feed(400, 0.05, 0.5);
        assertThat(bench.detector.unwatched()).isEqualTo(1);
        // When
        bench.detector.end(List.of(0));
        bench.feed(400, Double.NaN, 0.5);
        // Then
        assertThat(bench.detector.unwatched()).isZero();
        assertThat(bench.reading(second).value()).isEqualTo(0.5);
    }

    private void feedBoth(DetectorBench bench, int windows, double first, double second) {
        for (int i = 0; i < windows; i++) {
            bench.feed(50, first, second);
        }
    }

    private void warm(DetectorBench bench, DoubleSupplier values) {
        feed(bench, WARM, values);
    }

    private void feed(DetectorBench bench, int windows, DoubleSupplier values) {
        for (int i = 0; i < windows; i++) {
            bench.feed(400, values.getAsDouble());
        }
    }

    private double noisy(double level, double share) {
        return level * (1 + share * random.nextGaussian());
    }
}
