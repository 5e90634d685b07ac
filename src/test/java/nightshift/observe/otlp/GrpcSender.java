package nightshift.observe.otlp;

import com.github.luben.zstd.ZstdOutputStream;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Codec;
import io.grpc.CompressorRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import nightshift.observe.otlp.request.Export;
import org.xerial.snappy.SnappyFramedOutputStream;

/// Sends bytes over one gRPC connection, as collectors do; also bytes that no generated class would make.
final class GrpcSender implements AutoCloseable {
    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private final ManagedChannel channel;

    GrpcSender(int port) {
        CompressorRegistry compressors = CompressorRegistry.newEmptyInstance();
        compressors.register(new Codec.Gzip());
        compressors.register(codec("zstd", ZstdOutputStream::new));
        compressors.register(codec("snappy", SnappyFramedOutputStream::new));
        compressors.register(codec("lz4", stream -> stream));
        this.channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .compressorRegistry(compressors)
                .maxInboundMessageSize(8 << 20)
                .build();
    }

    /// Sends one request and waits for its answer.
    ///
    /// @param encoding none for `identity`
    byte[] send(Export export, String encoding, byte[] request) {
        return send(export, encoding, request, new Metadata());
    }

    byte[] send(Export export, String encoding, byte[] request, Metadata headers) {
        MethodDescriptor<byte[], byte[]> method = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(export.grpcService() + "/Export")
                .setRequestMarshaller(BYTES)
                .setResponseMarshaller(BYTES)
                .build();
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS);
        return ClientCalls.blockingUnaryCall(
                ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
                method,
                encoding.equals("identity") ? options : options.withCompression(encoding),
                request);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private interface Packing {
        OutputStream of(OutputStream stream) throws IOException;
    }

    private static Codec codec(String name, Packing packing) {
        return new Codec() {
            @Override
            public String getMessageEncoding() {
                return name;
            }

            @Override
            public InputStream decompress(InputStream stream) {
                return stream;
            }

            @Override
            public OutputStream compress(OutputStream stream) throws IOException {
                return packing.of(stream);
            }
        };
    }
}
