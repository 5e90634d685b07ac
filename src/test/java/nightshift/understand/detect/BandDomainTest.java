package nightshift.understand.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nightshift.KnownSignals;
import nightshift.fact.Anomaly;
import nightshift.fact.ForecasterStatus;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalDomain;
import nightshift.understand.detect.forecast.ModelFolder;
import nightshift.understand.detect.forecast.StatisticalForecaster;
import nightshift.understand.detect.history.HistoryBatch;
import org.junit.jupiter.api.Test;

/// Bands, and with them plots, keep to what values a signal can have.
class BandDomainTest {
    private static final int WINDOWS = 300;
    private static final int FAULT = 260;

    @Test
    void bandsOfTheModelKeepToTheDomain() {
        try (ModelFolder models = new ModelFolder(Path.of("models"))) {
            assertThat(models.forecasters().model().status().degraded()).isFalse();
            assertThat(anomaliesWithinTheDomain(models.forecasters().model())).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void bandsOfTheStatisticsKeepToTheDomain() {
        assertThat(anomaliesWithinTheDomain(StatisticalForecaster.chosen())).isGreaterThanOrEqualTo(3);
    }

    @Test
    void bandsOfAForecasterThatOvershootsKeepToTheDomain() {
        // its own errors hide most of what goes wrong
        assertThat(anomaliesWithinTheDomain(new Overshooting())).isLessThan(3);
    }

    /// How many there are at the end; all bands on the way are held against the domain.
    private static int anomaliesWithinTheDomain(Forecaster forecaster) {
        // Given noisy series at the ends of what their signals can be
        DetectorBench bench = DetectorBench.of(forecaster);
        List<SeriesKey> keys = List.of(
                bench.series(DetectorBench.ERRORS, "few"),
                bench.series(DetectorBench.ERRORS, "nearly-all"),
                bench.series(DetectorBench.CPU, "hot"),
                bench.series(DetectorBench.PENDING, "seldom"),
                bench.series(DetectorBench.LATENCY, "fast"),
                bench.series(DetectorBench.RATE, "idle"));

        // When they go on, and then go wrong
        Random random = new Random(7);
        for (int i = 0; i < WINDOWS; i++) {
            double noise = random.nextDouble();
            double wrong = i < FAULT ? 0 : 1;
            bench.feed(
                    20,
                    Math.min(1, 0.03 * noise + 0.9 * wrong),
                    1 - 0.03 * noise - 0.9 * wrong,
                    0.93 + 0.07 * noise - 0.9 * wrong,
                    noise > 0.9 ? 3 : 40 * wrong,
                    0.004 * noise + wrong,
                    noise > 0.5 ? 0.1 : 3 * wrong);
            bench.anomalies().forEach(BandDomainTest::assertWithin);
            keys.forEach(key ->
                    assertWithin(key.signal().domain(), bench.reading(key).expected()));
        }

        // Then
        for (SeriesKey key : keys) {
            assertThat(bench.reading(key).rows()).isEqualTo(WINDOWS);
        }
        return bench.anomalies().size();
    }

    private static void assertWithin(Anomaly anomaly) {
        assertWithin(anomaly.meaning().domain(), anomaly.expected());
    }

    private static void assertWithin(SignalDomain domain, Band band) {
        assertThat(band.low()).isGreaterThanOrEqualTo(domain.low());
        assertThat(band.high()).isLessThanOrEqualTo(domain.high());
    }

    @Test
    void aSenderWhoseNormalCourseLeavesTheDomainIsBelieved() {
        // Given a process that counts its CPU time over all cores
        DetectorBench bench = DetectorBench.ofTenSeconds();
        Signal cpu = KnownSignals.signal("process.cpu.utilization");
        SeriesKey busy = bench.series(cpu, "busy");

        // When
        Random random = new Random(7);
        for (int i = 0; i < WINDOWS; i++) {
            bench.feed(1, 2.5 + 0.2 * random.nextDouble());
        }

        // Then
        assertThat(bench.anomalies()).isEmpty();
        assertThat(bench.reading(busy).expected().contains(2.6)).isTrue();
    }

    /// Says far too much and far too little, by turns.
    private static final class Overshooting implements Forecaster {
        private double sign = 1;

        @Override
        public ForecasterStatus status() {
            return new ForecasterStatus("overshooting", "1", false, "");
        }

        @Override
        public double[] forecast(HistoryBatch batch) {
            sign = -sign;
            double[] forecasts = new double[batch.rows()];
            Arrays.fill(forecasts, 5 * sign);
            return forecasts;
        }
    }
}
