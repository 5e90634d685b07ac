package nightshift.observe.otlp;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import nightshift.observe.otlp.request.Replies;
import nightshift.observe.otlp.wire.RefusedException;

/// A refusal as gRPC says it: the code, the sentence, and the same as a `google.rpc.Status` in the trailers.
final class GrpcRefusals {
    private static final Metadata.Key<byte[]> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

    private GrpcRefusals() {}

    static StatusException exception(RefusedException refused) {
        return new StatusException(status(refused), trailers(refused));
    }

    static Status status(RefusedException refused) {
        return Status.fromCodeValue(refused.refusal().grpcCode()).withDescription(refused.sentence());
    }

    static Metadata trailers(RefusedException refused) {
        int delay = refused.refusal().retryable() ? Replies.retrySeconds() : 0;
        Metadata trailers = new Metadata();
        trailers.put(DETAILS, Replies.status(refused.refusal().grpcCode(), refused.sentence(), delay));
        return trailers;
    }
}
