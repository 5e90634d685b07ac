package nightshift.simulate.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import nightshift.simulate.trial.Scenario;

/// Plays every scenario with several seeds, two worlds at a time, and adds up.
public final class Scoreboard {
    private static final int WORLDS = 2;

    private final ScenarioRun run;

    public Scoreboard(ScenarioRun run) {
        this.run = run;
    }

    /// Plays all; results come in the order of scenarios and seeds.
    ///
    /// @param seeds the first of them is 1
    /// @param progress hears of each run as it ends, from several threads
    public Score play(List<Scenario> scenarios, int seeds, Consumer<ScenarioResult> progress) {
        try (ExecutorService worlds = Executors.newFixedThreadPool(
                WORLDS, Thread.ofPlatform().name("world-", 1).factory())) {
            List<Future<ScenarioResult>> running = new ArrayList<>();
            for (Scenario scenario : scenarios) {
                for (long seed = 1; seed <= seeds; seed++) {
                    long world = seed;
                    running.add(worlds.submit(() -> {
                        ScenarioResult result = run.play(scenario, world);
                        progress.accept(result);
                        return result;
                    }));
                }
            }
            return new Score(results(running, worlds));
        }
    }

    private static List<ScenarioResult> results(List<Future<ScenarioResult>> running, ExecutorService worlds) {
        List<ScenarioResult> results = new ArrayList<>();
        try {
            for (Future<ScenarioResult> one : running) {
                results.add(one.get());
            }
        } catch (ExecutionException failed) {
            worlds.shutdownNow();
            throw new IllegalStateException("a scenario could not be played to its end", failed.getCause());
        } catch (InterruptedException stopped) {
            worlds.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the scoreboard was interrupted", stopped);
        }
        return results;
    }
}
