package nightshift.decide.live;

import java.time.Duration;

/// Looks at the rule files at a steady pace on a thread of its own, so that neither reading nor compiling ever holds up
/// a turn. Looking works on every file system and sees renames, editors' swaps and mounted ConfigMaps alike.
public final class RuleWatcher implements AutoCloseable {
    private final Runnable look;
    private final Thread thread;

    private RuleWatcher(Runnable look, Duration every) {
        this.look = look;
        this.thread = Thread.ofPlatform().daemon().name("rule-watcher").unstarted(() -> watch(every));
    }

    public static RuleWatcher start(Runnable look, Duration every) {
        RuleWatcher watcher = new RuleWatcher(look, every);
        watcher.thread.start();
        return watcher;
    }

    private void watch(Duration every) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(every);
                look.run();
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
