package nightshift.simulate.judge;

import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nightshift.fact.Change;
import nightshift.fact.Incident;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Remedy;
import nightshift.simulate.trial.Statement;
import nightshift.simulate.trial.Trial;
import nightshift.simulate.trial.TrialSetup;

/// A Nightshift that takes everything and does nothing.
final class SinkTrial implements Trial {
    final TrialSetup setup;
    final List<Instant> steps = new ArrayList<>();
    final AtomicInteger exports = new AtomicInteger();
    boolean closed;
    private final Server server;

    SinkTrial(TrialSetup setup) {
        this.setup = setup;
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        for (String service : List.of("metrics.v1.Metrics", "trace.v1.Trace", "logs.v1.Logs")) {
            builder.addService(sink("opentelemetry.proto.collector." + service + "Service"));
        }
        try {
            this.server = builder.build().start();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    @Override
    public int otlpPort() {
        return server.getPort();
    }

    @Override
    public void step(Instant now) {
        steps.add(now);
    }

    @Override
    public void submit(Command command) {}

    @Override
    public void tell(Change change) {}

    @Override
    public List<Incident> incidents() {
        return List.of();
    }

    @Override
    public List<Statement> statements() {
        return List.of();
    }

    @Override
    public List<Remedy> decisions() {
        return List.of();
    }

    @Override
    public void close() {
        closed = true;
        server.shutdownNow();
    }

    private ServerServiceDefinition sink(String service) {
        MethodDescriptor<byte[], byte[]> export = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(service + "/Export")
                .setRequestMarshaller(new Bytes())
                .setResponseMarshaller(new Bytes())
                .build();
        return ServerServiceDefinition.builder(service)
                .addMethod(export, ServerCalls.asyncUnaryCall((request, observer) -> {
                    exports.incrementAndGet();
                    observer.onNext(new byte[0]);
                    observer.onCompleted();
                }))
                .build();
    }

    private record Bytes() implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
