package nightshift.observe.otlp;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Durations of a service's answers in seconds, and the histograms that a sender makes of them.
record Durations(AggregationTemporality temporality, Instant start, Instant end) {
    /// What the semantic conventions advise.
    static final double[] ADVISED = {0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10};

    static Durations since(Instant start, Instant end) {
        return new Durations(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE, start, end);
    }

    static Durations delta(Instant start, Instant end) {
        return new Durations(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA, start, end);
    }

    /// Log-normal, with a median.
    static double[] around(double median, int count, long seed) {
        Random random = new Random(seed);
        return DoubleStream.generate(() -> median * Math.exp(0.5 * random.nextGaussian()))
                .limit(count)
                .toArray();
    }

    static double[] together(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    /// The value of that rank, rounded down.
    static double exact(double quantile, double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (quantile * (sorted.length - 1))];
    }

    /// As many bounds as asked, each so many times the one before.
    static double[] bounds(double first, double times, int count) {
        return IntStream.range(0, count)
                .mapToDouble(at -> first * Math.pow(times, at))
                .toArray();
    }

    Metric explicit(double[] bounds, double... values) {
        long[] counts = new long[bounds.length + 1];
        for (double value : values) {
            int at = Arrays.binarySearch(bounds, value);
            counts[at < 0 ? -at - 1 : at]++;
        }
        HistogramDataPoint.Builder point = HistogramDataPoint.newBuilder()
                .setStartTimeUnixNano(Requests.nanos(start))
                .setTimeUnixNano(Requests.nanos(end))
                .setCount(values.length)
                .setSum(DoubleStream.of(values).sum());
        Arrays.stream(counts).forEach(point::addBucketCounts);
        Arrays.stream(bounds).forEach(point::addExplicitBounds);
        return metric(point);
    }

    Metric metric(HistogramDataPoint.Builder point) {
        return Metric.newBuilder()
                .setName("http.server.request.duration")
                .setUnit("s")
                .setHistogram(Histogram.newBuilder()
                        .setAggregationTemporality(temporality)
                        .addDataPoints(point))
                .build();
    }

    Metric exponential(int scale, double... values) {
        int[] places = DoubleStream.of(values)
                .mapToInt(value -> (int) Math.ceil(Math.log(value) / Math.log(2) * Math.scalb(1.0, scale)) - 1)
                .toArray();
        int first = Arrays.stream(places).min().orElse(0);
        int last = Arrays.stream(places).max().orElse(0);
        long[] counts = new long[last - first + 1];
        Arrays.stream(places).forEach(place -> counts[place - first]++);
        ExponentialHistogramDataPoint.Builder point = ExponentialHistogramDataPoint.newBuilder()
                .setStartTimeUnixNano(Requests.nanos(start))
                .setTimeUnixNano(Requests.nanos(end))
                .setCount(values.length)
                .setScale(scale)
                .setSum(DoubleStream.of(values).sum());
        point.getPositiveBuilder().setOffset(first);
        Arrays.stream(counts).forEach(point.getPositiveBuilder()::addBucketCounts);
        return Metric.newBuilder()
                .setName("http.server.request.duration")
                .setUnit("s")
                .setExponentialHistogram(ExponentialHistogram.newBuilder()
                        .setAggregationTemporality(temporality)
                        .addDataPoints(point))
                .build();
    }
}
