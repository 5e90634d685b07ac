package nightshift.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nightshift.app.server.RehearsalProcess;
import nightshift.decide.DecideConfig;
import nightshift.decide.Rulebook;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.live.LiveConfig;
import nightshift.fact.Assessment;

/// Measures how long an edit takes from save to live, on the wall clock and with the watcher and the
/// rehearsal as a server runs them; what stands behind `./nightshift bench reload`.
public final class ReloadBench {
    private static final Duration TURN = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ReloadBench() {}

    /// @param saves how many edits
    /// @param median from save to live
    /// @param p95 likewise
    /// @param slowest likewise
    /// @param waitingMegabytes resident memory of the process that waited for the last of them; 0 where none did
    public record Figures(int saves, Duration median, Duration p95, Duration slowest, long waitingMegabytes) {}

    /// Edits a copy of the rules again and again. Turns follow each other every 20 ms; a server adds up to one of its
    /// own turns.
    ///
    /// @param rules a good rules directory, which is left alone
    /// @param saves how many edits are measured, after one that warms up
    /// @param waiting whether a process waits for each rehearsal; an edit is not begun before it does, since people
    ///     take longer to write one
    /// @throws IOException when the copy can't be written
    public static Figures run(Path rules, int saves, boolean waiting) throws IOException, InterruptedException {
        Path copy = Files.createTempDirectory("nightshift-bench-rules");
        Path data = Files.createTempDirectory("nightshift-bench-passed");
        try (RuleCompiler compiler = new RuleCompiler();
                RehearsalProcess rehearsal = RehearsalProcess.measured(waiting, data)) {
            copy(rules, copy);
            rehearsal.keepOneWaiting();
            DecideConfig config = DecideConfig.of(copy).rehearsedBy(rehearsal);
            try (Rulebook rulebook = new Rulebook(config, compiler, List.of());
                    ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor()) {
                long pace = LiveConfig.LOOK.toMillis();
                ScheduledFuture<?> looks =
                        looking.scheduleWithFixedDelay(rulebook::look, pace, pace, TimeUnit.MILLISECONDS);
                List<Duration> taken = new ArrayList<>();
                long megabytes = 0;
                for (int save = 0; save <= saves; save++) {
                    while (waiting && !rehearsal.oneWaits()) {
                        Thread.sleep(TURN);
                    }
                    megabytes = rehearsal.waitingMegabytes();
                    taken.add(saveToLive(rulebook, copy, save));
                }
                looks.cancel(false);
                return figures(taken.subList(1, taken.size()), megabytes);
            }
        } finally {
            delete(copy);
            delete(data);
        }
    }

    private static Duration saveToLive(Rulebook rulebook, Path rules, int save)
            throws IOException, InterruptedException {
        String before = rulebook.status().version();
        long start = System.nanoTime();
        Files.writeString(rules.resolve("healing/bench.drl"), rule(save));
        while (rulebook.status().version().equals(before)) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "not live after " + PATIENCE + ": " + rulebook.status().problems());
            }
            Thread.sleep(TURN);
            rulebook.decide(Assessment.nothing(Instant.EPOCH), List.of(), List.of(), Instant.EPOCH);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String rule(int save) {
        return """
                rule "Bench"
                    @id("bench")
                when
                    $a : Anomaly( rows > %d )
                then
                    insert( propose("escalate").on($a.entity()).because($a) );
                end
                """.formatted(save);
    }

    private static Figures figures(List<Duration> taken, long megabytes) {
        List<Duration> sorted = taken.stream().sorted().toList();
        int p95 = Math.max(0, (int) Math.ceil(sorted.size() * 0.95) - 1);
        return new Figures(sorted.size(), sorted.get(sorted.size() / 2), sorted.get(p95), sorted.getLast(), megabytes);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
        Files.createDirectories(to.resolve("healing"));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
