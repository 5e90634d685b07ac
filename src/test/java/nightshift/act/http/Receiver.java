package nightshift.act.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.SYNC;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// A target that keeps to `docs/http-actions.md` and appends each effect's id to a file, synced, before it answers. How
/// it misbehaves is told by the action's parameter `behave`: `drop-before` and `drop-after` break the connection of the
/// first request before and after the effect, `hold` never answers the first request, `running` takes until the second
/// question, `refuse` and `fail` are a 422 and a 500, `impossible` is a plan that says no.
public final class Receiver implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final Path log;
    private final Secret secret;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> running = new HashSet<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    public Receiver(Path log, Secret secret) throws IOException {
        this.log = log;
        this.secret = secret;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/actions", this::handle);
        server.start();
    }

    /// Arguments: the file of effects and the secret. Prints its port, and serves until it is killed.
    public static void main(String... args) throws IOException {
        Receiver receiver = new Receiver(Path.of(args[0]), Secret.parse(args[1]));
        System.out.println("PORT " + receiver.address().getPort());
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/actions");
    }

    public static List<String> effects(Path log) throws IOException {
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String path = exchange.getRequestURI().getPath().substring("/actions".length());
        if (!signed(exchange, body)) {
            answer(exchange, 401, "{\"detail\":\"wrong signature\"}");
            return;
        }
        switch (exchange.getRequestMethod()) {
            case "GET" -> poll(exchange, path.substring(1));
            case "DELETE" -> answer(exchange, 200, "{\"state\":\"cancelled\",\"detail\":\"stopped\"}");
            default -> order(exchange, json.readTree(body), path.endsWith("/undo"));
        }
    }

    private boolean signed(HttpExchange exchange, String body) {
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        long timestamp = Long.parseLong(exchange.getRequestHeaders().getFirst("webhook-timestamp"));
        return secret.sign(id, timestamp, body)
                .equals(exchange.getRequestHeaders().getFirst("webhook-signature"));
    }

    private synchronized boolean done(String id) throws IOException {
        return effects(log).contains(id);
    }

    private synchronized void once(String id) throws IOException {
        if (!done(id)) {
            Files.writeString(log, id + "\n", CREATE, APPEND, SYNC);
        }
    }

    private void poll(HttpExchange exchange, String id) throws IOException {
        if (!done(id)) {
            answer(exchange, 404, "{\"detail\":\"never heard of it\"}");
        } else {
            boolean stillRunning = running.remove(id);
            answer(exchange, 200, state(stillRunning ? "running" : "succeeded"));
        }
    }

    private void order(HttpExchange exchange, JsonNode order, boolean undo) throws IOException {
        String id = order.path("id").asText() + (undo ? "-undo" : "");
        String behave = order.path("parameters").path("behave").asText("");
        boolean first;
        synchronized (this) {
            first = seen.add(id + order.path("dryRun"));
        }
        if (order.path("dryRun").asBoolean()) {
            boolean possible = !behave.equals("impossible");
            answer(
                    exchange,
                    200,
                    "{\"possible\":" + possible + ",\"detail\":\"planned\",\"inverse\":{\"type\":\""
                            + order.path("type").asText() + "\",\"parameters\":{\"by\":-1}}}");
            return;
        }
        switch (first ? behave : "") {
            case "drop-before" -> exchange.close();
            case "refuse" -> answer(exchange, 422, "{\"detail\":\"no such pool\"}");
            case "fail" -> answer(exchange, 500, "oh no");
            case "drop-after" -> {
                once(id);
                exchange.close();
            }
            case "hold" -> {
                once(id);
                hold();
            }
            case "running" -> {
                once(id);
                running.add(id);
                exchange.getResponseHeaders().set("Location", exchange.getRequestURI() + "/" + id);
                answer(exchange, 202, state("running"));
            }
            default -> {
                once(id);
                answer(exchange, 200, state("succeeded"));
            }
        }
    }

    private void hold() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String state(String state) {
        return "{\"state\":\"" + state + "\",\"detail\":\"it says " + state + "\"}";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
