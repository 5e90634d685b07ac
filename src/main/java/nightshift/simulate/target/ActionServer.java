package nightshift.simulate.target;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The world's HTTP port for actions, on loopback and a free port.
public final class ActionServer implements AutoCloseable {
    private static final String PATH = "/actions";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ActionDesk desk;
    private final Signature signature;
    private final InstantSource clock;

    /// Opens the port.
    ///
    /// @param secret with which orders must be signed
    /// @param clock the world's
    public ActionServer(ActionDesk desk, String secret, InstantSource clock) {
        this.desk = desk;
        this.signature = new Signature(secret);
        this.clock = clock;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException("no free port on loopback for the world's actions", noPort);
        }
        server.setExecutor(threads);
        server.createContext(PATH, this::handle);
        server.start();
    }

    /// Where orders go.
    public ActionAddress address(String secret) {
        return new ActionAddress(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH), secret);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Response response = answer(exchange, body);
            byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            if (response.status() == Response.ACCEPTED) {
                exchange.getResponseHeaders().set("Location", PATH + "/" + response.id());
            }
            exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Response answer(HttpExchange exchange, String body) {
        String method = exchange.getRequestMethod();
        String rest = exchange.getRequestURI().getPath().substring(PATH.length());
        Optional<String> objection = method.equals("GET") ? Optional.empty() : objection(exchange, body);
        if (objection.isPresent()) {
            return Response.error(401, objection.get());
        }
        try {
            return switch (method) {
                case "POST" ->
                    rest.isEmpty()
                            ? post(exchange, body)
                            : rest.endsWith("/undo")
                                    ? undo(rest.substring(1, rest.length() - "/undo".length()))
                                    : Response.error(404, "no such address");
                case "GET" -> poll(rest.isEmpty() ? "" : rest.substring(1));
                case "DELETE" -> cancel(rest.isEmpty() ? "" : rest.substring(1));
                default -> Response.error(405, method + " means nothing here");
            };
        } catch (RefusedOrder refused) {
            return Response.error(422, String.valueOf(refused.getMessage()));
        }
    }

    private Optional<String> objection(HttpExchange exchange, String body) {
        return signature.objection(
                exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                body,
                clock.instant());
    }

    private Response post(HttpExchange exchange, String body) throws RefusedOrder {
        OrderReader.Read read = OrderReader.read(body);
        if (read.problem() != null || read.order() == null) {
            return Response.error(400, String.valueOf(read.problem()));
        }
        Order order = read.order();
        if (!order.id().equals(exchange.getRequestHeaders().getFirst("webhook-id"))) {
            return Response.error(400, "field 'id' must equal the header webhook-id");
        }
        if (!desk.answers(order.type())) {
            return Response.error(503, "out of order");
        }
        return read.dryRun() ? Response.of(desk.plan(order)) : Response.of(desk.start(order), order.id());
    }

    private Response poll(String id) {
        if (!desk.answersAbout(id)) {
            return Response.error(503, "out of order");
        }
        return desk.poll(id)
                .map(standing -> Response.polled(standing, id))
                .orElseGet(() -> Response.error(404, "never heard of " + id));
    }

    private Response undo(String id) throws RefusedOrder {
        return desk.undo(id)
                .map(standing -> Response.of(standing, id + "-undo"))
                .orElseGet(() -> Response.error(404, "never heard of " + id));
    }

    private Response cancel(String id) throws RefusedOrder {
        return desk.cancel(id)
                .map(standing -> Response.polled(standing, id))
                .orElseGet(() -> Response.error(404, "never heard of " + id));
    }
}
