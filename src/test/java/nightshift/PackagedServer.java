package nightshift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/// The packaged server as a process of its own, as a user starts it, on ports that were free.
///
/// Its output goes to `server.log` in its folder, the journal to `data` there; a second start in the same folder is a
/// restart.
final class PackagedServer implements AutoCloseable {
    private static final Path PROGRAM = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Duration START = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Where a server listens.
    record Ports(int otlpGrpc, int otlpHttp, int http) {
        /// Three ports that nobody uses now. Somebody may take one before the server does; that fails the start.
        static Ports free() throws IOException {
            try (ServerSocket first = new ServerSocket(0);
                    ServerSocket second = new ServerSocket(0);
                    ServerSocket third = new ServerSocket(0)) {
                return new Ports(first.getLocalPort(), second.getLocalPort(), third.getLocalPort());
            }
        }
    }

    private final Process process;
    private final Ports ports;
    private final HttpClient client;

    private PackagedServer(Process process, Ports ports, HttpClient client) {
        this.process = process;
        this.ports = ports;
        this.client = client;
    }

    /// Starts it and waits until it is ready.
    ///
    /// @param settings further `key=value` pairs of `docs/configuration.md`
    static PackagedServer start(Path folder, Ports ports, String... settings) throws IOException {
        if (!Files.exists(PROGRAM)) {
            throw new IllegalStateException(PROGRAM + " is missing: package first (mvn package)");
        }
        List<String> options = new ArrayList<>(List.of(
                "-Xmx512m",
                "-Dnightshift.directories.data=" + folder.resolve("data").toAbsolutePath(),
                "-Dnightshift.otlp.grpc.port=" + ports.otlpGrpc(),
                "-Dnightshift.otlp.http.port=" + ports.otlpHttp(),
                "-Dnightshift.http.port=" + ports.http()));
        ProcessBuilder command = new ProcessBuilder("./nightshift", "start")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()));
        for (String setting : settings) {
            if (setting.contains(" ")) { // the options are words
                String[] pair = setting.split("=", 2);
                command.environment().put(pair[0].toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), pair[1]);
            } else {
                options.add("-D" + setting);
            }
        }
        command.environment().put("NIGHTSHIFT_JAVA_OPTS", String.join(" ", options));
        Process process = command.start();
        PackagedServer server = new PackagedServer(
                process,
                ports,
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build());
        server.awaitReady(folder.resolve("server.log"));
        return server;
    }

    private void awaitReady(Path log) throws IOException {
        try {
            Awaitility.await()
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(250))
                    .failFast(() -> !process.isAlive())
                    .until(this::ready);
        } catch (ConditionTimeoutException | TerminalFailureException notReady) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException("the server did not become ready:\n" + Files.readString(log), notReady);
        }
    }

    /// Where REST and the page are.
    URI address() {
        return URI.create("http://127.0.0.1:" + ports.http());
    }

    /// What a GET below its address answers, parsed.
    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = ask(path);
        if (response.statusCode() != 200) {
            throw new IOException("GET " + path + " answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /// Kills it, as a crash would: the server, and the launcher that waits for it.
    void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    /// Asks it to end and waits until it has.
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
        client.close();
    }

    private boolean ready() throws InterruptedException {
        try {
            return ask("/q/health/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address().resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
