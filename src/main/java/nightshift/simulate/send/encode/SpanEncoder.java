package nightshift.simulate.send.encode;

import static nightshift.simulate.send.encode.Resources.attribute;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.BiConsumer;
import nightshift.simulate.send.plan.Dialect;
import nightshift.simulate.send.plan.SenderPlan;
import nightshift.simulate.send.row.Meaning;
import nightshift.simulate.send.sample.Names;
import nightshift.simulate.send.sample.Outcomes;
import nightshift.simulate.send.sample.Peers;
import nightshift.simulate.world.layout.Call;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.Operation;
import nightshift.simulate.world.layout.Protocol;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.physics.Ending;
import nightshift.simulate.world.run.Trace;

/// Turns a followed request into the spans that each service's tracing would make of it. A service that is not traced
/// makes none and passes nothing on: whoever it calls begins a trace of its own.
public final class SpanEncoder {
    private final Layout layout;
    private final SenderPlan plan;
    private final long epoch;
    private final Peers peers;

    /// @param epoch nanoseconds since 1970 at which the world began
    public SpanEncoder(Layout layout, SenderPlan plan, long epoch) {
        this.layout = layout;
        this.plan = plan;
        this.epoch = epoch;
        this.peers = new Peers(layout);
    }

    /// @param into takes each span with the pod that makes it
    public void encode(Trace trace, BiConsumer<String, Span> into) {
        request(trace.root(), new Context(trace.high(), trace.low(), 0), into);
    }

    /// What a request brings along.
    ///
    /// @param parent 0 for none
    private record Context(long high, long low, long parent) {}

    private void request(Trace.Request request, Context context, BiConsumer<String, Span> into) {
        Operation operation = layout.operations().get(request.operation());
        Service service = layout.services().get(operation.service());
        SenderPlan.Sending sending = plan.services().get(service.id());
        if (sending == null || !sending.dialect().spans()) {
            // An untraced process passes no context on, so that its callee's trace is another.
            for (Trace.Attempt attempt : request.attempts()) {
                answered(attempt, new Context(context.high(), context.low() ^ attempt.id(), 0), into);
            }
            return;
        }
        into.accept(request.pod(), served(request, operation, service, sending, context));
        for (Trace.Attempt attempt : request.attempts()) {
            into.accept(request.pod(), called(attempt, service, sending, context, request.id()));
            answered(attempt, new Context(context.high(), context.low(), attempt.id()), into);
        }
    }

    private void answered(Trace.Attempt attempt, Context passed, BiConsumer<String, Span> into) {
        Trace.Request answer = attempt.answer();
        if (answer != null) {
            request(answer, passed, into);
        }
    }

    private Span served(
            Trace.Request request, Operation operation, Service service, SenderPlan.Sending sending, Context context) {
        Outcomes outcomes = new Outcomes(sending.runtime());
        Ending ending = request.span().ending();
        boolean old = sending.dialect() == Dialect.CONVENTIONS_OLD;
        Span.Builder span = begin(request.id(), context, request.span());
        Map<Meaning, Object> facts = switch (service.protocol()) {
            case HTTP -> {
                span.setKind(SpanKind.SPAN_KIND_SERVER).setName(operation.name());
                put(span, old ? "http.method" : "http.request.method", Names.method(operation));
                put(span, "http.route", Names.route(operation));
                yield outcomes.httpServer(ending);
            }
            case GRPC -> {
                span.setKind(SpanKind.SPAN_KIND_SERVER).setName(operation.name());
                rpc(span, operation, old);
                yield outcomes.rpc(ending, true);
            }
            case MESSAGING -> {
                String queue = peers.queueOf(operation);
                span.setKind(SpanKind.SPAN_KIND_CONSUMER).setName(old ? queue + " process" : "process " + queue);
                messaging(span, queue, "process", old);
                yield outcomes.plain(ending);
            }
            case SCHEDULE -> {
                // As the instrumentations of schedulers do: nobody called, so it is nobody's server.
                span.setKind(SpanKind.SPAN_KIND_INTERNAL).setName(operation.name());
                yield outcomes.plain(ending);
            }
            case QUERY -> throw new IllegalArgumentException("a database is not traced: " + service);
        };
        return ended(span, facts, old, ending.bad());
    }

