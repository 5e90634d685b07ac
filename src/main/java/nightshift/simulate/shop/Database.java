package nightshift.simulate.shop;

/// The database: cores of its own, and nothing else that an operation waits for once it has a connection.
final class Database {
    private final Station cores;

    Database(Engine engine, int cores) {
        this.cores = new Station(engine, cores);
    }

    void execute(Stage.Query query, Trip trip, Runnable done) {
        cores.submit(Math.round(query.milliseconds() * trip.spread() * Engine.MILLISECOND), done);
    }

    Station cores() {
        return cores;
    }
}
