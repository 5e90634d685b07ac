package nightshift.observe.sketch;

import nightshift.observe.intake.Buckets;

/// The buckets that the last point of a cumulative histogram had, from which the next one's are counted. 8 bytes a
/// bucket, 15 of them by most conventions.
final class Base {
    private Buckets.Form form = Buckets.Form.NONE;
    /// Print of the bounds, or the scale.
    private long layout;
    private int offset;
    private long zeros;
    private long[] counts = new long[0];

    /// Counts from here on.
    void begin(Buckets now) {
        form = now.form();
        layout = now.layout();
        offset = now.offset();
        zeros = now.zeros();
        if (counts.length != now.size()) {
            counts = new long[now.size()];
        }
        for (int at = 0; at < counts.length; at++) {
            counts[at] = now.count(at);
        }
    }

    /// Leaves in `now` what was added since the last point, and counts from it on.
    ///
    /// @return false when that can't be told: other bounds than before, or fewer in a bucket
    boolean rise(Buckets now) {
        boolean exponential = now.form() == Buckets.Form.EXPONENTIAL && form == now.form();
        if (exponential) {
            now.downscale((int) Math.max(0, now.layout() - layout));
            downscale((int) (layout - now.layout()));
        }
        boolean told = form == now.form() && layout == now.layout() && fits(now);
        if (told && offset == now.offset() && counts.length == now.size()) {
            long zerosNow = now.zeros();
            now.exchange(counts, zeros);
            zeros = zerosNow;
            return true;
        }
        long[] before = counts;
        int shift = now.offset() - offset;
        long zerosBefore = zeros;
        counts = new long[0];
        begin(now);
        if (told) {
            now.subtract(before, shift, zerosBefore);
        }
        return told;
    }

    /// Whether nothing of it is missing in the next point.
    private boolean fits(Buckets now) {
        int shift = offset - now.offset();
        for (int at = 0; at < counts.length; at++) {
            int there = at + shift;
            long after = there >= 0 && there < now.size() ? now.count(there) : 0;
            if (after < counts[at]) {
                return false;
            }
        }
        return now.zeros() >= zeros;
    }

    /// Each 2^steps neighbours become one: bucket `i` of a scale lies in bucket `i >> 1` of the next coarser one.
    private void downscale(int steps) {
        if (steps <= 0 || counts.length == 0) {
            layout -= Math.max(0, steps);
            return;
        }
        int low = offset >> steps;
        long[] coarser = new long[(offset + counts.length - 1 >> steps) - low + 1];
        for (int at = 0; at < counts.length; at++) {
            coarser[(offset + at >> steps) - low] += counts[at];
        }
        offset = low;
        counts = coarser;
        layout -= steps;
    }

    int bytes() {
        return counts.length * Long.BYTES;
    }
}
