package nightshift.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import nightshift.fact.Assessment;
import nightshift.fact.Incident;
import org.jspecify.annotations.Nullable;

/// Steps a Nightshift by the clock, on one thread of its own. A turn that fails is logged and counted and the next one
/// comes all the same: the journal was written before any effect, so that nothing is repeated. Tells the health of the
/// whole, also of what runs beside the loop.
public final class Pacer implements AutoCloseable, Watchdog.Vitals {
    private static final Duration STUCK_AFTER = Duration.ofSeconds(30);

    private final Nightshift nightshift;
    private final InstantSource clock;
    private final Instant began;
    private final List<WatchedThread> threads = new CopyOnWriteArrayList<>();
    private final List<Supplier<Optional<String>>> beside = new CopyOnWriteArrayList<>();
    private volatile List<Incident> restored = List.of();
    private volatile @Nullable WatchedThread loop;

    public Pacer(Nightshift nightshift, InstantSource clock) {
        this.nightshift = nightshift;
        this.clock = clock;
        this.began = clock.instant();
    }

    /// Begins to turn, with a pause of `period` between two turns.
    public void start(Duration period) {
        restored = nightshift.journal().openIncidents();
        loop = new WatchedThread("nightshift-loop", () -> nightshift.step(clock.instant()), period, clock).start();
    }

    /// A thread that runs beside the loop: health names it while it fails.
    public void alsoWatch(WatchedThread thread) {
        threads.add(thread);
        alsoTell(thread::trouble);
    }

    /// How many rounds failed since the start, of the loop and of the threads beside it.
    public long failures() {
        WatchedThread own = loop;
        return threads.stream().mapToLong(WatchedThread::failures).sum() + (own == null ? 0 : own.failures());
    }

    /// Health names what `trouble` says, while it says something.
    public void alsoTell(Supplier<Optional<String>> trouble) {
        beside.add(trouble);
    }

    /// Whom it concerns that it turns: as of the last turn; before the first, as the journal had them.
    @Override
    public List<Incident> openIncidents() {
        return nightshift.assessment().map(Assessment::openIncidents).orElse(restored);
    }

    @Override
    public Optional<String> rulesOut() {
        return nightshift.rulesOut();
    }

    /// When it went round last; before the first turn, when this was made.
    @Override
    public Instant lastTurn() {
        return nightshift.lastTurn().orElse(began);
    }

    /// Since when every turn fails; empty when the last one succeeded.
    @Override
    public Optional<WatchedThread.Failing> failing() {
        return Optional.ofNullable(loop).flatMap(WatchedThread::failing);
    }

    /// The Nightshift's health, whether its loop turns, and what is wrong beside it.
    public Health health() {
        Health own = nightshift.health();
        List<String> reasons = new ArrayList<>(own.reasons());
        boolean stuck = lastTurn().plus(STUCK_AFTER).isBefore(clock.instant());
        if (stuck) {
            reasons.add("the loop has not turned since " + lastTurn());
        }
        Optional<WatchedThread.Failing> failing = failing();
        failing.ifPresent(row -> reasons.add("the last turn failed: " + row.last()));
        beside.forEach(each -> each.get().ifPresent(reasons::add));
        return new Health(!stuck, own.ready() && !stuck && failing.isEmpty(), own.states(), reasons);
    }

    /// Ends the turn that is going on and makes no other.
    @Override
    public void close() {
        WatchedThread started = loop;
        if (started != null) {
            started.close();
        }
    }
}
