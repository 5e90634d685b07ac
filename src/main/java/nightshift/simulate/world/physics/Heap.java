package nightshift.simulate.world.physics;

/// The memory of one process with a garbage collector: young objects come and go, what lives stays, and the
/// less room it leaves, the more time collections take.
final class Heap {
    private static final double BASE = 0.3;
    private static final double YOUNG = 0.2;
    private static final double BYTES_PER_REQUEST = 300_000;
    private static final double BYTES_IN_FLIGHT = 100_000;
    private static final double SECONDS_PER_COLLECTION = 0.008;
    private static final double TIGHT = 0.75;
    private static final double MOST_SHARE = 0.7;

    private final double limit;
    private double young;
    private double leaked;
    private double live;
    private double share;
    private double seconds;
    private long collections;

    Heap(long limit) {
        this.limit = limit;
        this.live = BASE * limit;
    }

    /// A second passes.
    ///
    /// @return whether the limit is reached: the process is killed
    boolean pass(int started, int inFlight, double leak) {
        leaked += leak;
        live = Math.min(limit, BASE * limit + leaked + inFlight * BYTES_IN_FLIGHT);
        young += started * BYTES_PER_REQUEST;
        double room = Math.max(0.01 * limit, Math.min(YOUNG * limit, limit - live));
        int collected = (int) (young / room);
        young -= collected * room;
        double tight = Math.max(0, (live / limit - TIGHT) / (1 - TIGHT));
        share = Math.min(MOST_SHARE, collected * SECONDS_PER_COLLECTION + MOST_SHARE * tight * tight);
        collections += collected + (tight > 0 ? 1 : 0);
        seconds += share;
        return BASE * limit + leaked >= limit;
    }

    /// Share of the last second that collections took.
    double share() {
        return share;
    }

    long used() {
        return (long) Math.min(limit, live + young);
    }

    long live() {
        return (long) live;
    }

    double seconds() {
        return seconds;
    }

    long collections() {
        return collections;
    }
}
