package nightshift.observe.identity;

import org.jspecify.annotations.Nullable;

/// When somebody was heard of last, and how often that is. Guarded by the observer's lock.
final class Presence {
    /// Shorter gaps are within one export.
    private static final long SHORTEST_STEP = 500_000_000L;

    private static final int SILENT_STEPS = 3;

    private long last;
    private long step;
    private @Nullable Presence also;

    /// @param now when it was met, ns
    Presence(long now) {
        last = now;
    }

    void heard(long nanos) {
        if (nanos > last) {
            step = nanos - last >= SHORTEST_STEP ? nanos - last : step;
            last = nanos;
        }
        if (also != null) {
            also.heard(nanos);
        }
    }

    /// It turned out to be the same as another: what is heard of it is heard of both.
    void is(Presence other) {
        also = other;
    }

    /// Time of the newest thing heard, ns.
    long last() {
        return last;
    }

    /// Whether it was silent for too long by then: longer than `patience`, and than three of its own steps.
    boolean gone(long nanos, long patience) {
        return nanos - last > Math.max(patience, SILENT_STEPS * step);
    }
}
