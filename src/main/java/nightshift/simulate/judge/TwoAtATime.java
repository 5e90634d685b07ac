package nightshift.simulate.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Plays worlds two at a time: a world's clock stands while its product thinks, so that one alone would leave a
/// core idle.
final class TwoAtATime {
    private static final int WORLDS = 2;

    private TwoAtATime() {}

    /// Plays all; results come in the order of what is given. The first that fails ends it.
    static <T, R> List<R> all(List<T> given, Function<T, R> play) {
        try (ExecutorService worlds = Executors.newFixedThreadPool(
                WORLDS, Thread.ofPlatform().name("world-", 1).factory())) {
            List<Future<R>> running = new ArrayList<>();
            for (T one : given) {
                running.add(worlds.submit(() -> play.apply(one)));
            }
            return results(running, worlds);
        }
    }

    private static <R> List<R> results(List<Future<R>> running, ExecutorService worlds) {
        List<R> results = new ArrayList<>();
        try {
            for (Future<R> one : running) {
                results.add(one.get());
            }
        } catch (ExecutionException failed) {
            worlds.shutdownNow();
            throw new IllegalStateException("a world could not be played to its end", failed.getCause());
        } catch (InterruptedException stopped) {
            worlds.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the worlds were interrupted", stopped);
        }
        return results;
    }
}
