package nightshift.app.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;

/// Starts the packaged server as a process of its own, waits until it is ready (rules compiled, model loaded), and
/// reads
/// its resident memory after ten idle seconds.
public final class StartBench {
    private static final int RUNS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private StartBench() {}

    /// @param readySeconds from the process's start to its readiness, one per run
    /// @param residentMegabytes resident memory when idle, one per run
    public record Figures(List<Double> readySeconds, List<Double> residentMegabytes) {
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "start to ready: median %.2f s (min %.2f, max %.2f, %d runs); idle resident memory: median %.0f MB",
                    median(readySeconds),
                    Collections.min(readySeconds),
                    Collections.max(readySeconds),
                    readySeconds.size(),
                    median(residentMegabytes));
        }
    }

    public static Figures run(Path home) {
        List<Double> seconds = new ArrayList<>();
        List<Double> megabytes = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < RUNS; i++) {
                once(home, client, seconds, megabytes);
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "the server can't be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ENVIRONMENT, "interrupted");
        }
        return new Figures(seconds, megabytes);
    }

    private static void once(Path home, HttpClient client, List<Double> seconds, List<Double> megabytes)
            throws IOException, InterruptedException {
        int port = freePort();
        Path data = Files.createTempDirectory("nightshift-bench");
        long started = System.nanoTime();
        Process server = new ProcessBuilder(command(home, port, data))
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("log").toFile())
                .start();
        try {
            awaitReady(client, port, server, started, data);
            seconds.add((System.nanoTime() - started) / 1e9);
            Thread.sleep(Duration.ofSeconds(10));
            megabytes.add(resident(server.pid()));
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private static List<String> command(Path home, int port, Path data) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-Dnightshift.http.port=" + port,
                "-Dnightshift.otlp.grpc.port=0",
                "-Dnightshift.otlp.http.port=0",
                "-Dnightshift.directories.data=" + data,
                "-jar",
                home.resolve("target/quarkus-app/quarkus-run.jar").toString(),
                "start"));
        return command;
    }

    private static void awaitReady(HttpClient client, int port, Process server, long started, Path data)
            throws IOException, InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        while (true) {
            if (!server.isAlive() || System.nanoTime() - started > PATIENCE.toNanos()) {
                throw new CommandFailure(
                        ExitCode.NOT_DONE, "the server did not become ready; its log is " + data.resolve("log"));
            }
            try {
                if (client.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // Nobody listens yet: that is what is being measured.
            }
            Thread.sleep(20);
        }
    }

    private static double resident(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IOException("no resident memory of process " + pid + " in /proc");
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
