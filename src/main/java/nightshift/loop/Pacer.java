package nightshift.loop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Steps a Nightshift by the clock, on one thread of its own. A turn that fails is logged and counted and the next one
/// comes all the same: the journal was written before any effect, so that nothing is repeated.
public final class Pacer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Pacer.class.getName());
    private static final Duration STUCK_AFTER = Duration.ofSeconds(30);

    private final Nightshift nightshift;
    private final InstantSource clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("nightshift-loop").factory());

    /// Null while somebody else steps the Nightshift, as in a demo.
    private volatile @Nullable Instant lastTurn;
    private volatile @Nullable String lastFailure;

    public Pacer(Nightshift nightshift, InstantSource clock) {
        this.nightshift = nightshift;
        this.clock = clock;
    }

    /// Begins to turn, every `period`.
    public void start(Duration period) {
        lastTurn = clock.instant();
        thread.scheduleWithFixedDelay(this::turn, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Makes one turn now, on the caller's thread: for whoever moves the clock by hand instead of [#start].
    public void turn() {
        try {
            nightshift.step(clock.instant());
            lastFailure = null;
        } catch (RuntimeException failure) {
            lastFailure = String.valueOf(failure.getMessage());
            LOG.log(Level.ERROR, "a turn failed; the next one is tried as planned", failure);
        }
        lastTurn = clock.instant();
    }

    /// The Nightshift's health, and whether its loop turns.
    public Health health() {
        Health own = nightshift.health();
        List<String> reasons = new ArrayList<>(own.reasons());
        Instant turned = lastTurn;
        boolean stuck = turned != null && turned.plus(STUCK_AFTER).isBefore(clock.instant());
        if (stuck) {
            reasons.add("the loop has not turned since " + turned);
        }
        String failure = lastFailure;
        if (failure != null) {
            reasons.add("the last turn failed: " + failure);
        }
        return new Health(!stuck, own.ready() && !stuck && failure == null, reasons);
    }

    /// Ends the turn that is going on and makes no other.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "the last turn did not end within 10 seconds");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
