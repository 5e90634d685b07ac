package nightshift.observe.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Requests as senders make them, by the generated classes.
final class Requests {
    static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private Requests() {}

    static long nanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }

    static Resource resource(String service, String instance) {
        return resource(Map.of("service.namespace", "shop", "service.name", service, "service.instance.id", instance));
    }

    static Resource resource(Map<String, String> attributes) {
        return Resource.newBuilder().addAllAttributes(attributes(attributes)).build();
    }

    static List<KeyValue> attributes(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(entry -> KeyValue.newBuilder()
                        .setKey(entry.getKey())
                        .setValue(AnyValue.newBuilder().setStringValue(entry.getValue()))
                        .build())
                .toList();
    }

    static byte[] metrics(Resource resource, Metric... metrics) {
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        request.addResourceMetricsBuilder()
                .setResource(resource)
                .addScopeMetricsBuilder()
                .addAllMetrics(Arrays.asList(metrics));
        return request.build().toByteArray();
    }

    static byte[] spans(Resource resource, Span... spans) {
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        request.addResourceSpansBuilder()
                .setResource(resource)
                .addScopeSpansBuilder()
                .addAllSpans(Arrays.asList(spans));
        return request.build().toByteArray();
    }

    static byte[] logs(Resource resource, LogRecord... records) {
        ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
        request.addResourceLogsBuilder()
                .setResource(resource)
                .addScopeLogsBuilder()
                .addAllLogRecords(Arrays.asList(records));
        return request.build().toByteArray();
    }

    static Metric gauge(String name, double value, Instant at) {
        return gauge(name, value, at, Map.of());
    }

    static Metric gauge(String name, double value, Instant at, Map<String, String> attributes) {
        Metric.Builder metric = Metric.newBuilder().setName(name);
        metric.getGaugeBuilder()
                .addDataPoints(NumberDataPoint.newBuilder()
                        .setTimeUnixNano(nanos(at))
                        .setAsDouble(value)
                        .addAllAttributes(attributes(attributes)));
        return metric.build();
    }

    static Metric sum(String name, long value, Instant start, Instant at) {
        return sum(name, value, start, at, AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE, true);
    }

    static Metric sum(
            String name, long value, Instant start, Instant at, AggregationTemporality temporality, boolean monotonic) {
        return Metric.newBuilder()
                .setName(name)
                .setSum(Sum.newBuilder()
                        .setAggregationTemporality(temporality)
                        .setIsMonotonic(monotonic)
                        .addDataPoints(NumberDataPoint.newBuilder()
                                .setStartTimeUnixNano(nanos(start))
                                .setTimeUnixNano(nanos(at))
                                .setAsInt(value)))
                .build();
    }

    static Metric histogram(
            String name, long count, double sum, Instant start, Instant at, Map<String, String> attributes) {
        return Metric.newBuilder()
                .setName(name)
                .setUnit("s")
                .setHistogram(Histogram.newBuilder()
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                        .addDataPoints(HistogramDataPoint.newBuilder()
                                .setStartTimeUnixNano(nanos(start))
                                .setTimeUnixNano(nanos(at))
                                .setCount(count)
                                .setSum(sum)
                                .addBucketCounts(count)
                                .addAllAttributes(attributes(attributes))))
                .build();
    }

    static Span.Builder span(long id, long parent, Span.SpanKind kind, String name, Instant end, double seconds) {
        Span.Builder span = Span.newBuilder()
                .setTraceId(ByteString.copyFrom(
                        ByteBuffer.allocate(16).putLong(0, 7).putLong(8, 9)))
                .setSpanId(id(id))
                .setKind(kind)
                .setName(name)
                .setStartTimeUnixNano(nanos(end) - (long) (seconds * 1e9))
                .setEndTimeUnixNano(nanos(end));
        return parent == 0 ? span : span.setParentSpanId(id(parent));
    }

    static LogRecord.Builder log(int severity, Instant at) {
        return LogRecord.newBuilder().setTimeUnixNano(nanos(at)).setSeverityNumberValue(severity);
    }

    private static ByteString id(long id) {
        return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(0, id));
    }
}
