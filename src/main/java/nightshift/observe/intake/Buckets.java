package nightshift.observe.intake;

import java.util.Arrays;

/// The buckets of one histogram point. Reused from point to point, so that a point costs no object. Filled by a
/// decoder; not safe for several threads.
public final class Buckets {
    /// More are no histogram that anybody sends.
    private static final int MOST = 1024;
    /// Neighbours of a finer exponential histogram are counted together until so many are left.
    private static final int KEPT = 128;
    /// The scales of the data model.
    private static final int FINEST = 20;
    private static final int COARSEST = -10;
    private static final int FARTHEST = 1 << 30;

    private Form form = Form.NONE;
    private long[] counts = new long[32];
    private double[] bounds = new double[32];
    private int size;
    private int bounded;
    private long layout;
    private int offset;
    private long zeros;
    private double min;
    private double max;

    /// What the bounds of the buckets are.
    public enum Form {
        /// None: count and sum are all there is.
        NONE,
        /// Upper bounds as sent, one fewer than buckets.
        EXPLICIT,
        /// Powers of `2^(2^-scale)`.
        EXPONENTIAL
    }

    public void clear() {
        form = Form.NONE;
        size = 0;
        bounded = 0;
        layout = 0;
        offset = 0;
        zeros = 0;
        min = Double.NaN;
        max = Double.NaN;
    }

    /// Adds the next bucket's count; more than any histogram has are not kept, and make it malformed.
    public void addCount(long count) {
        if (size == counts.length && size <= MOST) {
            counts = Arrays.copyOf(counts, size * 2);
        }
        if (size < counts.length) {
            counts[size] = count;
        }
        size++;
    }

    /// Adds the next upper bound.
    public void addBound(double bound) {
        if (bounded == bounds.length && bounded <= MOST) {
            bounds = Arrays.copyOf(bounds, bounded * 2);
        }
        if (bounded < bounds.length) {
            bounds[bounded] = bound;
        }
        bounded++;
    }

    public void min(double least) {
        min = least;
    }

    public void max(double most) {
        max = most;
    }

    /// What was added has explicit bounds.
    ///
    /// @return false when it is malformed: as many bounds as buckets less one, rising, none of them NaN
    public boolean explicit() {
        if (bounded > 0 && bounded <= MOST && bounds[bounded - 1] == Double.POSITIVE_INFINITY) {
            withoutInfinity();
        }
        if (size <= 1 && bounded == 0) {
            size = 0;
            return true;
        }
        if (size != bounded + 1 || size > MOST || negative()) {
            return false;
        }
        layout = Double.doubleToRawLongBits(bounds[0]);
        for (int at = 1; at < bounded; at++) {
            if (!(bounds[at] > bounds[at - 1])) {
                return false;
            }
            layout = layout * 31 + Double.doubleToRawLongBits(bounds[at]);
        }
        form = Form.EXPLICIT;
        return !Double.isNaN(bounds[0]);
    }

    /// What was added has exponential bounds.
    ///
    /// @param scale of the data model
    /// @param first index of the first bucket
    /// @param ofZero observations in no bucket, since they were zero
    /// @return false when it is malformed
    public boolean exponential(long scale, long first, long ofZero) {
        boolean sane = scale >= COARSEST && scale <= FINEST && Math.abs(first) < FARTHEST && ofZero >= 0;
        if (!sane || size > MOST || negative()) {
            return false;
        }
        form = Form.EXPONENTIAL;
        layout = scale;
        offset = (int) first;
        zeros = ofZero;
        int steps = 0;
        while (size > 0 && (offset + size - 1 >> steps) - (offset >> steps) >= KEPT) {
            steps++;
        }
        downscale(steps);
        return true;
    }

    /// Some senders say the last bound that needs no saying: both last buckets are one.
    private void withoutInfinity() {
        if (size == bounded + 1 && size <= MOST) {
            counts[size - 2] += counts[size - 1];
            size--;
        }
        bounded--;
    }

    private boolean negative() {
        for (int at = 0; at < size; at++) {
            if (counts[at] < 0) {
                return true;
            }
        }
        return false;
    }

    public Form form() {
        return form;
    }

    /// Whether it says more than count and sum.
    public boolean any() {
        return form != Form.NONE;
    }

    /// How many buckets there are.
    public int size() {
        return size;
    }

    public long count(int bucket) {
        return counts[bucket];
    }

    /// Upper bound of an explicit bucket that is not the last.
    public double bound(int bucket) {
        return bounds[bucket];
    }

    /// A print of the explicit bounds, or the scale.
    public long layout() {
        return layout;
    }

    /// Index of the first exponential bucket.
    public int offset() {
        return offset;
    }

    /// Observations of zero in an exponential histogram.
    public long zeros() {
        return zeros;
    }

    /// The least observation, of the time since the start; NaN if it was not sent.
    public double min() {
        return min;
    }

    /// The greatest observation, of the time since the start; NaN if it was not sent.
    public double max() {
        return max;
    }

    /// Takes off what there was before.
    ///
    /// @param before counts, of which none is greater than here
    /// @param shift how much lower the first of them begins
    public void subtract(long[] before, int shift, long zerosBefore) {
        for (int at = 0; at < before.length; at++) {
            if (before[at] > 0) {
                counts[at - shift] -= before[at];
            }
        }
        zeros -= zerosBefore;
    }

    /// Leaves what is more than before, of the same buckets, and what there is now in the place of what was before.
    public void exchange(long[] before, long zerosBefore) {
        for (int at = 0; at < before.length; at++) {
            long now = counts[at];
            counts[at] = now - before[at];
            before[at] = now;
        }
        zeros -= zerosBefore;
    }

    /// Makes exponential buckets coarser: each 2^steps neighbours become one.
    public void downscale(int steps) {
        if (steps <= 0) {
            return;
        }
        layout -= steps;
        if (size == 0) {
            offset >>= steps;
            return;
        }
        int low = offset >> steps;
        int last = 0;
        for (int at = 0; at < size; at++) {
            int to = (offset + at >> steps) - low;
            long count = counts[at];
            counts[at] = 0;
            counts[to] += count;
            last = to;
        }
        offset = low;
        size = last + 1;
    }
}
