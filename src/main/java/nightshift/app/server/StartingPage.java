package nightshift.app.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import nightshift.app.settings.Settings;
import nightshift.journal.window.WindowStore;
import org.jspecify.annotations.Nullable;

/// Answers on the server's own port while a start takes in a long past, which may last minutes: it is
/// alive, it is not ready, and it says why. It makes room before the server itself listens.
final class StartingPage implements AutoCloseable {
    /// A smaller store is taken in within some seconds, in which a port that is closed is what everybody expects of a
    /// start.
    static final long LONG_BYTES = 4L << 20;

    private static final Logger LOG = System.getLogger(StartingPage.class.getName());
    private static final String STARTING = """
            {"status":"%s","checks":[{"name":"nightshift","status":"%s","data":{\
            "reasons":"starting: it takes in the windows that it kept, and listens for telemetry when it has"}}]}
            """;

    /// How long the port may take to be free after the close, and the wait between two looks at it. A port that is
    /// taken for longer belongs to somebody else, which is for the server itself to say.
    private static final Duration FREE_WITHIN = Duration.ofSeconds(5);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private final @Nullable HttpServer listening;
    private final InetSocketAddress address;

    private StartingPage(@Nullable HttpServer listening, Settings.Ports ports) {
        this.listening = listening;
        this.address = new InetSocketAddress(ports.host(), ports.http());
    }

    /// Listens if the past is long. A port that is taken is for the server itself to refuse.
    static StartingPage open(Vertx vertx, Settings.Ports ports, Path data) {
        if (ports.http() == 0 || bytes(WindowStore.in(data)) < LONG_BYTES) {
            return new StartingPage(null, ports);
        }
        HttpServer server = vertx.createHttpServer().requestHandler(StartingPage::answer);
        try {
            server.listen(ports.http(), ports.host())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return new StartingPage(server, ports);
        } catch (CompletionException taken) {
            LOG.log(Level.WARNING, "nobody hears that it is starting: {0}", String.valueOf(taken.getMessage()));
            return new StartingPage(null, ports);
        }
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException none) {
            return 0;
        }
    }

    private static void answer(HttpServerRequest request) {
        boolean live = "/q/health/live".equals(request.path());
        String status = live ? "UP" : "DOWN";
        request.response()
                .setStatusCode(live ? 200 : 503)
                .putHeader("Content-Type", "application/json")
                .putHeader("Retry-After", "5")
                .end(String.format(Locale.ROOT, STARTING, status, status));
    }

    /// The port is free when this returns. The close alone does not say so: a socket that a selector knows is given
    /// back only when that selector looks again, which may be after the close is told.
    @Override
    public void close() {
        if (listening == null) {
            return;
        }
        listening.close().toCompletionStage().toCompletableFuture().join();
        long looks = FREE_WITHIN.dividedBy(BETWEEN_LOOKS);
        for (long look = 0; look < looks && !free(); look++) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private boolean free() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(address);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
