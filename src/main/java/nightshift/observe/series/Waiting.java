package nightshift.observe.series;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What waits for the loop, oldest first. It is looked at, and let go only when the turn that saw it is
/// written, so that a turn that fails loses nothing. Bounded: when it is full, the oldest that nobody has seen
/// gives way. Guarded by the observer's lock.
public final class Waiting<T> {
    private final Deque<T> seen = new ArrayDeque<>();
    private final Deque<T> fresh = new ArrayDeque<>();
    private final int limit;
    private final Runnable overflow;

    /// @param limit how many wait at most
    /// @param overflow told of each that gives way
    public Waiting(int limit, Runnable overflow) {
        this.limit = limit;
        this.overflow = overflow;
    }

    public void add(T entry) {
        fresh.add(entry);
        if (seen.size() + fresh.size() > limit) {
            fresh.remove();
            overflow.run();
        }
    }

    /// What came since it was looked at last.
    public List<T> look() {
        List<T> shown = new ArrayList<>(fresh);
        seen.addAll(fresh);
        fresh.clear();
        return shown;
    }

    /// Lets go of the oldest that were seen.
    public void taken(int entries) {
        for (int i = 0; i < entries; i++) {
            seen.remove();
        }
    }
}
