package nightshift.app.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;

/// Starts the packaged server as a process of its own, waits until it is ready (rules compiled, model
/// loaded), and reads its resident memory once it is idle.
public final class StartBench {
    private static final int RUNS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration BETWEEN_ASKS = Duration.ofMillis(20);

    /// A server that takes a tenth of a processor or less in a second is idle: it turns, and compiles no more code.
    private static final Duration IDLE_LOOK = Duration.ofSeconds(1);

    private static final Duration IDLE_PROCESSOR = IDLE_LOOK.dividedBy(10);

    private StartBench() {}

    /// @param cached whether the JVMs had the AOT cache that `./nightshift package` makes
    /// @param readySeconds from the process's start to its readiness, one per run
    /// @param processorSeconds time on a processor until then, one per run; says more on a machine with other work
    /// @param residentMegabytes resident memory when idle, one per run
    /// @param version what `--version` takes, one per run
    /// @param question what it takes to ask the running server for its decisions, one per run
    public record Figures(
            boolean cached,
            List<Double> readySeconds,
            List<Double> processorSeconds,
            List<Double> residentMegabytes,
            List<CommandCost> version,
            List<CommandCost> question) {
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "start to ready, %s: median %.2f s (min %.2f, max %.2f, %d runs), %.2f s on a processor;"
                            + " idle resident memory: median %.0f MB%n"
                            + "nightshift --version: %s; nightshift decisions: %s",
                    cached ? "with an AOT cache" : "without an AOT cache",
                    median(readySeconds),
                    Collections.min(readySeconds),
                    Collections.max(readySeconds),
                    readySeconds.size(),
                    median(processorSeconds),
                    median(residentMegabytes),
                    CommandCost.median(version),
                    CommandCost.median(question));
        }
    }

    public static Figures run(Path home) {
        Figures figures = new Figures(
                jvmOptions().stream().anyMatch(option -> option.startsWith("-XX:AOTCache=")),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < RUNS; i++) {
                once(home, client, figures);
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "the server can't be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ENVIRONMENT, "interrupted");
        }
        return figures;
    }

    /// A start over a past at full size.
    ///
    /// @param series that each kept window has
    /// @param windows that are kept, the newest of which has just closed
    /// @param answeredSeconds until it first said that it is starting
    /// @param readySeconds until it was ready
    /// @param peakMegabytes most that was resident until it was idle
    public record Full(int series, int windows, double answeredSeconds, double readySeconds, double peakMegabytes) {
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "start over %,d series with %d kept windows each: answers after %.1f s, ready after %.1f s,"
                            + " at most %.0f MB resident",
                    series,
                    windows,
                    answeredSeconds,
                    readySeconds,
                    peakMegabytes);
        }
    }

    /// Fills a window store with as much as a start takes in, and starts the server over it.
    public static Full full(Path home) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            Path data = Files.createTempDirectory("nightshift-bench");
            KeptFleet.write(data, Instant.now());
            int port = freePort();
            long started = System.nanoTime();
            Process server = new ProcessBuilder(command(home, port, data))
                    .redirectErrorStream(true)
                    .redirectOutput(data.resolve("log").toFile())
                    .start();
            try {
                await(client, port, "live", server, started, data);
                double answered = (System.nanoTime() - started) / 1e9;
                await(client, port, "ready", server, started, data);
                double ready = (System.nanoTime() - started) / 1e9;
                awaitIdle(server, started, data);
                return new Full(KeptFleet.SERIES, KeptFleet.WINDOWS, answered, ready, memory(server.pid(), "VmHWM:"));
            } finally {
                server.destroy();
                server.waitFor();
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "the server can't be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ENVIRONMENT, "interrupted");
        }
    }

    private static void once(Path home, HttpClient client, Figures figures) throws IOException, InterruptedException {
        int port = freePort();
        Path data = Files.createTempDirectory("nightshift-bench");
        long started = System.nanoTime();
        Process server = new ProcessBuilder(command(home, port, data))
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("log").toFile())
                .start();
        try {
            await(client, port, "ready", server, started, data);
            figures.readySeconds.add((System.nanoTime() - started) / 1e9);
            figures.processorSeconds.add(processor(server).toNanos() / 1e9);
            awaitIdle(server, started, data);
            figures.residentMegabytes.add(memory(server.pid(), "VmRSS:"));
            figures.version.add(CommandCost.of(program(home, shortLived()), "--version"));
            figures.question.add(
                    CommandCost.of(program(home, shortLived()), "decisions", "--url", "http://127.0.0.1:" + port));
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private static List<String> command(Path home, int port, Path data) {
        List<String> options = new ArrayList<>(jvmOptions());
        options.addAll(List.of(
                "-Dnightshift.http.port=" + port,
                "-Dnightshift.otlp.grpc.port=0",
                "-Dnightshift.otlp.http.port=0",
                "-Dnightshift.directories.data=" + data));
        List<String> command = program(home, options);
        command.add("start");
        return command;
    }

    private static List<String> program(Path home, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-jar", home.resolve("target/quarkus-app/quarkus-run.jar").toString()));
        return command;
    }

    private static List<String> jvmOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments();
    }

    /// The launcher gives the cache to what compiles rules only: for others mapping it takes longer than it saves.
    private static List<String> shortLived() {
        return jvmOptions().stream()
                .filter(option -> !option.startsWith("-XX:AOTCache="))
                .toList();
    }

    private static void await(HttpClient client, int port, String probe, Process server, long started, Path data)
            throws IOException, InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/" + probe))
                .timeout(Duration.ofSeconds(2))
                .build();
        do {
            try {
                if (client.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // Nobody listens yet: that is what is being measured.
            }
        } while (goesOn(server, started, BETWEEN_ASKS));
        throw new CommandFailure(
                ExitCode.NOT_DONE, "the server did not become ready; its log is " + data.resolve("log"));
    }

    private static void awaitIdle(Process server, long started, Path data) throws InterruptedException {
        Duration before = processor(server);
        while (goesOn(server, started, IDLE_LOOK)) {
            Duration now = processor(server);
            if (now.minus(before).compareTo(IDLE_PROCESSOR) <= 0) {
                return;
            }
            before = now;
        }
        throw new CommandFailure(
                ExitCode.NOT_DONE, "the server did not become idle; its log is " + data.resolve("log"));
    }

    /// Whether it still runs after some time, and was not waited for long enough; at once when it ends.
    private static boolean goesOn(Process server, long started, Duration time) throws InterruptedException {
        return !server.waitFor(time) && System.nanoTime() - started <= PATIENCE.toNanos();
    }

    private static Duration processor(Process server) {
        return server.info()
                .totalCpuDuration()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.ENVIRONMENT, "the system does not say how much of the processor the server takes"));
    }

    /// @param field of the kernel's account of a process, in kB
    private static double memory(long pid, String field) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith(field)) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IOException("no " + field + " of process " + pid + " in /proc");
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
