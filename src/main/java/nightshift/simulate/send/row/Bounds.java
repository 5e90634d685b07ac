package nightshift.simulate.send.row;

import java.util.ArrayList;
import java.util.List;

/// The upper bounds of buckets that senders use.
public enum Bounds {
    /// What the conventions advise for durations in seconds.
    SECONDS(List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0)),
    /// What the conventions advise for `db.client.operation.duration`.
    DATABASE(List.of(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0)),
    /// What the conventions advise for `jvm.gc.duration`.
    COLLECTION(List.of(0.01, 0.1, 1.0, 10.0)),
    /// The SDK's default, made for milliseconds and kept by senders of seconds.
    MILLISECONDS(List.of(
            0.0, 5.0, 10.0, 25.0, 50.0, 75.0, 100.0, 250.0, 500.0, 750.0, 1000.0, 2500.0, 5000.0, 7500.0, 10000.0)),
    /// What Envoy's Prometheus exposition has, in milliseconds (source/common/stats, default histogram buckets).
    ENVOY(List.of(
            0.5, 1.0, 5.0, 10.0, 25.0, 50.0, 100.0, 250.0, 500.0, 1000.0, 2500.0, 5000.0, 10000.0, 30000.0, 60000.0,
            300000.0, 600000.0, 1800000.0, 3600000.0)),
    /// Micrometer's percentile histogram between one millisecond and thirty seconds.
    MICROMETER(micrometer());

    private final List<Double> upper;

    Bounds(List<Double> upper) {
        this.upper = List.copyOf(upper);
    }

    /// In the unit as sent, ascending; above the last there is one more bucket.
    public List<Double> upper() {
        return upper;
    }

    /// Thirds of powers of four in nanoseconds (io.micrometer PercentileHistogramBuckets).
    private static List<Double> micrometer() {
        List<Double> bounds = new ArrayList<>();
        bounds.add(0.001);
        for (long power = 1L << 20; power < 30_000_000_000L; power <<= 2) {
            for (long bound = power; bound < power << 2 && bound < 30_000_000_000L; bound += power / 3) {
                bounds.add(bound / 1e9);
            }
        }
        bounds.add(30.0);
        return bounds.stream().distinct().sorted().toList();
    }
}
