package nightshift.understand.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;
import nightshift.KnownSignals;
import nightshift.fact.Anomaly;
import nightshift.fact.DeadLetters;
import nightshift.fact.telemetry.Distributions;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.Window;
import nightshift.understand.detect.forecast.StatisticalForecaster;

/// A detector on a bench: series are put on, windows of ten seconds are fed by hand.
final class DetectorBench {
    static final Signal LATENCY = KnownSignals.signal("http.server.request.duration");
    static final Signal CPU = KnownSignals.signal("process.cpu.utilization");
    static final Signal RATE = KnownSignals.signal("http.server.request.rate");
    static final Signal ERRORS = KnownSignals.signal("http.server.request.error.ratio");
    static final Signal PENDING = KnownSignals.signal("db.client.connection.pending_requests");
    static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    final Detector detector;
    final Set<EntityId> frozen = new HashSet<>();
    final Set<EntityId> hurt = new HashSet<>();
    final Random random = new Random(7);
    private final List<SeriesKey> keys = new ArrayList<>();
    private final Duration step;
    private Instant end;

    DetectorBench(DetectorConfig config, Forecaster model, Duration step) {
        detector = new Detector(config, model, StatisticalForecaster.chosen());
        this.step = step;
        end = START;
    }

    static DetectorBench ofTenSeconds() {
        return of(StatisticalForecaster.chosen());
    }

    static DetectorBench of(Forecaster model) {
        return new DetectorBench(DetectorConfig.STANDARD, model, Duration.ofSeconds(10));
    }

    SeriesKey series(Signal signal, String service) {
        SeriesKey key = new SeriesKey(EntityId.service("shop", service), signal);
        keys.add(key);
        return key;
    }

    /// One window with these values, in the order in which the series were put on; NaN stands for no row.
    Instant feed(long count, double... values) {
        return feed(Distributions.NONE, count, values);
    }

    /// The same with what is behind the values.
    Instant feed(Distributions behind, long count, double... values) {
        end = end.plus(step);
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                rows.add(i);
            }
        }
        int[] series = rows.stream().mapToInt(Integer::intValue).toArray();
        double[] column = rows.stream().mapToDouble(row -> values[row]).toArray();
        long[] counts = rows.stream().mapToLong(row -> count).toArray();
        detector.take(
                new Window(end.minus(step), step, series, column, counts).of(behind),
                SeriesDirectory.over(keys),
                standing,
                DeadLetters.NONE);
        return end;
    }

    /// So many windows of 400 observations each, of the one series that was put on.
    void windows(int count, DoubleSupplier values) {
        for (int window = 0; window < count; window++) {
            feed(400, values.getAsDouble());
        }
    }

    /// A level with noise.
    ///
    /// @param share of the level that its noise is, one standard deviation
    double noisy(double level, double share) {
        return level * (1 + share * random.nextGaussian());
    }

    private final Standing standing = new Standing() {
        @Override
        public boolean incidentOpen(EntityId entity) {
            return frozen.contains(entity);
        }

        @Override
        public boolean objectiveKept(EntityId entity) {
            return !hurt.contains(entity);
        }
    };

    List<Anomaly> anomalies() {
        return detector.anomalies();
    }

    Reading reading(SeriesKey key) {
        return detector.readings().of(key).orElseThrow();
    }
}