    private Span called(
            Trace.Attempt attempt, Service caller, SenderPlan.Sending sending, Context context, long parent) {
        Call call = layout.calls().get(attempt.call());
        Operation callee = layout.operations().get(call.callee());
        Outcomes outcomes = new Outcomes(sending.runtime());
        Ending ending = attempt.span().ending();
        boolean old = sending.dialect() == Dialect.CONVENTIONS_OLD;
        Protocol protocol = peers.protocol(call);
        Span.Builder span = begin(attempt.id(), new Context(context.high(), context.low(), parent), attempt.span())
                .setKind(SpanKind.SPAN_KIND_CLIENT);
        Map<Meaning, Object> facts = switch (protocol) {
            case HTTP -> {
                span.setName(Names.method(callee));
                put(span, old ? "http.method" : "http.request.method", Names.method(callee));
                yield outcomes.httpClient(ending);
            }
            case GRPC -> {
                span.setName(callee.name());
                rpc(span, callee, old);
                yield outcomes.rpc(ending, false);
            }
            case QUERY -> {
                query(span, callee, old);
                yield outcomes.plain(ending);
            }
            case MESSAGING -> {
                String queue = peers.queueOf(callee);
                span.setKind(SpanKind.SPAN_KIND_PRODUCER).setName(old ? queue + " publish" : "send " + queue);
                messaging(span, queue, old ? "publish" : "send", old);
                yield outcomes.plain(ending);
            }
            case SCHEDULE -> throw new IllegalArgumentException("nobody calls what the clock starts: " + callee);
        };
        if (protocol != Protocol.MESSAGING) {
            put(span, old ? "net.peer.name" : "server.address", peers.host(caller, callee.service()));
            put(span, old ? "net.peer.port" : "server.port", peers.port(callee.service()));
        }
        return ended(span, facts, old, ending != Ending.OK);
    }

    private Span.Builder begin(long id, Context context, Trace.Span times) {
        Span.Builder span = Span.newBuilder()
                .setTraceId(bytes(context.high(), context.low()))
                .setSpanId(bytes(id))
                .setStartTimeUnixNano(epoch + times.startNanos())
                .setEndTimeUnixNano(epoch + times.startNanos() + times.durationNanos());
        if (context.parent() != 0) {
            span.setParentSpanId(bytes(context.parent()));
        }
        return span;
    }

    private static Span ended(Span.Builder span, Map<Meaning, Object> facts, boolean old, boolean failed) {
        putFact(span, old ? "http.status_code" : "http.response.status_code", facts.get(Meaning.STATUS));
        if (old) {
            putFact(span, "rpc.grpc.status_code", facts.get(Meaning.RPC_STATUS));
        } else {
            putFact(span, "rpc.response.status_code", facts.get(Meaning.RPC_STATUS_NAME));
            putFact(span, "error.type", facts.get(Meaning.ERROR));
        }
        if (failed && facts.containsKey(Meaning.ERROR)) {
            span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
        }
        return span.build();
    }

    private static void rpc(Span.Builder span, Operation operation, boolean old) {
        if (old) {
            put(span, "rpc.system", "grpc");
            put(span, "rpc.service", Names.before(operation.name(), '/'));
            put(span, "rpc.method", Names.after(operation.name(), '/'));
        } else {
            put(span, "rpc.system.name", "grpc");
            put(span, "rpc.method", operation.name());
        }
    }

    private void query(Span.Builder span, Operation query, boolean old) {
        Map<Meaning, Object> facts = peers.query(query);
        span.setName(query.name());
        put(span, old ? "db.system" : "db.system.name", String.valueOf(facts.get(Meaning.DB_SYSTEM)));
        putFact(span, old ? "db.operation" : "db.operation.name", facts.get(Meaning.DB_OPERATION));
        putFact(span, old ? "db.name" : "db.namespace", facts.get(Meaning.DB_NAMESPACE));
        putFact(span, old ? "db.sql.table" : "db.collection.name", facts.get(Meaning.DB_COLLECTION));
    }

    private static void messaging(Span.Builder span, String queue, String operation, boolean old) {
        put(span, "messaging.system", "kafka");
        put(span, "messaging.destination.name", queue);
        put(span, old ? "messaging.operation" : "messaging.operation.name", operation);
    }

    private static void putFact(Span.Builder span, String key, @org.jspecify.annotations.Nullable Object value) {
        if (value != null) {
            put(span, key, value);
        }
    }

    private static void put(Span.Builder span, String key, Object value) {
        span.addAttributes(attribute(key, value));
    }

    private static ByteString bytes(long... words) {
        ByteBuffer buffer = ByteBuffer.allocate(words.length * Long.BYTES);
        for (long word : words) {
            buffer.putLong(word);
        }
        return ByteString.copyFrom(buffer.flip());
    }
}
