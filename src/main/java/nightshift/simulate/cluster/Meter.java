package nightshift.simulate.cluster;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Durations of requests since the process began, by status, as an SDK's cumulative histogram has them
/// (https://opentelemetry.io/docs/specs/semconv/http/http-metrics/: names, unit and bounds).
final class Meter {
    private static final List<Double> BOUNDS =
            List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);

    private final String name;
    private final List<KeyValue> attributes;
    private final long start;
    private final Map<Integer, Counted> byStatus = new TreeMap<>();

    private static final class Counted {
        private final long[] buckets = new long[BOUNDS.size() + 1];
        private long count;
        private double sum;
    }

    /// @param start nanoseconds since 1970
    Meter(String name, List<KeyValue> attributes, long start) {
        this.name = name;
        this.attributes = attributes;
        this.start = start;
    }

    void record(int status, double seconds) {
        Counted counted = byStatus.computeIfAbsent(status, any -> new Counted());
        int bucket = 0;
        while (bucket < BOUNDS.size() && seconds > BOUNDS.get(bucket)) {
            bucket++;
        }
        counted.buckets[bucket]++;
        counted.count++;
        counted.sum += seconds;
    }

    Metric metric(long now) {
        Histogram.Builder points = Histogram.newBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        byStatus.forEach((status, counted) -> points.addDataPoints(point(status, counted, now)));
        return Metric.newBuilder()
                .setName(name)
                .setUnit("s")
                .setHistogram(points)
                .build();
    }

    private HistogramDataPoint point(int status, Counted counted, long now) {
        HistogramDataPoint.Builder point = HistogramDataPoint.newBuilder()
                .setStartTimeUnixNano(start)
                .setTimeUnixNano(now)
                .setCount(counted.count)
                .setSum(counted.sum)
                .addAllExplicitBounds(BOUNDS)
                .addAllAttributes(attributes)
                .addAttributes(KeyValue.newBuilder()
                        .setKey("http.response.status_code")
                        .setValue(AnyValue.newBuilder().setIntValue(status)));
        if (status >= 500) {
            point.addAttributes(text("error.type", Integer.toString(status)));
        }
        for (long bucket : counted.buckets) {
            point.addBucketCounts(bucket);
        }
        return point.build();
    }

    static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }
}
