package nightshift.app.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Obeys orders over HTTP, well or badly, and takes pages. It forgets what an id means: a start that reaches it twice
/// has two effects. Safe for use by several threads.
final class SoakTarget implements AutoCloseable {
    private static final Duration SLOW = Duration.ofSeconds(6);
    private static final Duration SILENT = Duration.ofSeconds(25);
    private static final Duration HUNG_UP = Duration.ofSeconds(15);
    private static final String TRIED_AGAIN = "3";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// How it takes the first start of an id; the next it obeys.
    enum Behaviour {
        OBEYS,
        SLOW,
        TOO_MANY,
        UNAVAILABLE,
        BREAKS,
        HANGS_UP,
        SILENT,
        ANSWER_LOST,
        DRIPS,
        USELESS,
        HARMS
    }

    /// What an effect does to its service.
    enum Help {
        HEALS,
        NONE,
        WORSENS,
        AS_BEFORE
    }

    /// What it does to the world.
    interface World {
        /// An effect begins.
        void effect(String id, String service, Help help);

        /// A point at which the server may be killed.
        void reached(String point);
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final World world;
    private final Random random;
    private final Map<String, Behaviour> first = new ConcurrentHashMap<>();
    private final Map<Behaviour, Integer> shown = new ConcurrentHashMap<>();
    private final Set<String> done = ConcurrentHashMap.newKeySet();
    private final Set<String> paged = ConcurrentHashMap.newKeySet();
    private volatile long hungUpUntil = System.nanoTime();
    private volatile boolean pagerDead;

    SoakTarget(long seed, World world) throws IOException {
        this.world = world;
        this.random = new Random(seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        server.setExecutor(threads);
        server.createContext("/actions", this::order);
        server.createContext("/page", this::page);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// Whether the pager takes nothing.
    void pagerDead(boolean dead) {
        pagerDead = dead;
    }

    boolean pagerDead() {
        return pagerDead;
    }

    /// Whether a page of this id was taken, or a notice of a decision of this id.
    boolean paged(String id) {
        return paged.contains(id);
    }

    /// How often each behaviour was shown.
    Map<Behaviour, Integer> shown() {
        return shown;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void page(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String id = String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id"));
            world.reached("page asked");
            if (pagerDead) {
                answer(exchange, 503, "{}");
                return;
            }
            paged.add(id);
            JsonNode told =
                    JSON.readTree(new String(body, StandardCharsets.UTF_8)).path("parameters");
            paged.add(told.path("decision").asText(id));
            answer(exchange, 200, "{\"state\":\"succeeded\",\"detail\":\"on the phone\"}");
        }
    }

    private void order(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String id = String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id"));
            if (System.nanoTime() < hungUpUntil) {
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "GET" -> asked(exchange);
                case "DELETE" -> answer(exchange, 405, "{}");
                default -> posted(exchange, id, JSON.readTree(new String(body, StandardCharsets.UTF_8)));
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void asked(HttpExchange exchange) throws IOException {
        world.reached("outcome asked");
        String path = exchange.getRequestURI().getPath();
        String id = path.substring(path.lastIndexOf('/') + 1);
        if (done.contains(id)) {
            answer(exchange, 200, "{\"state\":\"succeeded\",\"detail\":\"done\"}");
        } else {
            answer(exchange, 404, "{}");
        }
    }

    private void posted(HttpExchange exchange, String id, JsonNode order) throws IOException, InterruptedException {
        String service = order.path("target").path("name").asText("");
        if (order.path("dryRun").asBoolean()) {
            world.reached("plan asked");
            answer(
                    exchange,
                    200,
                    ("{\"possible\":true,\"detail\":\"would %s\","
                                    + "\"inverse\":{\"type\":\"workload.rollback\",\"parameters\":{\"to\":\"the one left\"}}}")
                            .formatted(order.path("type").asText()));
            return;
        }
        world.reached("start asked");
        boolean undo = id.endsWith("-undo");
        boolean again = undo || first.containsKey(id);
        Behaviour behaviour = again ? Behaviour.OBEYS : choose(id);
        switch (behaviour) {
            case OBEYS -> obey(exchange, id, service, undo ? Help.AS_BEFORE : Help.HEALS);
            case USELESS -> obey(exchange, id, service, Help.NONE);
            case HARMS -> obey(exchange, id, service, Help.WORSENS);
            case SLOW -> {
                Thread.sleep(SLOW);
                obey(exchange, id, service, Help.HEALS);
            }
            case TOO_MANY -> later(exchange, 429);
            case UNAVAILABLE -> later(exchange, 503);
            case BREAKS -> answer(exchange, 500, "{\"error\":\"broken\"}");
            case HANGS_UP -> hungUpUntil = System.nanoTime() + HUNG_UP.toNanos();
            case SILENT -> Thread.sleep(SILENT);
            case ANSWER_LOST -> effect(id, service, Help.HEALS);
            case DRIPS -> {
                effect(id, service, Help.HEALS);
                drip(exchange);
            }
        }
    }

    private synchronized Behaviour choose(String id) {
        Behaviour[] all = Behaviour.values();
        Behaviour chosen = random.nextInt(3) == 0 ? Behaviour.OBEYS : all[random.nextInt(all.length)];
        first.put(id, chosen);
        shown.merge(chosen, 1, Integer::sum);
        return chosen;
    }

    private void obey(HttpExchange exchange, String id, String service, Help help) throws IOException {
        effect(id, service, help);
        answer(exchange, 200, "{\"state\":\"succeeded\",\"detail\":\"done\"}");
    }

    private void effect(String id, String service, Help help) {
        done.add(id);
        world.effect(id, service, help);
        world.reached("effect done");
    }

    private static void later(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", TRIED_AGAIN);
        answer(exchange, status, "{}");
    }

    private void drip(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 1000);
        try {
            for (int second = 0; second < SILENT.toSeconds(); second++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                Thread.sleep(1000);
            }
        } catch (IOException gone) {
            // The server has given up on it, which is what it should.
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
