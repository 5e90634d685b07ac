package nightshift.simulate.world.chance;

/// Durations in buckets, sixteen to a factor of ten: wide enough for a microsecond of work and a minute of
/// waiting, mergeable by addition. A bucket's width bounds the error of a quantile to 8 %.
///
/// Costs 900 bytes.
public final class Durations {
    private static final int PER_DECADE = 16;
    private static final double LEAST = 1e-5;
    private static final int BUCKETS = 7 * PER_DECADE + 2;
    private static final double LOG_WIDTH = Math.log(10) / PER_DECADE;
    private static final double LOG_LEAST = Math.log(LEAST);
    private static final double[] MIDDLES = middles();

    private final long[] counts = new long[BUCKETS];
    private long count;
    private double sum;

    /// How many buckets there are; the last one has no upper bound.
    public static int buckets() {
        return BUCKETS;
    }

    /// Upper bound of a bucket in seconds, inclusive.
    public static double upperBound(int bucket) {
        return bucket == BUCKETS - 1 ? Double.POSITIVE_INFINITY : LEAST * Math.exp(bucket * LOG_WIDTH);
    }

    private static double[] middles() {
        double[] middles = new double[BUCKETS];
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            middles[bucket] = LEAST * Math.exp((bucket - 0.5) * LOG_WIDTH);
        }
        return middles;
    }

    public void add(double seconds, long times) {
        addLog(Math.log(Math.max(seconds, LEAST)), times);
    }

    /// The same for a natural logarithm of seconds.
    void addLog(double logSeconds, long times) {
        int bucket = Math.clamp((int) Math.ceil((logSeconds - LOG_LEAST) / LOG_WIDTH), 0, BUCKETS - 1);
        counts[bucket] += times;
        count += times;
        sum += MIDDLES[bucket] * times;
    }

    public void clear() {
        java.util.Arrays.fill(counts, 0);
        count = 0;
        sum = 0;
    }

    /// Adds all of another.
    public void merge(Durations other) {
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            counts[bucket] += other.counts[bucket];
        }
        count += other.count;
        sum += other.sum;
    }

    /// Takes away what is also in another: what came since it was copied.
    public void subtract(Durations earlier) {
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            counts[bucket] -= earlier.counts[bucket];
        }
        count -= earlier.count;
        sum -= earlier.sum;
    }

    public Durations copy() {
        Durations copy = new Durations();
        copy.merge(this);
        return copy;
    }

    public long count() {
        return count;
    }

    public long count(int bucket) {
        return counts[bucket];
    }

    /// Seconds of all together.
    public double sum() {
        return sum;
    }

    /// Mean in seconds; NaN when there are none.
    public double mean() {
        return sum / count;
    }

    /// How many were at most so long, by interpolation within a bucket: what a histogram with other bounds
    /// would hold.
    public long atMost(double seconds) {
        double place = (Math.log(Math.max(seconds, LEAST)) - LOG_LEAST) / LOG_WIDTH;
        int bucket = Math.clamp((int) Math.ceil(place), 0, BUCKETS - 1);
        long below = 0;
        for (int each = 0; each < bucket; each++) {
            below += counts[each];
        }
        double inside = Math.clamp(place - (bucket - 1), 0.0, 1.0);
        return below + Math.round(inside * counts[bucket]);
    }

    /// The duration in seconds that a share of all is at most; NaN when there are none.
    public double quantile(double share) {
        double wanted = share * count;
        double below = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            if (counts[bucket] > 0 && below + counts[bucket] >= wanted) {
                double inside = (wanted - below) / counts[bucket];
                return LEAST * Math.exp((bucket - 1 + inside) * LOG_WIDTH);
            }
            below += counts[bucket];
        }
        return Double.NaN;
    }
}
