package nightshift.observe.sketch;

import nightshift.observe.intake.Buckets;
import org.jspecify.annotations.Nullable;

/// The durations of one sender's time series in its open windows. Some 100 bytes, and for each window that was open
/// lately the [Bins]; a cumulative histogram also has its [Base]: about 0.9 kB in all for one of 15 buckets whose
/// values lie within a factor of ten, 2.5 kB with 128 bins in each of four windows; 8 bytes more for each
/// bucket beyond 15.
public final class StreamSketch {
    /// How far a sum may be beyond what the buckets allow before their bounds are not believed.
    private static final double ROUNDING = 0.01;

    private final double factor;
    private final long[] numbers;
    private final @Nullable Bins[] windows;
    private @Nullable Base base;

    /// @param factor from the sender's unit to seconds
    /// @param open windows that are open at the same time, a power of two
    public StreamSketch(double factor, int open) {
        this.factor = factor;
        this.numbers = new long[open];
        this.windows = new @Nullable Bins[open];
    }

    /// Adds one duration in seconds.
    public void observe(long window, double seconds) {
        bins(window).add(Scale.bin(seconds), 1);
    }

    /// Counts from a cumulative point on.
    public void begin(Buckets now) {
        Base from = base == null ? new Base() : base;
        from.begin(now);
        base = from;
    }

    /// Adds what a cumulative point has more than the one before. Where the bounds are others than before nobody can
    /// tell how long its durations were: only their mean is known then, and it is no sample of them.
    ///
    /// @param sum of what is new, in the sender's unit; NaN if unknown
    /// @param count of what is new
    public void rise(long window, Buckets now, double sum, long count) {
        Base from = base;
        if (from == null) {
            begin(now);
        } else if (from.rise(now)) {
            add(window, now, sum, count);
        }
    }

    /// Adds what a point has, all of which is new. Without buckets, or with bounds that the sum proves
    /// wrong, all of it took as long as the mean.
    ///
    /// @param sum in the sender's unit; NaN if unknown
    public void add(long window, Buckets now, double sum, long count) {
        if (count <= 0) {
            return;
        }
        Bins bins = bins(window);
        boolean believed = switch (now.form()) {
            case NONE -> false;
            case EXPLICIT -> believable(now, sum);
            case EXPONENTIAL -> true;
        };
        if (!believed) {
            if (!Double.isNaN(sum)) {
                bins.add(Scale.bin(sum / count * factor), count);
            }
        } else if (now.form() == Buckets.Form.EXPLICIT) {
            explicit(bins, now, sum);
        } else {
            exponential(bins, now);
        }
    }

    /// What a window holds; null when it holds nothing.
    @Nullable
    Bins read(long window) {
        int at = (int) (window & (windows.length - 1));
        return numbers[at] == window ? windows[at] : null;
    }

    private Bins bins(long window) {
        int at = (int) (window & (windows.length - 1));
        Bins bins = windows[at];
        if (bins == null) {
            bins = new Bins();
            windows[at] = bins;
        } else if (numbers[at] != window) {
            bins.clear();
        }
        numbers[at] = window;
        return bins;
    }

    /// Bounds in another unit than the values are a slip that is seen in the wild.
    private static boolean believable(Buckets now, double sum) {
        double least = 0;
        double most = 0;
        for (int at = 0; at < now.size(); at++) {
            if (now.count(at) > 0) {
                least += now.count(at) * low(now, at);
                most += now.count(at) * high(now, at);
            }
        }
        return Double.isNaN(sum) || sum >= least * (1 - ROUNDING) && sum <= most * (1 + ROUNDING);
    }

    private void explicit(Bins bins, Buckets now, double sum) {
        int last = now.size() - 1;
        double rest = sum;
        double longer = 0;
        for (int at = 0; at <= last; at++) {
            longer += now.count(at);
        }
        for (int at = 0; at < last; at++) {
            longer -= now.count(at);
            if (now.count(at) > 0) {
                double low = low(now, at);
                double high = high(now, at);
                bins.spread(low * factor, high * factor, now.count(at), decay(now, at, longer) / factor);
                rest -= now.count(at) * (low + high) / 2;
            }
        }
        if (now.count(last) > 0) {
            double mean = rest / now.count(last);
            double low = low(now, last);
            double longest = Double.isNaN(now.max()) ? Double.POSITIVE_INFINITY : Math.max(low, now.max());
            double each = Double.isFinite(mean) ? Math.clamp(mean, low, longest) : low;
            bins.add(Scale.bin(each * factor), now.count(last));
        }
    }

    /// How fast durations become fewer within a bucket: as fast as from the bucket before to all that are
    /// longer, and as fast as those that are longer than the bucket allow. Buckets widen faster than most
    /// tails thin out: a few evenly between 100 and 250 ms would make a p95 of 130 out of one of 108.
    ///
    /// @param longer how many are longer than the bucket
    private static double decay(Buckets now, int bucket, double longer) {
        double from = longer + now.count(bucket);
        double before = bucket == 0 ? 0 : now.count(bucket - 1);
        double behind = bucket == 0 ? 0 : high(now, bucket - 1) - low(now, bucket - 1);
        double width = high(now, bucket) - low(now, bucket);
        if (before <= 0 || behind <= 0 || width <= 0) {
            return 0;
        }
        double falling = Math.log((before + from) / from) / behind;
        return longer > 0 ? Math.min(falling, Math.log(from / longer) / width) : falling;
    }

    private static double low(Buckets now, int bucket) {
        double low = bucket == 0 ? 0 : Math.max(0, now.bound(bucket - 1));
        return now.min() > low ? Math.min(now.min(), high(now, bucket)) : low;
    }

    private static double high(Buckets now, int bucket) {
        double low = bucket == 0 ? 0 : Math.max(0, now.bound(bucket - 1));
        double high = bucket == now.size() - 1 ? Double.POSITIVE_INFINITY : Math.max(low, now.bound(bucket));
        return now.max() < high ? Math.max(now.max(), low) : high;
    }

    private void exponential(Bins bins, Buckets now) {
        double step = Math.scalb(1.0, (int) -now.layout());
        for (int at = 0; at < now.size(); at++) {
            if (now.count(at) > 0) {
                double low = Math.pow(2, (now.offset() + at) * step);
                double high = Math.pow(2, (now.offset() + at + 1) * step);
                bins.spread(low * factor, high * factor, now.count(at));
            }
        }
        if (now.zeros() > 0) {
            bins.add(Scale.bin(0), now.zeros());
        }
    }

    /// Bytes of its arrays: bins and base.
    public int bytes() {
        int bytes = base == null ? 0 : base.bytes();
        for (Bins bins : windows) {
            bytes += bins == null ? 0 : bins.bytes();
        }
        return bytes;
    }
}
