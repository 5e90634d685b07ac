package nightshift.observe.otlp;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.concurrent.atomic.AtomicBoolean;
import nightshift.observe.otlp.request.BearerToken;
import nightshift.observe.otlp.request.OtlpIntake;
import nightshift.observe.otlp.wire.RefusedException;

/// Checks each call before its body is read: the token, and whether there is room for another one. A body that can't be
/// decompressed is the sender's error and is told as such.
final class GrpcGate implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final OtlpIntake intake;
    private final BearerToken token;

    GrpcGate(OtlpIntake intake, BearerToken token) {
        this.intake = intake;
        this.token = token;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        try {
            token.check(headers.get(AUTHORIZATION));
            intake.enter();
        } catch (RefusedException e) {
            call.close(GrpcRefusals.status(e), GrpcRefusals.trailers(e));
            return new ServerCall.Listener<>() {};
        }
        AtomicBoolean left = new AtomicBoolean();
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
            @Override
            public void onComplete() {
                leave();
                super.onComplete();
            }

            @Override
            public void onCancel() {
                leave();
                super.onCancel();
            }

            private void leave() {
                if (left.compareAndSet(false, true)) {
                    intake.leave();
                }
            }
        };
    }
}
