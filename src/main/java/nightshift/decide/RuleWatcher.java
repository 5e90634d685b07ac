package nightshift.decide;

import java.time.Duration;
import java.util.List;

/// Looks at the rule files at a steady pace on a thread of its own, so that neither reading nor compiling ever holds up
/// a turn. Looking works on every file system and sees renames, editors' swaps and mounted ConfigMaps alike.
final class RuleWatcher implements AutoCloseable {
    private final List<RuleLoader> loaders;
    private final RuleLoader.TryOut tryOut;
    private final Thread thread;

    private RuleWatcher(List<RuleLoader> loaders, RuleLoader.TryOut tryOut, Duration every) {
        this.loaders = loaders;
        this.tryOut = tryOut;
        this.thread = Thread.ofPlatform().daemon().name("rule-watcher").unstarted(() -> watch(every));
    }

    static RuleWatcher start(List<RuleLoader> loaders, RuleLoader.TryOut tryOut, Duration every) {
        RuleWatcher watcher = new RuleWatcher(loaders, tryOut, every);
        watcher.thread.start();
        return watcher;
    }

    private void watch(Duration every) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(every);
                loaders.forEach(loader -> loader.look(tryOut));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException waiting) {
            Thread.currentThread().interrupt();
        }
    }
}
