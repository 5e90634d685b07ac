package nightshift.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The time of day, which never goes back: where the clock is set back it goes on where it was, by a count that
/// nobody sets, until the clock has caught up. So no window closes twice, no cool-down and no expiry begins anew, and
/// nothing
/// that was decided is decided again. Where the clock is set forward it follows at once. Safe from any thread.
public final class ForwardClock implements InstantSource {
    private final InstantSource wall;
    private final LongSupplier nanos;
    private @Nullable Instant told;
    private long at;
    private volatile Duration behind = Duration.ZERO;

    /// @param wall the time of day, which people and time services set
    /// @param nanos of any clock that only goes forward
    public ForwardClock(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
    }

    @Override
    public synchronized Instant instant() {
        Instant now = wall.instant();
        long count = nanos.getAsLong();
        Instant before = told;
        Instant next = before == null || !now.isBefore(before) ? now : before.plusNanos(count - at);
        behind = Duration.between(now, next);
        told = next;
        at = count;
        return next;
    }

    /// How far the time of day is behind what this said last.
    public Duration behind() {
        return behind;
    }
}
