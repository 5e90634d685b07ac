package nightshift.simulate.shop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongConsumer;

/// A connection pool of one process: so many connections, a queue for them, and patience.
///
/// A leaked connection is never given back until the pool is recycled. The database does not feel it: whoever needs a
/// connection waits here, before the operation begins.
final class Pool {
    private final Engine engine;
    private final int size;
    private final long patience;
    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private int used;
    private int leaked;
    private int leaksToCome;
    private long timeouts;

    /// @param patience nanoseconds after which a waiter gives up
    Pool(Engine engine, int size, long patience) {
        this.engine = engine;
        this.size = size;
        this.patience = patience;
    }

    /// Borrows a connection: `got` runs with the nanoseconds waited as soon as there is one, or `gaveUp` after too
    /// long.
    void acquire(LongConsumer got, Runnable gaveUp) {
        if (used + leaked < size) {
            used++;
            got.accept(0);
            return;
        }
        Waiter waiter = new Waiter(engine.now(), got);
        waiting.add(waiter);
        engine.in(patience, () -> {
            if (waiting.remove(waiter)) {
                timeouts++;
                gaveUp.run();
            }
        });
    }

    /// Gives a borrowed connection back.
    void release() {
        used--;
        if (leaksToCome > 0) {
            leaksToCome--;
            leaked++;
        }
        serve();
    }

    /// Loses one connection, if there is one left: a free one, or else the next that comes back.
    void leak() {
        if (leaked + leaksToCome >= size) {
            return;
        }
        if (used + leaked < size) {
            leaked++;
        } else {
            leaksToCome++;
        }
    }

    /// Closes what leaked and opens it anew.
    void recycle() {
        leaked = 0;
        leaksToCome = 0;
        serve();
    }

    /// The pool of a new process, which begins to count anew.
    void renew() {
        timeouts = 0;
        recycle();
    }

    int size() {
        return size;
    }

    int used() {
        return used + leaked;
    }

    int leaked() {
        return leaked;
    }

    int pending() {
        return waiting.size();
    }

    /// How many have given up.
    long timeouts() {
        return timeouts;
    }

    private void serve() {
        while (used + leaked < size) {
            Waiter next = waiting.poll();
            if (next == null) {
                return;
            }
            used++;
            next.got.accept(engine.now() - next.since);
        }
    }

    /// Identity matters, not content: two may wait since the same moment.
    private static final class Waiter {
        private final long since;
        private final LongConsumer got;

        Waiter(long since, LongConsumer got) {
            this.since = since;
            this.got = got;
        }
    }
}
