package nightshift.loop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A thread that does one thing again and again, and whose failing nobody can miss: what it throws is logged, counted
/// and told in health, and the work goes on after the pause. Errors of the JVM itself (memory, stack) end the thread
/// and go to its handler of uncaught exceptions, which in a server ends the process: after them nothing in memory is
/// sure.
public final class WatchedThread implements AutoCloseable {
    private static final Logger LOG = System.getLogger(WatchedThread.class.getName());

    /// How long a round that is going on may take to end when the thread is closed.
    private static final Duration LAST_ROUND = Duration.ofSeconds(10);

    private static final Duration CANCELLED_ROUND = Duration.ofSeconds(1);

    private final String name;
    private final Runnable work;
    private final Duration pause;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private volatile @Nullable Failing failing;
    private volatile long failures;

    /// @param name of the thread, as logs and health call it
    /// @param work one round of it
    /// @param pause between the end of a round and the beginning of the next
    /// @param clock tells since when it fails
    public WatchedThread(String name, Runnable work, Duration pause, InstantSource clock) {
        this.name = name;
        this.work = work;
        this.pause = pause;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::goOn);
    }

    /// A row of failures without a round that succeeded.
    ///
    /// @param since when the first of them was
    /// @param times how many
    /// @param last what the last one said
    public record Failing(Instant since, long times, String last) {}

    public WatchedThread start() {
        thread.start();
        return this;
    }

    /// The row of failures that is going on; empty when the last round succeeded. Safe from any thread.
    public Optional<Failing> failing() {
        return Optional.ofNullable(failing);
    }

    /// How many rounds failed since the start. Safe from any thread.
    public long failures() {
        return failures;
    }

    /// What is wrong with it, in one sentence; empty when nothing is. Safe from any thread.
    public Optional<String> trouble() {
        if (thread.getState() == Thread.State.TERMINATED && closed.getCount() > 0) {
            return Optional.of("the thread " + name + " has ended");
        }
        return failing()
                .map(row -> "the thread " + name + " has failed " + row.times() + " times since " + row.since()
                        + ", last: " + row.last());
    }

    private void goOn() {
        try {
            do {
                round();
            } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            work.run();
            failing = null;
        } catch (VirtualMachineError broken) {
            throw broken;
        } catch (Throwable thrown) {
            note(thrown);
        }
    }

    /// The first of a row is logged whole, then the second, fourth, eighth in a line: a row may be long.
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by this thread alone
    private void note(Throwable thrown) {
        failures++;
        Failing before = failing;
        long times = before == null ? 1 : before.times() + 1;
        failing = new Failing(before == null ? clock.instant() : before.since(), times, String.valueOf(thrown));
        if (times == 1) {
            LOG.log(Level.ERROR, "the thread " + name + " failed; it goes on", thrown);
        } else if (Long.bitCount(times) == 1) {
            LOG.log(Level.ERROR, "the thread {0} failed {1} times in a row, last: {2}", name, times, thrown);
        }
    }

    /// Lets the round that is going on come to its end, and begins no other.
    @Override
    public void close() {
        closed.countDown();
        join(LAST_ROUND);
    }

    /// Interrupts the round that is going on, and begins no other.
    public void cancel() {
        closed.countDown();
        thread.interrupt();
        join(CANCELLED_ROUND);
    }

    private void join(Duration patience) {
        try {
            if (!thread.join(patience)) {
                LOG.log(Level.WARNING, "the last round of the thread {0} did not end within {1}", name, patience);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IllegalThreadStateException neverStarted) {
            LOG.log(Level.DEBUG, "the thread {0} was never started", name);
        }
    }
}
