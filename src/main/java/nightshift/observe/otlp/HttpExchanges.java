package nightshift.observe.otlp;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Objects;
import nightshift.observe.otlp.request.BearerToken;
import nightshift.observe.otlp.request.Compression;
import nightshift.observe.otlp.request.Export;
import nightshift.observe.otlp.request.OtlpConfig;
import nightshift.observe.otlp.request.OtlpIntake;
import nightshift.observe.otlp.request.Replies;
import nightshift.observe.otlp.wire.Refusal;
import nightshift.observe.otlp.wire.RefusedException;

/// Takes one HTTP request after the other: checks what the head says, collects the body within its limit, has it
/// applied off the event loop, and answers. Every refusal has a `google.rpc.Status` as its body, in protobuf when the
/// request was, else in JSON.
final class HttpExchanges {
    private static final String PROTOBUF = "application/x-protobuf";

    private final OtlpIntake intake;
    private final Vertx vertx;
    private final BearerToken token;
    private final Compression compression;
    private final int limit;

    HttpExchanges(OtlpConfig config, OtlpIntake intake, Vertx vertx) {
        this.intake = intake;
        this.vertx = vertx;
        this.token = new BearerToken(config.tokens());
        this.compression = new Compression(config.maxRequestBytes());
        this.limit = config.maxRequestBytes();
    }

    void handle(HttpServerRequest request) {
        Export export;
        try {
            export = export(request);
            token.check(request.getHeader("Authorization"));
            checkMediaType(request);
            intake.enter();
        } catch (RefusedException e) {
            refuse(request, e);
            return;
        }
        collect(request, export);
    }

    private void collect(HttpServerRequest request, Export export) {
        HttpServerResponse response = request.response();
        Entry entry = new Entry(intake);
        response.endHandler(end -> entry.leave()).closeHandler(close -> entry.leave());
        Buffer body = Buffer.buffer();
        long[] ignored = {0};
        request.handler(chunk -> {
            if (response.ended()) {
                // a sender that is still writing could not read the answer if the connection broke at once
                ignored[0] += chunk.length();
                if (ignored[0] > limit) {
                    request.connection().close();
                }
            } else if (body.length() + chunk.length() > limit) {
                refuse(
                        request,
                        new RefusedException(
                                Refusal.TOO_LARGE,
                                "the body is larger than " + limit + " bytes; send smaller batches"));
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> {
            if (!response.ended()) {
                apply(request, export, body.getBytes());
            }
        });
    }

    private void apply(HttpServerRequest request, Export export, byte[] body) {
        String encoding = Objects.requireNonNullElse(request.getHeader("Content-Encoding"), "");
        vertx.executeBlocking(() -> intake.accept(export, compression.unpack(encoding, body)), false)
                .onSuccess(answer -> {
                    if (!request.response().closed()) {
                        request.response().putHeader("Content-Type", PROTOBUF).end(Buffer.buffer(answer));
                    }
                })
                .onFailure(failure -> refuse(
                        request,
                        failure instanceof RefusedException refused
                                ? refused
                                : new RefusedException(Refusal.BROKEN, "the receiver failed: " + failure)));
    }

    private static Export export(HttpServerRequest request) throws RefusedException {
        for (Export export : Export.values()) {
            if (export.path().equals(request.path())) {
                if (!request.method().equals(HttpMethod.POST)) {
                    throw new RefusedException(
                            Refusal.WRONG_METHOD, request.method() + " on " + export.path() + "; expected POST");
                }
                return export;
            }
        }
        throw new RefusedException(Refusal.UNKNOWN_PATH, "nothing here; expected /v1/metrics, /v1/traces or /v1/logs");
    }

    private static void checkMediaType(HttpServerRequest request) throws RefusedException {
        String type = mediaType(request);
        if (!type.equals(PROTOBUF)) {
            throw new RefusedException(
                    Refusal.UNKNOWN_MEDIA_TYPE,
                    "Content-Type is '" + type + "'; expected " + PROTOBUF
                            + " (in an SDK: OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf)");
        }
    }

    private static String mediaType(HttpServerRequest request) {
        String type = Objects.requireNonNullElse(request.getHeader("Content-Type"), "");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    private static void refuse(HttpServerRequest request, RefusedException refused) {
        Refusal refusal = refused.refusal();
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        int delay = refusal.retryable() ? Replies.retrySeconds() : 0;
        response.setStatusCode(refusal.httpStatus());
        if (delay > 0) {
            response.putHeader("Retry-After", Integer.toString(delay));
        }
        if (refusal == Refusal.WRONG_METHOD) {
            response.putHeader("Allow", "POST");
        }
        if (mediaType(request).equals(PROTOBUF)) {
            byte[] status = Replies.status(refusal.grpcCode(), refused.sentence(), delay);
            response.putHeader("Content-Type", PROTOBUF).end(Buffer.buffer(status));
        } else {
            JsonObject status = new JsonObject().put("code", refusal.grpcCode()).put("message", refused.sentence());
            response.putHeader("Content-Type", "application/json").end(status.toBuffer());
        }
    }

    /// Leaves the intake once, however the exchange ends. On its event loop alone.
    private static final class Entry {
        private final OtlpIntake intake;
        private boolean left;

        Entry(OtlpIntake intake) {
            this.intake = intake;
        }

        void leave() {
            if (!left) {
                left = true;
                intake.leave();
            }
        }
    }
}
