package nightshift.simulate.shop.send;

import java.time.Instant;

/// World time as the wire has it: nanoseconds since 1970.
final class Moments {
    private final long start;

    Moments(Instant start) {
        this.start = unix(start);
    }

    static long unix(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }

    long unix(long sinceStart) {
        return start + sinceStart;
    }
}
