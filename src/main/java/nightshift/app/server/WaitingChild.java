package nightshift.app.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps one [RehearsalChild] that has warmed up and waits to be told what to rehearse. Each is used once: what a
/// rule
/// file did to it, the next does not see. It ends when its parent does, however that ends, since it hears the end of
/// what it is told. Safe from any thread.
final class WaitingChild implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WaitingChild.class.getName());

    private static final Duration MEANWHILE = Duration.ofSeconds(3);

    private final List<String> command;
    private @Nullable Process waiting;
    private boolean wanted;

    /// @param command by which it is started
    WaitingChild(List<String> command) {
        this.command = List.copyOf(command);
    }

    static Process started(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Starts one, and from now on another for each that is taken.
    synchronized void begin() {
        wanted = true;
        replace();
    }

    /// The one that waits, if it still does: nobody else gets it.
    synchronized Optional<Process> take() {
        Process taken = waiting;
        waiting = null;
        return Optional.ofNullable(taken).filter(Process::isAlive);
    }

    /// Starts one where none waits, in a while: the server compiles what has just passed, and needs the processor.
    void replaceLater() {
        Thread.ofVirtual().name("rehearsal-waits").start(() -> {
            try {
                Thread.sleep(MEANWHILE);
                replace();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Starts one where none waits. One that can't be started is started when it is needed.
    synchronized void replace() {
        if (!wanted || waiting != null && waiting.isAlive()) {
            return;
        }
        try {
            waiting = started(command);
        } catch (IOException unable) {
            waiting = null;
            LOG.log(Level.WARNING, "no process waits for the next rehearsal of rules: " + unable.getMessage());
        }
    }

    /// Whether the one that waits has said that it is warm.
    synchronized boolean warm() {
        try {
            return waiting != null
                    && waiting.isAlive()
                    && waiting.getInputStream().available() > 0;
        } catch (IOException gone) {
            return false;
        }
    }

    synchronized long residentMegabytes() {
        if (waiting == null) {
            return 0;
        }
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(waiting.pid()), "status")).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024;
        } catch (IOException elsewhere) {
            return 0;
        }
    }

    /// Ends the one that waits, and starts no other.
    @Override
    public synchronized void close() {
        wanted = false;
        if (waiting != null) {
            waiting.destroyForcibly().onExit().join();
            waiting = null;
        }
    }
}
