package nightshift.observe.otlp;

import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import nightshift.observe.otlp.wire.Refusal;
import nightshift.observe.otlp.wire.RefusedException;

/// Hands gRPC messages on as the bytes they are, without a generated parser.
final class GrpcBytes {
    /// Of requests: what can't be unpacked is remembered instead of thrown, since gRPC would answer UNKNOWN.
    static final Marshaller<RequestBytes> REQUEST = new Marshaller<>() {
        @Override
        public InputStream stream(RequestBytes value) {
            throw new UnsupportedOperationException("a server sends no requests");
        }

        @Override
        public RequestBytes parse(InputStream stream) {
            return unpacked(stream);
        }
    };

    /// Of responses.
    static final Marshaller<byte[]> RESPONSE = new Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            throw new UnsupportedOperationException("a server gets no responses");
        }
    };

    private GrpcBytes() {}

    private static RequestBytes unpacked(InputStream stream) {
        try {
            return RequestBytes.of(stream.readAllBytes());
        } catch (StatusRuntimeException e) {
            // gRPC's own count of what came out
            return RequestBytes.refused(new RefusedException(
                    Refusal.TOO_LARGE,
                    "the request is larger than the receiver's limit after decompression; send smaller batches"));
        } catch (IOException | RuntimeException e) {
            return RequestBytes.refused(
                    new RefusedException(Refusal.UNDECODABLE, "the request can't be decompressed: " + e.getMessage()));
        }
    }
}
