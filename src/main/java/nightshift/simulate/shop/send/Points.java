package nightshift.simulate.shop.send;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.util.List;
import nightshift.simulate.shop.Tally;

/// Data points of one moment.
final class Points {
    private static final List<Double> BOUNDS = bounds();

    private final Moments moments;
    private final long now;

    Points(Moments moments, long now) {
        this.moments = moments;
        this.now = now;
    }

    HistogramDataPoint histogram(Tally tally, List<KeyValue> attributes) {
        HistogramDataPoint.Builder point = HistogramDataPoint.newBuilder()
                .setStartTimeUnixNano(moments.unix(tally.since()))
                .setTimeUnixNano(now)
                .setCount(tally.count())
                .setSum(tally.sum())
                .setMin(tally.min())
                .setMax(tally.max())
                .addAllExplicitBounds(BOUNDS)
                .addAllAttributes(attributes);
        for (int bucket = 0; bucket <= Tally.bounds(); bucket++) {
            point.addBucketCounts(tally.bucket(bucket));
        }
        return point.build();
    }

    static Metric histogram(String name, Histogram.Builder points) {
        return Metric.newBuilder()
                .setName(name)
                .setUnit("s")
                .setHistogram(
                        points.setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE))
                .build();
    }

    Metric gauge(String name, String unit, double value) {
        return Metric.newBuilder()
                .setName(name)
                .setUnit(unit)
                .setGauge(Gauge.newBuilder()
                        .addDataPoints(NumberDataPoint.newBuilder()
                                .setTimeUnixNano(now)
                                .setAsDouble(value)))
                .build();
    }

    /// A non-monotonic sum, as an up-down counter is sent.
    ///
    /// @param since world nanoseconds at which counting began
    Metric level(String name, String unit, long since, List<NumberDataPoint.Builder> points) {
        return sum(name, unit, false, since, points);
    }

    /// A monotonic sum, as a counter is sent.
    ///
    /// @param since world nanoseconds at which counting began
    Metric counter(String name, String unit, long since, NumberDataPoint.Builder point) {
        return sum(name, unit, true, since, List.of(point));
    }

    private Metric sum(String name, String unit, boolean monotonic, long since, List<NumberDataPoint.Builder> points) {
        Sum.Builder sum = Sum.newBuilder()
                .setIsMonotonic(monotonic)
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        for (NumberDataPoint.Builder point : points) {
            sum.addDataPoints(point.setStartTimeUnixNano(moments.unix(since)).setTimeUnixNano(now));
        }
        return Metric.newBuilder().setName(name).setUnit(unit).setSum(sum).build();
    }

    private static List<Double> bounds() {
        Double[] bounds = new Double[Tally.bounds()];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = Tally.bound(i);
        }
        return List.of(bounds);
    }
}
