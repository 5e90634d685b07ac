package nightshift.understand.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import nightshift.fact.telemetry.Distributions;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.understand.detect.forecast.StatisticalForecaster;
import org.junit.jupiter.api.Test;

/// What a detector shows of the series it watches, and which it watches.
class DetectorReadingsTest {
    private static final int WARM = 180;

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
    void silentOrEndedSeriesShowsNoAnomaly() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey key = bench.series(DetectorBench.LATENCY, "cart");
        bench.windows(WARM, () -> bench.noisy(0.05, 0.1));
        bench.windows(3, () -> 1);
        // When
        bench.windows(6, () -> Double.NaN);
        // Then
        assertThat(bench.anomalies()).isEmpty();
        // When
        bench.detector.end(List.of(0));
        // Then
        assertThat(bench.detector.readings().of(key)).isEmpty();
        assertThat(bench.detector.history(key)).isEmpty();
    }

    @Test
    void seriesOfSixtySecondsAmongWindowsOfTenIsComplete() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey key = bench.series(DetectorBench.CPU, "cart");
        // When
        for (int i = 0; i < 600; i++) {
            bench.feed(1, i % 6 == 0 ? bench.noisy(0.4, 0.05) : Double.NaN);
        }
        bench.windows(1, () -> 0.95);
        for (int i = 0; i < 5; i++) {
            bench.feed(1, Double.NaN);
        }
        bench.windows(1, () -> 0.95);
        // Then
        assertThat(bench.reading(key).rows()).isEqualTo(102);
        assertThat(bench.anomalies()).hasSize(1);
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
            bench.feed(400, bench.noisy(0.05, 0.1), 0.5);
        }
        // Then
        assertThat(bench.detector.history(first)).hasSize(64);
        assertThat(bench.detector.history(second)).isEmpty();
        assertThat(bench.detector.unwatched()).isEqualTo(1);
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
}
