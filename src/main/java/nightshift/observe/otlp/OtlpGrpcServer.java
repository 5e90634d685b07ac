package nightshift.observe.otlp;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import nightshift.observe.otlp.request.BearerToken;
import nightshift.observe.otlp.request.Export;
import nightshift.observe.otlp.request.OtlpConfig;
import nightshift.observe.otlp.request.OtlpIntake;
import nightshift.observe.otlp.wire.RefusedException;

/// OTLP over gRPC. Decompression, decoding and applying run on a small pool of their own, not on the event loop; an
/// answer means that the request is applied.
public final class OtlpGrpcServer implements AutoCloseable {
    private static final int FLOW_CONTROL_WINDOW = 4 << 20;
    private static final int CALLS_PER_CONNECTION = 128;
    private static final int DRAIN_SECONDS = 2;

    private final Server server;
    private final ExecutorService workers;

    /// Binds and starts.
    ///
    /// @throws PortUnavailableException when the port is taken or the address is not ours
    public OtlpGrpcServer(OtlpConfig config, OtlpIntake intake) throws PortUnavailableException {
        this.workers = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().name("otlp-grpc-", 0).daemon(true).factory());
        try {
            this.server = builder(config, intake).build().start();
        } catch (IOException e) {
            workers.shutdown();
            throw new PortUnavailableException("the OTLP/gRPC server", config.host(), config.grpcPort(), e);
        }
    }

    /// The port it is bound to.
    public int port() {
        return server.getPort();
    }

    /// Takes no new requests, finishes those in work, then stops.
    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        workers.shutdown();
    }

    private NettyServerBuilder builder(OtlpConfig config, OtlpIntake intake) {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(config.host(), config.grpcPort()))
                .executor(workers)
                .decompressorRegistry(GrpcCodecs.decompressors())
                .intercept(new GrpcGate(intake, new BearerToken(config.tokens())))
                .maxInboundMessageSize(config.maxRequestBytes())
                .flowControlWindow(FLOW_CONTROL_WINDOW)
                .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION)
                // collectors ping every 10 s when keep-alive is on
                .permitKeepAliveTime(10, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true);
        for (Export export : Export.values()) {
            builder.addService(service(export, intake));
        }
        return builder;
    }

    private static BindableService service(Export export, OtlpIntake intake) {
        MethodDescriptor<RequestBytes, byte[]> method = MethodDescriptor.<RequestBytes, byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(export.grpcService(), "Export"))
                .setRequestMarshaller(GrpcBytes.REQUEST)
                .setResponseMarshaller(GrpcBytes.RESPONSE)
                .build();
        ServerServiceDefinition definition = ServerServiceDefinition.builder(export.grpcService())
                .addMethod(
                        method,
                        ServerCalls.asyncUnaryCall((RequestBytes request, StreamObserver<byte[]> answer) ->
                                answer(export, intake, request, answer)))
                .build();
        return () -> definition;
    }

    private static void answer(Export export, OtlpIntake intake, RequestBytes request, StreamObserver<byte[]> answer) {
        try {
            answer.onNext(intake.accept(export, request.get()));
            answer.onCompleted();
        } catch (RefusedException e) {
            answer.onError(GrpcRefusals.exception(e));
        }
    }
}
