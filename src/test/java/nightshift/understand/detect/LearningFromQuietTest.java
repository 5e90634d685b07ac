package nightshift.understand.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.understand.detect.forecast.StatisticalForecaster;
import org.junit.jupiter.api.Test;

/// What becomes normal, and what never does.
class LearningFromQuietTest {
    private static final int WARM = 240;
    private static final int SIX_HOURS = 6 * 360;

    private final Random random = new Random(11);

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
    void theSameOutageFiveTimesIsSeenFiveTimes() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        bench.series(DetectorBench.LATENCY, "cart");
        bench.windows(WARM, () -> noisy(0.05, 0.1));
        for (int outage = 1; outage <= 5; outage++) {
            // When
            int seen = 0;
            for (int window = 0; window < 30; window++) {
                bench.feed(400, noisy(0.2, 0.1));
                seen += bench.anomalies().isEmpty() ? 0 : 1;
            }
            double confidence = bench.anomalies().getFirst().confidence();
            bench.windows(60, () -> noisy(0.05, 0.1));
            // Then
            assertThat(seen).as("outage %d", outage).isGreaterThanOrEqualTo(28);
            assertThat(1 - confidence).as("outage %d", outage).isLessThan(1e-3);
            assertThat(bench.anomalies()).isEmpty();
        }
    }

    @Test
    void bandsAreNoWiderAfterAFaultThatOpenedNoIncident() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey key = bench.series(DetectorBench.LATENCY, "cart");
        bench.windows(WARM, () -> noisy(0.05, 0.1));
        double before = width(bench, key);
        // When
        bench.windows(60, () -> noisy(0.3, 0.1));
        bench.windows(12, () -> noisy(0.05, 0.1));
        // Then
        assertThat(width(bench, key)).isLessThan(1.3 * before);
    }

    @Test
    void aShiftIsTheNewLevelAfterSixHoursWithTheObjectiveKept() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey key = bench.series(DetectorBench.LATENCY, "cart");
        bench.windows(WARM, () -> noisy(0.05, 0.1));
        // When
        Instant since = bench.feed(400, noisy(0.2, 0.1));
        bench.windows(SIX_HOURS - 10, () -> noisy(0.2, 0.1));
        // Then
        assertThat(bench.anomalies()).hasSize(1);
        // When
        bench.windows(20, () -> noisy(0.2, 0.1));
        // Then
        assertThat(bench.anomalies()).isEmpty();
        assertThat(bench.reading(key).expected().contains(0.2)).isTrue();
        assertThat(bench.reading(key).levelSince()).isEqualTo(since);
    }

    @Test
    void aShiftThatHurtsNeverBecomesNormal() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey key = bench.series(DetectorBench.LATENCY, "cart");
        bench.windows(WARM, () -> noisy(0.05, 0.1));
        bench.hurt.add(key.entity());
        // When
        bench.windows(SIX_HOURS + 360, () -> noisy(0.2, 0.1));
        // Then
        assertThat(bench.anomalies()).hasSize(1);
        assertThat(bench.reading(key).levelSince()).isNull();
    }

    @Test
    void whatComesBackAtTheSameTimeOfThreeDaysIsExpectedOnTheFourth() {
        // Given a backup at ten each morning, for half an hour, in a series of five minutes
        DetectorBench bench =
                new DetectorBench(DetectorConfig.STANDARD, StatisticalForecaster.chosen(), Duration.ofMinutes(5));
        bench.series(DetectorBench.CPU, "cart");
        bench.windows(288, () -> noisy(0.3, 0.05));
        int[] seen = new int[5];
        // When
        for (int day = 0; day < seen.length; day++) {
            for (int window = 0; window < 288; window++) {
                bench.feed(1, noisy(window < 6 ? 0.9 : 0.3, 0.05));
                seen[day] += bench.anomalies().isEmpty() ? 0 : 1;
            }
        }
        // Then
        assertThat(seen[0]).isGreaterThanOrEqualTo(4);
        assertThat(seen[1]).isGreaterThanOrEqualTo(4);
        assertThat(seen[2]).isGreaterThanOrEqualTo(4);
        assertThat(seen[3]).isZero();
        assertThat(seen[4]).isZero();
        // When it comes at another time
        bench.windows(100, () -> noisy(0.3, 0.05));
        bench.windows(3, () -> noisy(0.9, 0.05));
        // Then
        assertThat(bench.anomalies()).hasSize(1);
    }

    @Test
    void aPersonMayDeclareAnExcursionNormal() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey key = bench.series(DetectorBench.LATENCY, "cart");
        bench.windows(WARM, () -> noisy(0.05, 0.1));
        bench.windows(30, () -> noisy(0.2, 0.1));
        assertThat(bench.anomalies()).hasSize(1);
        // When
        bench.detector.relearn(key.text());
        bench.windows(5, () -> noisy(0.2, 0.1));
        // Then
        assertThat(bench.anomalies()).isEmpty();
        assertThat(bench.reading(key).expected().contains(0.2)).isTrue();
    }

    @Test
    void relearningASeriesWithinItsBandChangesNothing() {
        // Given
        DetectorBench bench = DetectorBench.ofTenSeconds();
        SeriesKey key = bench.series(DetectorBench.LATENCY, "cart");
        bench.windows(WARM, () -> noisy(0.05, 0.1));
        Band before = bench.reading(key).expected();
        // When
        bench.detector.relearn(key.text());
        // Then
        assertThat(bench.reading(key).expected()).isEqualTo(before);
        assertThat(bench.reading(key).levelSince()).isNull();
    }

    private static double width(DetectorBench bench, SeriesKey key) {
        Band band = bench.reading(key).expected();
        return band.high() - band.low();
    }

    private double noisy(double level, double share) {
        return level * (1 + share * random.nextGaussian());
    }
}
