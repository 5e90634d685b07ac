package nightshift.app.server;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import nightshift.decide.compile.EvaluationLimits;

/// Evaluates rules on a thread of their own, so that a turn can go on without them. A thread can't be
/// ended from outside: one that is left behind runs until it takes its next step, or for ever.
///
/// Time is that of the processor for this thread, so that neither a busy machine nor a process that was
/// stopped for a minute makes a suspect of a rule. One that waits for something takes none: it is left
/// after [#PATIENCE] times as long, counted in looks, of which a process that stands still has none.
/// Safe for several threads.
final class EvaluationThread implements EvaluationLimits.Watchdog {
    private static final int LOOKS = 20;
    private static final int PATIENCE = 10;

    /// Code that runs for the first times is not compiled yet: so many evaluations may take [#SLOWER]
    /// times as long.
    private static final int COLD = 10;

    private static final int SLOWER = 5;

    private final ThreadMXBean times = ManagementFactory.getThreadMXBean();
    private final AtomicInteger evaluations = new AtomicInteger();

    @Override
    public <T> Optional<T> within(Duration most, Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = Thread.ofPlatform().name("rules").daemon().start(task);
        Duration allowed = evaluations.getAndIncrement() < COLD ? most.multipliedBy(SLOWER) : most;
        long look = Math.max(1, allowed.toMillis() / LOOKS);
        try {
            for (int looks = 0; looks < LOOKS * PATIENCE; looks++) {
                Optional<T> done = await(task, look);
                if (done.isPresent()) {
                    return done;
                }
                if (times.getThreadCpuTime(thread.threadId()) > allowed.toNanos()) {
                    break;
                }
            }
            return task.isDone() ? Optional.of(task.get()) : Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while rules were evaluated", stopped);
        } catch (ExecutionException thrown) {
            if (thrown.getCause() instanceof Error error) {
                throw error;
            }
            throw thrown.getCause() instanceof RuntimeException exception
                    ? exception
                    : new IllegalStateException(thrown);
        }
    }

    private static <T> Optional<T> await(FutureTask<T> task, long millis)
            throws InterruptedException, ExecutionException {
        try {
            return Optional.of(task.get(millis, TimeUnit.MILLISECONDS));
        } catch (TimeoutException notYet) {
            return Optional.empty();
        }
    }
}
