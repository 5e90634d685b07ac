package nightshift.simulate.shop;

/// Durations counted into buckets since the first of them: what a cumulative histogram of an SDK holds.
public final class Tally {
    private static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10};

    private final long[] buckets = new long[BOUNDS.length + 1];
    private final long since;
    private long count;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max;

    /// @param since world nanoseconds of the first measurement: a series starts with it, not with its process
    Tally(long since) {
        this.since = since;
    }

    void add(double seconds) {
        count++;
        sum += seconds;
        min = Math.min(min, seconds);
        max = Math.max(max, seconds);
        int bucket = 0;
        while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
            bucket++;
        }
        buckets[bucket]++;
    }

    /// Upper bounds of the buckets but the last, in seconds.
    public static int bounds() {
        return BOUNDS.length;
    }

    public static double bound(int index) {
        return BOUNDS[index];
    }

    /// How many fell into the bucket below `bound(index)`; the last bucket has no bound.
    public long bucket(int index) {
        return buckets[index];
    }

    /// World nanoseconds of the first measurement.
    public long since() {
        return since;
    }

    public long count() {
        return count;
    }

    /// Seconds in all.
    public double sum() {
        return sum;
    }

    public double min() {
        return min;
    }

    public double max() {
        return max;
    }
}
