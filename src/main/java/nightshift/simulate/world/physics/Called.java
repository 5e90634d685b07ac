package nightshift.simulate.world.physics;

/// What one process saw of one of its calls since it started: each attempt counts. Only grows.
///
/// An attempt's duration begins when it has its connection: the wait for one of a pool is [PoolState]'s alone.
public final class Called {
    final Endings endings = new Endings();
    long attempts;
    long retries;
    int asking;
    int pending;

    /// All attempts, those that never got a connection included.
    public long attempts() {
        return attempts;
    }

    /// Attempts that were a repetition.
    public long retries() {
        return retries;
    }

    /// How attempts ended, as the caller sees it. One that got no connection in time is not among them.
    public Endings endings() {
        return endings;
    }
}
