package nightshift.app.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The packaged server as a process of its own, which is killed, frozen and started again in the same folder. Safe
/// for use by several threads.
final class SoakServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Short enough that half an hour holds 60 decisions.
    static final List<String> SETTINGS = List.of(
            "nightshift.intake.window=2s",
            "nightshift.intake.lateness=1s",
            "nightshift.intake.ahead=4s",
            "nightshift.incidents.felt=2 windows, 6s",
            "nightshift.incidents.close=1 window, 6s",
            "nightshift.actions.hourly=10000",
            "nightshift.actions.hourly-service=10000",
            "nightshift.actions.targets=24",
            "nightshift.actions.share=100%",
            "nightshift.actions.storm=60",
            "nightshift.actions.storm-share=100%",
            "nightshift.actions.cooldown=5s",
            "nightshift.running.unknown=20s",
            "nightshift.running.again=1s",
            "nightshift.verify.settle=2s",
            "nightshift.verify.time=40s",
            "nightshift.verify.worse.windows=2 windows, 4s",
            "nightshift.approval.plan=3s",
            "nightshift.approval.expires=1m",
            "nightshift.escalation.rung=10s",
            "nightshift.rules.rehearsal.waiting=false");

    private final Path home;
    private final Path folder;
    private final SoakClock clock;
    private final List<String> settings;
    private final int http = freePort();
    private final int otlp = freePort();
    private final HttpClient client;
    private @Nullable Process process;
    private volatile boolean frozen;
    private volatile boolean ready;

    /// A look at the process from outside.
    record Sample(long residentMegabytes, int threads, int descriptors) {}

    SoakServer(Path home, Path folder, SoakClock clock, int targetPort, HttpClient client) throws IOException {
        this.home = home;
        this.folder = folder;
        this.clock = clock;
        this.client = client;
        String target = "http://127.0.0.1:" + targetPort;
        settings = Stream.concat(
                        SETTINGS.stream(),
                        Stream.of(
                                "nightshift.http.port=" + http,
                                "nightshift.otlp.http.port=" + otlp,
                                "nightshift.otlp.grpc.port=0",
                                "nightshift.directories.data=" + folder.resolve("data"),
                                "nightshift.directories.rules=" + folder.resolve("rules"),
                                "nightshift.targets[0].service=*",
                                "nightshift.targets[0].action=*",
                                "nightshift.targets[0].address=" + target + "/actions",
                                "nightshift.targets[0].secret=soak",
                                "nightshift.page.address=" + target + "/page",
                                "nightshift.page.secret=soak"))
                .map(setting -> "-D" + setting)
                .toList();
    }

    URI metrics() {
        return URI.create("http://127.0.0.1:" + otlp + "/v1/metrics");
    }

    synchronized void start() throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-Xss512k",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1",
                "-Dai.djl.pytorch.num_interop_threads=1",
                "-Dnightshift.home=" + home));
        command.addAll(settings);
        command.addAll(List.of(
                "-jar", home.resolve("target/quarkus-app/quarkus-run.jar").toString(), "start"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        clock.into(builder.environment());
        process = builder.start();
        ready = false;
    }

    /// Ends it as a loss of power does.
    synchronized void kill() throws InterruptedException {
        ready = false;
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /// Whether it has ended, though nobody killed it.
    synchronized boolean ended() {
        return process != null && !process.isAlive();
    }

    void freeze(boolean still) throws IOException, InterruptedException {
        frozen = still;
        new ProcessBuilder("kill", still ? "-STOP" : "-CONT", Long.toString(pid()))
                .start()
                .waitFor();
    }

    boolean frozen() {
        return frozen;
    }

    boolean ready() {
        return ready && !frozen;
    }

    /// It is about to be killed.
    void away() {
        ready = false;
    }

    void lookWhetherReady() throws InterruptedException {
        ready = ask("/q/health/ready").isPresent();
    }

    Optional<JsonNode> get(String path) throws InterruptedException {
        return ask(path).flatMap(body -> {
            try {
                return Optional.of(JSON.readTree(body));
            } catch (IOException cut) {
                return Optional.empty();
            }
        });
    }

    boolean post(String path, String json) throws InterruptedException {
        return send("POST", path, json);
    }

    boolean send(String method, String path, String json) throws InterruptedException {
        try {
            HttpRequest request = request(path)
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(json))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException away) {
            return false;
        }
    }

    /// How many turns it has made since its start.
    OptionalLong turns() throws InterruptedException {
        return ask("/q/metrics").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("nightshift_turn_seconds_count"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst();
    }

    Optional<Sample> sample() {
        Path proc = Path.of("/proc", Long.toString(pid()));
        try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
            List<String> status = Files.readAllLines(proc.resolve("status"));
            return Optional.of(
                    new Sample(number(status, "VmRSS:") / 1024, (int) number(status, "Threads:"), (int) open.count()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            if (frozen) {
                freeze(false);
            }
            kill();
        } catch (IOException | InterruptedException atTheEnd) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized long pid() {
        return process == null ? 0 : process.pid();
    }

    private Optional<String> ask(String path) throws InterruptedException {
        try {
            HttpResponse<String> response = client.send(request(path).build(), BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException away) {
            return Optional.empty();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + path))
                .timeout(Duration.ofSeconds(3));
    }

    private static long number(List<String> status, String field) {
        return status.stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException("no free port on loopback", none);
        }
    }
}
