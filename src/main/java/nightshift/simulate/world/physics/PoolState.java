package nightshift.simulate.world.physics;

import nightshift.simulate.world.chance.Durations;
import nightshift.simulate.world.chance.Line;
import nightshift.simulate.world.layout.Pool;

/// The pool of connections that one process keeps.
public final class PoolState {
    final Line line = new Line();
    final Durations waits = new Durations();
    final Durations uses = new Durations();
    private final Pool pool;
    double leaked;
    boolean leaking;
    int busy;
    long timeouts;
    double demand;
    double waitMean;
    double refusedShare;

    PoolState(Pool pool) {
        this.pool = pool;
    }

    /// Connections that can be had at all.
    double usable() {
        return Math.max(0, size() - leaked);
    }

    /// From now on it loses connections.
    public void leak() {
        leaking = true;
    }

    /// How long those wait who get a connection, on average, in the last second.
    public double waitMean() {
        return waitMean;
    }

    /// Share of those whose wait ended in the last second that got none.
    public double refusedShare() {
        return refusedShare;
    }

    /// Closes all connections and opens new ones.
    void recycle() {
        leaked = 0;
        leaking = false;
    }

    /// Connections it may have.
    public int size() {
        return pool.size();
    }

    /// Connections that are out at this instant, leaked ones included. An instant's value: a busy pool may
    /// read 0.
    public int used() {
        return Math.min(size(), busy + leaked());
    }

    /// Connections at hand at this instant.
    public int idle() {
        return size() - used();
    }

    /// Connections that nobody will give back.
    public int leaked() {
        return (int) leaked;
    }

    /// Requests that wait for one at this instant.
    public int waiting() {
        return line.count();
    }

    /// How long requests waited that got one, since the process started.
    public Durations waits() {
        return waits;
    }

    /// How long a connection was out, since the process started.
    public Durations uses() {
        return uses;
    }

    /// Requests that got none in time, since the process started.
    public long timeouts() {
        return timeouts;
    }
}
