package nightshift.simulate.world.physics;

import nightshift.simulate.world.chance.Line;

/// What one process did for one operation since it started. Only grows, but for what is under way.
public final class Served {
    final Endings endings = new Endings();
    final Line line = new Line();
    long arrivals;
    int active;
    int started;
    double hold;
    double queueWait;

    /// @param hold a first guess at how long one request holds its thread, in seconds
    Served(double hold) {
        this.hold = hold;
    }

    /// Requests that came.
    public long arrivals() {
        return arrivals;
    }

    /// Requests that it has taken and not yet answered, at this instant.
    public int inFlight() {
        return line.count() + active;
    }

    /// Those of them that wait for a thread, at this instant.
    public int waiting() {
        return line.count();
    }

    /// How long those waited for a thread that began in the last second, on average.
    public double queueWait() {
        return queueWait;
    }

    /// How requests ended, and after how long.
    public Endings endings() {
        return endings;
    }
}
