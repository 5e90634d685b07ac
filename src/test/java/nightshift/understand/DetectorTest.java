package nightshift.understand;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import nightshift.fact.Anomaly;
import nightshift.fact.Reading;
import nightshift.fact.SeriesKey;
import org.junit.jupiter.api.Test;

class DetectorTest {
    private static final int WARM = 180;
    private final Random random = new Random(7);

    @Test
    void stepInLatencyIsSureWithinThreeWindows() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        bench.series(DetectorBench.LATENCY, "cart");
        warm(bench, () -> noisy(0.05, 0.1));
        // When
        Instant first = bench.feed(400, noisy(0.2, 0.1));
        bench.feed(400, noisy(0.2, 0.1));
        bench.feed(400, noisy(0.2, 0.1));
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
    void loneSpikeIsNoExcursion() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey key = bench.series(DetectorBench.LATENCY, "cart");
        warm(bench, () -> noisy(0.05, 0.1));
        // When
        bench.feed(400, 0.5);
        double confidence = bench.reading(key).confidence();
        List<Anomaly> at = bench.anomalies();
        bench.feed(400, noisy(0.05, 0.1));
        bench.feed(400, noisy(0.05, 0.1));
        // Then
        assertThat(confidence).isGreaterThan(0.99);
        assertThat(at).isEmpty();
        assertThat(bench.anomalies()).isEmpty();
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
            if (reading.rows() > DetectorTrack.YOUNG) {
                boolean sure = reading.confidence() >= 0.99;
                assertThat(reading.expected().contains(reading.value())).isEqualTo(!sure);
                outside += sure ? 1 : 0;
            }
        }
        assertThat(outside).isBetween(10, 60);
    }

    private void warm(DetectorBench bench, java.util.function.DoubleSupplier values) {
        for (int i = 0; i < WARM; i++) {
            bench.feed(400, values.getAsDouble());
        }
    }

    private double noisy(double level, double share) {
        return level * (1 + share * random.nextGaussian());
    }
}
