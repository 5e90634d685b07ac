package nightshift.app.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/// The end of a server has one deadline: whatever has not ended by then is left behind. What was under way is in the
/// journal and is asked about after the next start, as after a kill.
final class Shutdown {
    private static final Logger LOG = System.getLogger(Shutdown.class.getName());

    private final Duration deadline;
    private final IntConsumer halt;

    /// @param halt ends the process with an exit code, without running anything else
    Shutdown(Duration deadline, IntConsumer halt) {
        this.deadline = deadline;
        this.halt = halt;
    }

    /// Runs `close` on this thread, and ends the process when it is not done in time.
    void within(Runnable close) {
        CountDownLatch closed = new CountDownLatch(1);
        Thread.ofPlatform().daemon().name("shutdown-deadline").start(() -> await(closed));
        try {
            close.run();
        } finally {
            closed.countDown();
        }
    }

    private void await(CountDownLatch closed) {
        try {
            if (!closed.await(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.ERROR, "what must end did not end within {0}; the process ends without it", deadline);
                halt.accept(ExitCode.OVERDUE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits half of the deadline for the calls that are out, then interrupts them.
    void end(ExecutorService effects) {
        effects.shutdown();
        try {
            if (!effects.awaitTermination(deadline.toMillis() / 2, TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "calls to targets are cancelled; they are asked about after the next start");
                effects.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            effects.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
