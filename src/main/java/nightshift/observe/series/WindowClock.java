package nightshift.observe.series;

import java.time.Duration;
import java.time.Instant;

/// Windows by number: window `n` is from `n * length` (exclusive) to `(n + 1) * length` (inclusive), so that an export
/// on the stroke of the hour belongs to the window it reports on.
public final class WindowClock {
    private static final long SECOND = 1_000_000_000L;

    private final Duration duration;
    private final long length;
    private final long lateness;

    public WindowClock(Duration window, Duration lateness) {
        this.duration = window;
        this.length = window.toNanos();
        this.lateness = lateness.toNanos();
    }

    /// Length of a window, ns.
    long length() {
        return length;
    }

    Duration duration() {
        return duration;
    }

    /// The window of a moment.
    public long window(long nanos) {
        return Math.floorDiv(nanos - 1, length);
    }

    /// The oldest window that still takes points at `now`.
    public long firstOpen(long now) {
        return Math.floorDiv(now - lateness, length);
    }

    long start(long window) {
        return window * length;
    }

    long end(long window) {
        return (window + 1) * length;
    }

    public static long nanos(Instant instant) {
        return instant.getEpochSecond() * SECOND + instant.getNano();
    }

    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }
}
