package nightshift.observe.otlp;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import nightshift.observe.otlp.request.OtlpConfig;
import nightshift.observe.otlp.request.OtlpIntake;

/// OTLP over HTTP with protobuf bodies, HTTP/1.1 and h2c. Bodies are collected on the event loop and unpacked, decoded
/// and applied on Vert.x's workers; an answer means that the request is applied.
public final class OtlpHttpServer implements AutoCloseable {
    private static final int DRAIN_SECONDS = 2;

    private static final int IDLE_SECONDS = 120;

    private final HttpServer server;

    /// Binds and starts. Not on an event loop: it waits for the port.
    ///
    /// @throws PortUnavailableException when the port is taken or the address is not ours
    public OtlpHttpServer(OtlpConfig config, OtlpIntake intake, Vertx vertx) throws PortUnavailableException {
        HttpExchanges exchanges = new HttpExchanges(config, intake, vertx);
        this.server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost(config.host())
                        .setPort(config.httpPort())
                        // unpacked by hand, within limits and with OTLP's own answers
                        .setDecompressionSupported(false)
                        .setHttp2ClearTextEnabled(true)
                        .setIdleTimeout(IDLE_SECONDS))
                .requestHandler(exchanges::handle);
        try {
            server.listen().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new PortUnavailableException("the OTLP/HTTP server", config.host(), config.httpPort(), e);
        }
    }

    /// The port it is bound to.
    public int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        server.close()
                .toCompletionStage()
                .toCompletableFuture()
                .completeOnTimeout(null, DRAIN_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
