package nightshift.understand.detect;

import static org.assertj.core.api.Assertions.assertThat;

import nightshift.fact.Anomaly;
import nightshift.fact.telemetry.SeriesKey;
import org.junit.jupiter.api.Test;

/// What is said of a series whose past is too short to be calibrated.
class YoungSeriesTest {
    @Test
    void warmUpIsQuiet() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey key = bench.series(DetectorBench.LATENCY, "cart");
        // When, Then
        for (int i = 0; i < Anomaly.CALIBRATED; i++) {
            // a process that gets faster while it warms up
            bench.feed(400, bench.noisy(0.05 + 0.2 * Math.exp(-i / 4.0), 0.15));
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
        bench.windows(60, () -> bench.noisy(0.05, 0.1));
        // When
        bench.windows(3, () -> 2);
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
        bench.windows(24, () -> 0.001);
        // When
        bench.windows(3, () -> 0.4);
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
}
