package nightshift.observe.otlp;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import nightshift.observe.ObserveConfig;
import nightshift.observe.Observer;
import nightshift.observe.naming.SignalDictionary;
import nightshift.observe.otlp.request.OtlpConfig;
import nightshift.observe.otlp.request.OtlpIntake;

/// Both servers on free ports, over one observer.
final class Servers implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Observer observer = new Observer(ObserveConfig.defaults(), SignalDictionary.shipped());
    private final OtlpGrpcServer grpc;
    private final OtlpHttpServer http;

    /// Arrivals are stamped by the machine's clock.
    Servers(OtlpConfig config) {
        this(config, InstantSource.system());
    }

    /// @param clock stamps arrivals
    Servers(OtlpConfig config, InstantSource clock) {
        OtlpConfig free = config.ports(0, 0);
        OtlpIntake intake = new OtlpIntake(free, observer, clock);
        try {
            this.grpc = new OtlpGrpcServer(free, intake);
            this.http = new OtlpHttpServer(free, intake, vertx);
        } catch (PortUnavailableException e) {
            throw new AssertionError(e);
        }
    }

    static Servers start() {
        return new Servers(OtlpConfig.defaults());
    }

    Observer observer() {
        return observer;
    }

    int grpcPort() {
        return grpc.port();
    }

    int httpPort() {
        return http.port();
    }

    Vertx vertx() {
        return vertx;
    }

    @Override
    public void close() {
        grpc.close();
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
