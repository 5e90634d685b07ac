package nightshift.understand.objective;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// Requests and failures of one service by the minute, for the last six hours. 2.9 kB.
final class RequestTally {
    private static final int MINUTES = 361;

    private final float[] requests = new float[MINUTES];
    private final float[] failures = new float[MINUTES];
    private long first = Long.MAX_VALUE;
    private long newest = Long.MIN_VALUE;

    /// @param answered how many requests
    /// @param share of them that failed
    record Share(double answered, double share) {
        double failed() {
            return answered * share;
        }
    }

    /// Takes in a window; they come in order.
    void add(Instant end, double answered, double failed) {
        long minute = minute(end);
        if (newest != Long.MIN_VALUE) {
            for (long gone = Math.max(newest + 1, minute - MINUTES + 1); gone <= minute; gone++) {
                requests[slot(gone)] = 0;
                failures[slot(gone)] = 0;
            }
        }
        first = Math.min(first, minute);
        newest = Math.max(newest, minute);
        requests[slot(minute)] += (float) answered;
        failures[slot(minute)] += (float) failed;
    }

    /// Since when it counts, six hours at most.
    Duration known(Instant now) {
        long minutes = first == Long.MAX_VALUE ? 0 : Math.min(MINUTES - 1, minute(now) - first + 1);
        return Duration.ofMinutes(Math.max(0, minutes));
    }

    /// The whole minutes that a span reaches into, back from `from`.
    Share over(Instant from, Duration span) {
        long last = minute(from);
        long minutes = Math.clamp(span.toMinutes(), 1, MINUTES - 1);
        double answered = 0;
        double failed = 0;
        for (long minute = Math.max(first, last - minutes + 1); minute <= Math.min(last, newest); minute++) {
            if (minute > newest - MINUTES) {
                answered += requests[slot(minute)];
                failed += failures[slot(minute)];
            }
        }
        return new Share(answered, answered > 0 ? failed / answered : 0);
    }

    /// The median share of failures in as many parts of that length as are known back from `from`; of
    /// two in the middle the lower. Parts without requests say nothing; 0 when there are no others.
    double usual(Instant from, Duration part) {
        double[] shares = new double[Math.toIntExact(MINUTES / part.toMinutes()) + 1];
        int parts = 0;
        long oldest = Math.max(first, newest - MINUTES + 1);
        for (Instant end = from; minute(end) - part.toMinutes() + 1 >= oldest; end = end.minus(part)) {
            Share share = over(end, part);
            if (share.answered() > 0) {
                shares[parts++] = share.share();
            }
        }
        Arrays.sort(shares, 0, parts);
        return parts == 0 ? 0 : shares[(parts - 1) / 2];
    }

    /// Which minute a window counts in.
    static long minute(Instant end) {
        return Math.floorDiv(end.getEpochSecond() - 1, 60);
    }

    private static int slot(long minute) {
        return (int) Math.floorMod(minute, MINUTES);
    }
}
