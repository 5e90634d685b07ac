package nightshift.observe.sketch;

import com.datadoghq.sketch.ddsketch.store.Store;
import java.util.Arrays;

/// How many durations fell into each bin of the [Scale]: one array from the lowest bin in use to the
/// highest, at most [Scale#BINS] of them. Where more would be needed the lowest are counted together:
/// what is slow stays exact. 16 bytes and 4 a bin of the range in use, some 30 bins for a service whose
/// answers take from 10 to 150 ms.
final class Bins {
    private static final int[] NONE = {};
    /// Bins that the array grows by.
    private static final int CHUNK = 16;
    /// Below this share of its upper end a range from nothing is not spread: too few to matter.
    private static final double NEGLIGIBLE = 1.0 / 32;
    /// What becomes fewer by less than this from one end to the other lies evenly.
    private static final double EVEN = 1e-3;

    private int first;
    private int[] counts = NONE;

    void clear() {
        Arrays.fill(counts, 0);
    }

    void add(int bin, long times) {
        if (bin - first >= counts.length || bin < first && counts.length < Scale.BINS) {
            reach(bin);
        }
        int at = Math.max(0, bin - first);
        counts[at] = (int) Math.min(Integer.MAX_VALUE, counts[at] + times);
    }

    /// Adds durations that lie evenly between two, in seconds.
    void spread(double low, double high, long times) {
        spread(low, high, times, 0);
    }

    /// Adds durations that lie between two, in seconds, the longer the fewer.
    ///
    /// @param decay share by which they become fewer with each second; 0 for evenly
    void spread(double low, double high, long times, double decay) {
        double from = Math.max(low, high * NEGLIGIBLE);
        double length = high - low;
        boolean even = decay * length < EVEN;
        double all = even ? length : Math.expm1(-decay * length);
        int last = Scale.bin(high);
        long before = 0;
        for (int bin = Math.min(Scale.bin(from), last); bin < last && before < times; bin++) {
            double part = Scale.upper(bin) - low;
            long so = Math.round(times * ((even ? part : Math.expm1(-decay * part)) / all));
            if (so > before) {
                add(bin, so - before);
                before = so;
            }
        }
        if (times > before) {
            add(last, times - before);
        }
    }

    /// Adds all of another's.
    void merge(Bins other) {
        int shift = other.first - first;
        if (shift < 0 || shift + other.counts.length > counts.length) {
            mergeOneByOne(other);
            return;
        }
        // nothing has to grow: so it is with nearly every time series of every window
        for (int at = 0; at < other.counts.length; at++) {
            counts[at + shift] = sum(counts[at + shift], other.counts[at]);
        }
    }

    private void mergeOneByOne(Bins other) {
        for (int at = 0; at < other.counts.length; at++) {
            if (other.counts[at] > 0) {
                add(other.first + at, other.counts[at]);
            }
        }
    }

    /// How many durations fell into the bins above one, up to another.
    long between(int above, int upTo) {
        long sum = 0;
        for (int at = (int) Math.max(0, (long) above + 1 - first); at < counts.length && first + at <= upTo; at++) {
            sum += counts[at];
        }
        return sum;
    }

    /// Adds each bin up to one that holds something to a store of the library.
    void copyTo(Store store, int upTo) {
        for (int at = 0; at < counts.length && first + at <= upTo; at++) {
            if (counts[at] > 0) {
                store.add(first + at, (double) counts[at]);
            }
        }
    }

    /// Bytes of the array.
    int bytes() {
        return counts.length * Integer.BYTES;
    }

    /// Makes room for a bin, and lets those that are more than the most bins below the highest fall together.
    private void reach(int bin) {
        if (counts.length == 0) {
            first = Math.floorDiv(bin, CHUNK) * CHUNK;
            counts = new int[CHUNK];
            return;
        }
        int low = Math.min(first, Math.floorDiv(bin, CHUNK) * CHUNK);
        int high = Math.max(first + counts.length, (Math.floorDiv(bin, CHUNK) + 1) * CHUNK);
        if (high - low > Scale.BINS) {
            high = Math.max(bin, highest()) + 1;
            low = Math.max(Math.min(bin, lowest()), high - Scale.BINS);
        }
        int[] wider = new int[high - low];
        for (int at = 0; at < counts.length; at++) {
            if (counts[at] > 0) {
                int to = Math.max(0, first + at - low);
                wider[to] = sum(wider[to], counts[at]);
            }
        }
        first = low;
        counts = wider;
    }

    /// Of two counts; no more than fits.
    private static int sum(int one, int other) {
        int sum = one + other;
        return sum < 0 ? Integer.MAX_VALUE : sum;
    }

    private int lowest() {
        int at = 0;
        while (at < counts.length - 1 && counts[at] == 0) {
            at++;
        }
        return first + at;
    }

    private int highest() {
        int at = counts.length - 1;
        while (at > 0 && counts[at] == 0) {
            at--;
        }
        return first + at;
    }
}
