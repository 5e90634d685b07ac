package nightshift.simulate.shop.send;

import static nightshift.simulate.shop.send.Attributes.number;
import static nightshift.simulate.shop.send.Attributes.text;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import nightshift.simulate.shop.Instance;
import nightshift.simulate.shop.Report;
import nightshift.simulate.shop.Span;

/// Sampled requests as spans, by process.
final class SpanEncoder {
    private SpanEncoder() {}

    static ExportTraceServiceRequest encode(Report report) {
        Moments moments = new Moments(report.start());
        Map<Instance, ScopeSpans.Builder> byProcess = new LinkedHashMap<>();
        for (Span span : report.spans()) {
            byProcess
                    .computeIfAbsent(span.instance(), fresh -> ScopeSpans.newBuilder())
                    .addSpans(encode(span, moments));
        }
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        byProcess.forEach((instance, spans) -> request.addResourceSpans(ResourceSpans.newBuilder()
                .setResource(Attributes.process(instance))
                .addScopeSpans(spans)));
        return request.build();
    }

    private static io.opentelemetry.proto.trace.v1.Span.Builder encode(Span span, Moments moments) {
        io.opentelemetry.proto.trace.v1.Span.Builder encoded = io.opentelemetry.proto.trace.v1.Span.newBuilder()
                .setTraceId(bytes(span.high(), span.low()))
                .setSpanId(bytes(span.id()))
                .setName(name(span))
                .setKind(kind(span.role()))
                .setStartTimeUnixNano(moments.unix(span.start()))
                .setEndTimeUnixNano(moments.unix(span.end()));
        if (span.parent() != 0) {
            encoded.setParentSpanId(bytes(span.parent()));
        }
        attributes(span, encoded);
        if (!span.reply().ok()) {
            encoded.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
            encoded.addAttributes(text("error.type", span.reply().errorType()));
        }
        return encoded;
    }

    private static void attributes(Span span, io.opentelemetry.proto.trace.v1.Span.Builder encoded) {
        switch (span.role()) {
            case SERVER -> http(span, encoded).addAttributes(text("http.route", span.subject()));
            case CLIENT -> http(span, encoded).addAttributes(text("server.address", span.peer()));
            case DATABASE ->
                encoded.addAttributes(text("db.system.name", "postgresql"))
                        .addAttributes(text("db.namespace", span.peer()))
                        .addAttributes(text("server.address", span.peer()));
            case CONSUMER ->
                encoded.addAttributes(text("messaging.system", "kafka"))
                        .addAttributes(text("messaging.destination.name", span.subject()));
        }
    }

    private static io.opentelemetry.proto.trace.v1.Span.Builder http(
            Span span, io.opentelemetry.proto.trace.v1.Span.Builder encoded) {
        encoded.addAttributes(text("http.request.method", span.method()));
        if (span.reply().status() > 0) {
            encoded.addAttributes(
                    number("http.response.status_code", span.reply().status()));
        }
        return encoded;
    }

    /// What instrumentations call it: a client knows no route.
    private static String name(Span span) {
        return switch (span.role()) {
            case SERVER, DATABASE -> span.method() + " " + span.subject();
            case CLIENT -> span.method();
            case CONSUMER -> span.subject() + " " + span.method();
        };
    }

    private static SpanKind kind(Span.Role role) {
        return switch (role) {
            case SERVER -> SpanKind.SPAN_KIND_SERVER;
            case CLIENT, DATABASE -> SpanKind.SPAN_KIND_CLIENT;
            case CONSUMER -> SpanKind.SPAN_KIND_CONSUMER;
        };
    }

    private static ByteString bytes(long... words) {
        ByteBuffer buffer = ByteBuffer.allocate(words.length * Long.BYTES);
        for (long word : words) {
            buffer.putLong(word);
        }
        return ByteString.copyFrom(buffer.flip());
    }
}
