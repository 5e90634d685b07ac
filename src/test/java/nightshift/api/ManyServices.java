package nightshift.api;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Services `many-0000` and so on, each of which calls the next and one of the first ten, as they export OTLP.
record ManyServices(int count) {
    private static final long REQUESTS = 50;
    private static final int SHARED = 10;
    private static final long WINDOW = 10_000_000_000L;

    static String called(int service) {
        return "many-%04d".formatted(service);
    }

    /// The requests that all of them answered in a window.
    byte[] metrics(Instant at) {
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        for (int service = 0; service < count; service++) {
            request.addResourceMetrics(ResourceMetrics.newBuilder()
                    .setResource(resource(service))
                    .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(duration(service, nanos(at)))));
        }
        return request.build().toByteArray();
    }

    private static Metric duration(int service, long nanos) {
        HistogramDataPoint point = HistogramDataPoint.newBuilder()
                .setStartTimeUnixNano(nanos - WINDOW)
                .setTimeUnixNano(nanos)
                .setCount(REQUESTS)
                .setSum((0.02 + service % 7 * 0.003) * REQUESTS)
                .addAttributes(text("http.response.status_code", "200"))
                .build();
        return Metric.newBuilder()
                .setName("http.server.request.duration")
                .setUnit("s")
                .setHistogram(Histogram.newBuilder()
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                        .addDataPoints(point))
                .build();
    }

    /// One call of each to each that it calls.
    byte[] spans(Instant at) {
        long end = nanos(at) - 1_000_000_000L;
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        for (int service = 0; service < count; service++) {
            ScopeSpans.Builder scope = ScopeSpans.newBuilder();
            for (int callee : callees(service)) {
                long call = call(service, callee);
                scope.addSpans(span(call, call, 0, Span.SpanKind.SPAN_KIND_CLIENT, end));
            }
            for (int caller = 0; caller < count; caller++) {
                if (callees(caller).contains(service)) {
                    long call = call(caller, service);
                    scope.addSpans(span(call, -call, call, Span.SpanKind.SPAN_KIND_SERVER, end));
                }
            }
            request.addResourceSpans(
                    ResourceSpans.newBuilder().setResource(resource(service)).addScopeSpans(scope));
        }
        return request.build().toByteArray();
    }

    private List<Integer> callees(int service) {
        List<Integer> callees = new ArrayList<>();
        if (service + 1 < count) {
            callees.add(service + 1);
        }
        if (service >= SHARED) {
            callees.add(service % SHARED);
        }
        return callees;
    }

    private static long call(int caller, int callee) {
        return (long) caller * 100_000 + callee + 1;
    }

    private static Span span(long trace, long id, long parent, Span.SpanKind kind, long end) {
        Span.Builder span = Span.newBuilder()
                .setTraceId(ByteString.copyFrom(
                        ByteBuffer.allocate(16).putLong(trace).putLong(1).flip()))
                .setSpanId(bytes(id))
                .setKind(kind)
                .setName("GET")
                .setStartTimeUnixNano(end - 20_000_000)
                .setEndTimeUnixNano(end);
        return (parent == 0 ? span : span.setParentSpanId(bytes(parent))).build();
    }

    private static ByteString bytes(long id) {
        return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(id).flip());
    }

    private static Resource resource(int service) {
        return Resource.newBuilder()
                .addAttributes(text("service.namespace", "shop"))
                .addAttributes(text("service.name", called(service)))
                .build();
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000L;
    }
}
