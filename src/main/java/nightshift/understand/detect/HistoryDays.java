package nightshift.understand.detect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A series' last week as means of five minutes: what the same time of day looked like. 1.1 KiB a day, allocated
/// when the day begins, 9.2 KiB at most; a series that lived for an hour has one day.
final class HistoryDays {
    private static final int DAYS = 8;
    private static final long DAY_SECONDS = 86_400;
    private static final int BUCKET_SECONDS = 300;
    private static final int BUCKETS = (int) DAY_SECONDS / BUCKET_SECONDS;

    private final float[] @Nullable [] days = new float[DAYS][];
    private long today = Long.MIN_VALUE;
    private long bucket = Long.MIN_VALUE;
    /// When the first window began; before, nothing is known.
    private long began = Long.MAX_VALUE;

    private double sum;
    private int count;

    /// Takes in the value of the window that began at `start`, in seconds since the epoch; windows come in order.
    void add(long start, double value) {
        began = Math.min(began, start);
        long slot = Math.floorDiv(start, BUCKET_SECONDS);
        if (slot != bucket) {
            bucket = slot;
            sum = 0;
            count = 0;
        }
        sum += value;
        count++;
        page(Math.floorDiv(start, DAY_SECONDS))[(int) Math.floorMod(slot, BUCKETS)] = (float) (sum / count);
    }

    /// Copies the means around the time of day of `start`, `back` days before, `spacing` seconds apart, the
    /// middle element at the same time; NaN where nothing is known. Steps shorter than a bucket are interpolated.
    void copySameTime(long start, int step, int back, float[] into) {
        int spacing = Math.max(BUCKET_SECONDS, step);
        if (start - back * DAY_SECONDS + (long) (into.length - into.length / 2) * spacing < began) {
            Arrays.fill(into, Float.NaN);
            return;
        }
        for (int i = 0; i < into.length; i++) {
            long at = start - back * DAY_SECONDS + (long) (i - into.length / 2) * spacing;
            into[i] = at(at, step);
        }
    }

    /// How far the same time of day moved between two times, by the median of the days before that know both; 0 when
    /// none does. Half as far with one day, since one may have been special.
    double moved(long from, long to, int step) {
        double[] moves = new double[DAYS - 1];
        int known = 0;
        for (int back = 1; back < DAYS && to - back * DAY_SECONDS >= began; back++) {
            float before = at(from - back * DAY_SECONDS, step);
            float after = at(to - back * DAY_SECONDS, step);
            if (!Float.isNaN(before) && !Float.isNaN(after)) {
                moves[known++] = after - before;
            }
        }
        Arrays.sort(moves, 0, known);
        double median = known == 0 ? 0 : (moves[(known - 1) / 2] + moves[known / 2]) / 2;
        return median * known / (known + 1.0);
    }

    /// The highest, or the lowest, value that at least so many of the last days reached around the time of day of
    /// `start`;
    /// NaN when fewer days are known.
    double reached(long start, int step, int times, boolean highest) {
        double[] extremes = new double[DAYS - 1];
        int known = 0;
        long spacing = Math.max(BUCKET_SECONDS, step);
        for (int back = 1; back < DAYS && start - back * DAY_SECONDS + spacing >= began; back++) {
            double extreme = Double.NaN;
            for (long off = -spacing; off <= spacing; off += spacing) {
                float mean = mean(Math.floorDiv(start - back * DAY_SECONDS + off, BUCKET_SECONDS));
                boolean farther = Double.isNaN(extreme) || (highest ? mean > extreme : mean < extreme);
                extreme = !Float.isNaN(mean) && farther ? mean : extreme;
            }
            if (!Double.isNaN(extreme)) {
                extremes[known++] = extreme;
            }
        }
        Arrays.sort(extremes, 0, known);
        return known < times ? Double.NaN : extremes[highest ? known - times : times - 1];
    }

    private float at(long at, int step) {
        return step >= BUCKET_SECONDS ? mean(Math.floorDiv(at, BUCKET_SECONDS)) : between(at);
    }

    private float between(long at) {
        long centred = at - BUCKET_SECONDS / 2;
        long left = Math.floorDiv(centred, BUCKET_SECONDS);
        float share = (centred - left * BUCKET_SECONDS) / (float) BUCKET_SECONDS;
        float a = mean(left);
        float b = mean(left + 1);
        if (Float.isNaN(a) || Float.isNaN(b)) {
            return mean(Math.floorDiv(at, BUCKET_SECONDS));
        }
        return a + share * (b - a);
    }

    private float mean(long slot) {
        long day = Math.floorDiv(slot, BUCKETS);
        if (day > today || day <= today - DAYS) {
            return Float.NaN;
        }
        float[] page = days[(int) Math.floorMod(day, DAYS)];
        return page == null ? Float.NaN : page[(int) Math.floorMod(slot, BUCKETS)];
    }

    private float[] page(long day) {
        int index = (int) Math.floorMod(day, DAYS);
        if (day != today) {
            forget(day);
            today = day;
        }
        float[] page = days[index];
        if (page == null) {
            page = new float[BUCKETS];
            Arrays.fill(page, Float.NaN);
            days[index] = page;
        }
        return page;
    }

    private void forget(long day) {
        long from = Math.max(today + 1, day - DAYS + 1);
        for (long gone = from; gone <= day; gone++) {
            days[(int) Math.floorMod(gone, DAYS)] = null;
        }
    }
}
