package nightshift.simulate.send.channel;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// OTLP over gRPC to a port of this machine. Each call awaits its ack. Used by one thread.
public final class OtlpChannel implements Collector, AutoCloseable {
    private static final String SERVICES = "opentelemetry.proto.collector.";
    private static final int PATIENCE_SECONDS = 30;

    private final ManagedChannel channel;

    public OtlpChannel(int port) {
        channel = NettyChannelBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .usePlaintext()
                .directExecutor()
                .build();
    }

    /// @throws io.grpc.StatusRuntimeException when it was refused or nobody answered
    @Override
    public void metrics(ExportMetricsServiceRequest request) {
        call("metrics.v1.MetricsService/Export", request, ExportMetricsServiceResponse.parser());
    }

    @Override
    public void spans(ExportTraceServiceRequest request) {
        call("trace.v1.TraceService/Export", request, ExportTraceServiceResponse.parser());
    }

    @Override
    public void logs(ExportLogsServiceRequest request) {
        call("logs.v1.LogsService/Export", request, ExportLogsServiceResponse.parser());
    }

    private <A extends Message> void call(String method, Message request, Parser<A> answers) {
        MethodDescriptor<Message, A> descriptor = MethodDescriptor.<Message, A>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(SERVICES + method)
                .setRequestMarshaller(new Written())
                .setResponseMarshaller(new Read<>(answers))
                .build();
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
        ClientCalls.blockingUnaryCall(channel, descriptor, options, request);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private record Written() implements MethodDescriptor.Marshaller<Message> {
        @Override
        public InputStream stream(Message value) {
            return value.toByteString().newInput();
        }

        @Override
        public Message parse(InputStream stream) {
            throw new UnsupportedOperationException("requests are only written here");
        }
    }

    private record Read<A extends Message>(Parser<A> parser) implements MethodDescriptor.Marshaller<A> {
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
            }
        }
    }
}
