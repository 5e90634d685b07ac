package nightshift.simulate.shop;

/// The database: cores of its own, and locks that open transactions hold.
///
/// Only the rows of the service that leaked a transaction are locked: its operations wait, another service's do not.
final class Database {
    /// Milliseconds by which one forgotten transaction holds up each operation on the rows it locked, in the mean.
    private static final double LOCK_WAIT = 18;

    private final Engine engine;
    private final Station cores;

    Database(Engine engine, int cores) {
        this.engine = engine;
        this.cores = new Station(engine, cores);
    }

    /// @param forgotten transactions left open on the same rows
    void execute(Stage.Query query, int forgotten, Trip trip, Runnable done) {
        long work = Math.round(query.milliseconds() * trip.spread() * Engine.MILLISECOND);
        if (forgotten == 0) {
            cores.submit(work, done);
        } else {
            double wait = forgotten * LOCK_WAIT * trip.spread();
            engine.in(Math.round(wait * Engine.MILLISECOND), () -> cores.submit(work, done));
        }
    }

    Station cores() {
        return cores;
    }
}
