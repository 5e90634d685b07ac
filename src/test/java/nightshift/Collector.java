package nightshift;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A real OpenTelemetry Collector as a process of its own, `src/test/otelcol` or the one that
/// `-Dnightshift.otelcol` names. Its output goes to `collector.log` in a folder.
final class Collector implements AutoCloseable {
    private final Process process;
    private final Path log;

    private Collector(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Starts it with one configuration.
    ///
    /// @param environment what the configuration reads
    static Collector start(Path folder, Path configuration, Map<String, String> environment) {
        return run(folder, environment, "--config", configuration.toString());
    }

    /// Asks it whether a configuration is one, by all that its components say of theirs.
    ///
    /// @return what it has against it; empty when that is nothing
    static String validate(Path folder, Path configuration, Map<String, String> environment) {
        return ended(run(folder, environment, "validate", "--config", configuration.toString()));
    }

    /// What it prints for one command.
    static String told(Path folder, String command) {
        Collector collector = run(folder, Map.of(), command);
        ended(collector);
        return collector.log();
    }

    private static String ended(Collector collector) {
        try (collector) {
            if (!collector.process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("it does not end: " + collector.log());
            }
            return collector.process.exitValue() == 0 ? "" : collector.log();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static Collector run(Path folder, Map<String, String> environment, String... arguments) {
        Path log = folder.resolve("collector.log");
        ProcessBuilder command = new ProcessBuilder(System.getProperty("nightshift.otelcol"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        command.command().addAll(List.of(arguments));
        command.environment().putAll(environment);
        try {
            return new Collector(command.start(), log);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /// What it and those before it in this folder said.
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// Asks it to end and waits until it has.
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
