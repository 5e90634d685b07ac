package nightshift.simulate.send.encode;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.simulate.send.row.MetricRow;
import nightshift.simulate.send.sample.Sample;
import nightshift.simulate.world.chance.Durations;

/// Makes metrics of rows and samples. Samples that a row's attributes do not tell apart are added up, as an SDK's view
/// or an exposition would hold them.
public final class MetricEncoder {
    private final boolean delta;
    private final boolean timersHaveBuckets;

    public MetricEncoder(boolean delta, boolean timersHaveBuckets) {
        this.delta = delta;
        this.timersHaveBuckets = timersHaveBuckets;
    }

    /// One metric, or nothing where nothing was measured yet.
    ///
    /// @param now nanoseconds since 1970
    public Optional<Metric> encode(MetricRow row, List<Sample> samples, SeriesMemory memory, long now) {
        Map<List<KeyValue>, Sample.Value> points = new LinkedHashMap<>();
        for (Sample sample : samples) {
            points.merge(attributes(row, sample), sample.value(), MetricEncoder::added);
        }
        if (points.isEmpty()) {
            return Optional.empty();
        }
        Metric.Builder metric = Metric.newBuilder()
                .setName(row.name().text())
                .setUnit(row.name().unit());
        switch (row.shape()) {
            case HISTOGRAM -> metric.setHistogram(histogram(row, points, memory, now));
            case TIMER -> timer(row, points, memory, now, metric);
            case COUNTER -> metric.setSum(counter(row, points, memory, now));
            case UPDOWN -> metric.setSum(updown(row, points, memory, now));
            case GAUGE -> metric.setGauge(gauge(row, points, now));
        }
        return Optional.of(metric.build());
    }

    private static List<KeyValue> attributes(MetricRow row, Sample sample) {
        List<KeyValue> attributes = new ArrayList<>(row.attributes().size());
        for (MetricRow.Attribute attribute : row.attributes()) {
            Object value = attribute.meaning() == null
                    ? attribute.constant()
                    : sample.facts().get(attribute.meaning());
            if (value != null) {
                attributes.add(Resources.attribute(attribute.key(), value));
            }
        }
        return attributes;
    }

    private static Sample.Value added(Sample.Value one, Sample.Value other) {
        return switch (one) {
            case Sample.Value.Distribution first -> {
                Durations sum = first.durations().copy();
                sum.merge(((Sample.Value.Distribution) other).durations());
                yield new Sample.Value.Distribution(sum);
            }
            case Sample.Value.Timing first -> {
                Sample.Value.Timing second = (Sample.Value.Timing) other;
                yield new Sample.Value.Timing(first.count() + second.count(), first.seconds() + second.seconds());
            }
            case Sample.Value.Total first ->
                new Sample.Value.Total(first.total() + ((Sample.Value.Total) other).total());
            case Sample.Value.Level first ->
                new Sample.Value.Level(first.level() + ((Sample.Value.Level) other).level());
        };
    }

    private AggregationTemporality temporality() {
        return delta
                ? AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA
                : AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
    }

    private Histogram histogram(
            MetricRow row, Map<List<KeyValue>, Sample.Value> points, SeriesMemory memory, long now) {
        Histogram.Builder histogram = Histogram.newBuilder().setAggregationTemporality(temporality());
        points.forEach((attributes, value) -> {
            Buckets buckets = Buckets.of(row, attributes, value, memory);
            // Delta tells only of what was measured since.
            if (!delta || buckets.count() > 0) {
                histogram.addDataPoints(HistogramDataPoint.newBuilder()
                        .setStartTimeUnixNano(buckets.start())
                        .setTimeUnixNano(now)
                        .setCount(buckets.count())
                        .setSum(buckets.sum())
                        .addAllBucketCounts(buckets.counts())
                        .addAllExplicitBounds(row.bounds().upper())
                        .addAllAttributes(attributes));
            }
        });
        return histogram.build();
    }

    private void timer(
            MetricRow row,
            Map<List<KeyValue>, Sample.Value> points,
            SeriesMemory memory,
            long now,
            Metric.Builder metric) {
        if (timersHaveBuckets) {
            metric.setHistogram(histogram(row, points, memory, now));
            return;
        }
        Summary.Builder summary = Summary.newBuilder();
        points.forEach((attributes, value) -> {
            Buckets buckets = Buckets.of(row, attributes, value, memory);
            summary.addDataPoints(SummaryDataPoint.newBuilder()
                    .setStartTimeUnixNano(buckets.start())
                    .setTimeUnixNano(now)
                    .setCount(buckets.count())
                    .setSum(buckets.sum())
                    .addAllAttributes(attributes));
        });
        metric.setSummary(summary);
    }

    private Sum counter(MetricRow row, Map<List<KeyValue>, Sample.Value> points, SeriesMemory memory, long now) {
        Sum.Builder sum = Sum.newBuilder().setIsMonotonic(true).setAggregationTemporality(temporality());
        points.forEach((attributes, value) -> {
            SeriesMemory.Since<Double> since = memory.total(row.name().text(), attributes, number(value));
            sum.addDataPoints(NumberDataPoint.newBuilder()
                    .setStartTimeUnixNano(since.start())
                    .setTimeUnixNano(now)
                    .setAsDouble(since.value())
                    .addAllAttributes(attributes));
        });
        return sum.build();
    }

    /// Up-down counters stay cumulative whatever is preferred (specification, metrics SDK OTLP exporter).
    private static Sum updown(MetricRow row, Map<List<KeyValue>, Sample.Value> points, SeriesMemory memory, long now) {
        Sum.Builder sum =
                Sum.newBuilder().setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        points.forEach((attributes, value) -> sum.addDataPoints(NumberDataPoint.newBuilder()
                .setStartTimeUnixNano(memory.start(row.name().text(), attributes))
                .setTimeUnixNano(now)
                .setAsInt(Math.round(number(value)))
                .addAllAttributes(attributes)));
        return sum.build();
    }

    private static Gauge gauge(MetricRow row, Map<List<KeyValue>, Sample.Value> points, long now) {
        Gauge.Builder gauge = Gauge.newBuilder();
        points.forEach((attributes, value) -> gauge.addDataPoints(NumberDataPoint.newBuilder()
                .setTimeUnixNano(now)
                .setAsDouble(number(value) * row.name().factor())
                .addAllAttributes(attributes)));
        return gauge.build();
    }

    private static double number(Sample.Value value) {
        return switch (value) {
            case Sample.Value.Level level -> level.level();
            case Sample.Value.Total total -> total.total();
            case Sample.Value.Distribution distribution ->
                throw new IllegalArgumentException("durations are no number: " + distribution);
            case Sample.Value.Timing timing -> throw new IllegalArgumentException("durations are no number: " + timing);
        };
    }
}
