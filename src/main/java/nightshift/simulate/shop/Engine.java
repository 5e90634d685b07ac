package nightshift.simulate.shop;

import java.util.PriorityQueue;

/// The world's time, in nanoseconds since its beginning, and what is to happen when. Events of the same
/// moment happen in the order in which they were planned, so that a world is the same every time.
final class Engine {
    static final long MILLISECOND = 1_000_000;
    static final long SECOND = 1_000_000_000;

    private final PriorityQueue<Event> events = new PriorityQueue<>(1024);
    private long now;
    private long planned;

    long now() {
        return now;
    }

    void in(long delay, Runnable what) {
        events.add(new Event(now + Math.max(0, delay), planned++, what));
    }

    void at(long time, Runnable what) {
        in(time - now, what);
    }

    /// Lets everything happen that is due by `time`, and moves the clock there.
    void runUntil(long time) {
        while (true) {
            Event next = events.peek();
            if (next == null || next.time > time) {
                break;
            }
            events.poll();
            now = next.time;
            next.what.run();
        }
        now = time;
    }

    private record Event(long time, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
