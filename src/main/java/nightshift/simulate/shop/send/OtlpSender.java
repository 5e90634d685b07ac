package nightshift.simulate.shop.send;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import nightshift.simulate.shop.Report;

/// Sends what a world has to tell as OTLP over gRPC and awaits the acks, so that all of it is applied before the
/// world's
/// time goes on. Used by one thread.
public final class OtlpSender implements AutoCloseable {
    private static final String SERVICES = "opentelemetry.proto.collector.";
    private static final int PATIENCE_SECONDS = 30;

    private final ManagedChannel channel;

    /// Connects to a port of this machine.
    public OtlpSender(int port) {
        this.channel = NettyChannelBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .usePlaintext()
                .directExecutor()
                .build();
    }

    /// Sends a report; returns when it was acknowledged.
    ///
    /// @throws io.grpc.StatusRuntimeException when it was refused or nobody answered
    public void send(Report report) {
        call("metrics.v1.MetricsService/Export", MetricEncoder.encode(report), ExportMetricsServiceResponse.parser());
        if (!report.spans().isEmpty()) {
            call("trace.v1.TraceService/Export", SpanEncoder.encode(report), ExportTraceServiceResponse.parser());
        }
        if (!report.lines().isEmpty() || !report.changes().isEmpty()) {
            call("logs.v1.LogsService/Export", LogEncoder.encode(report), ExportLogsServiceResponse.parser());
        }
    }

    private <A extends Message> void call(String method, Message request, Parser<A> answers) {
        MethodDescriptor<Message, A> descriptor = MethodDescriptor.<Message, A>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(SERVICES + method)
                .setRequestMarshaller(new Writer())
                .setResponseMarshaller(new Answer<>(answers))
                .build();
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
        ClientCalls.blockingUnaryCall((Channel) channel, descriptor, options, request);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private record Writer() implements MethodDescriptor.Marshaller<Message> {
        @Override
        public InputStream stream(Message value) {
            return value.toByteString().newInput();
        }

        @Override
        public Message parse(InputStream stream) {
            throw new UnsupportedOperationException("requests are only written here");
        }
    }

    private record Answer<A extends Message>(Parser<A> parser) implements MethodDescriptor.Marshaller<A> {
        @Override
        public InputStream stream(A value) {
            throw new UnsupportedOperationException("answers are only read here");
        }

        @Override
        public A parse(InputStream stream) {
            try {
                return parser.parseFrom(stream);
            } catch (InvalidProtocolBufferException notOtlp) {
                throw new IllegalStateException("the receiver's answer is not OTLP", notOtlp);
            } catch (IOException broken) {
                throw new java.io.UncheckedIOException(broken);
            }
        }
    }
}
