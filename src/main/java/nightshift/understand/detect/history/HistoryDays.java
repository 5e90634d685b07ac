package nightshift.understand.detect.history;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A series' last week as means of five minutes: what the same time of day looked like.
///
/// Two hours that are over are kept as the least and the greatest of their means and a byte for each
/// between them: right to 1/508 of what those two hours ranged over, so that a busy noon does not blur a
/// quiet night. 400 bytes a day, allocated when its first two hours are over, 3.4 KB at most.
public final class HistoryDays {
    private static final int DAYS = 8;
    private static final long DAY_SECONDS = 86_400;
    private static final int BUCKET_SECONDS = 300;
    private static final int BLOCK = 24;
    private static final int BLOCKS = (int) DAY_SECONDS / BUCKET_SECONDS / BLOCK;
    private static final int RANGE_BYTES = 2 * Float.BYTES;
    private static final int BLOCK_BYTES = RANGE_BYTES + BLOCK;

    /// Of a byte between the least and the greatest; none of them stands for a mean that is not known.
    private static final int LEVELS = 254;

    private final byte[] @Nullable [] days = new byte[DAYS] @Nullable [];
    private final float[] current = new float[BLOCK];
    private long today = Long.MIN_VALUE;
    private long block = Long.MIN_VALUE;
    private long bucket = Long.MIN_VALUE;
    /// When the first window began; before, nothing is known.
    private long began = Long.MAX_VALUE;

    private double sum;
    private int count;

    /// Takes in the value of the window that began at `start`, in seconds since the epoch; windows come in order.
    public void add(long start, double value) {
        began = Math.min(began, start);
        long slot = Math.floorDiv(start, BUCKET_SECONDS);
        if (slot != bucket) {
            begin(Math.floorDiv(slot, BLOCK));
            bucket = slot;
            sum = 0;
            count = 0;
        }
        sum += value;
        count++;
        current[Math.floorMod(slot, BLOCK)] = (float) (sum / count);
    }

    /// Copies the means around the time of day of `start`, `back` days before, `spacing` seconds apart, the
    /// middle element at the same time; NaN where nothing is known. Steps shorter than a bucket are interpolated.
    public void copySameTime(long start, int step, int back, float[] into) {
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
    public double moved(long from, long to, int step) {
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

    /// The highest, or the lowest, value that at least so many of the last days reached around the time
    /// of day of `start`; NaN when fewer days are known.
    public double reached(long start, int step, int times, boolean highest) {
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
        long at = Math.floorDiv(slot, BLOCK);
        if (at == block) {
            return current[Math.floorMod(slot, BLOCK)];
        }
        long day = Math.floorDiv(at, BLOCKS);
        if (day > today || day <= today - DAYS) {
            return Float.NaN;
        }
        byte[] page = days[Math.floorMod(day, DAYS)];
        return page == null ? Float.NaN : unpacked(page, Math.floorMod(at, BLOCKS), Math.floorMod(slot, BLOCK));
    }

    private static float unpacked(byte[] page, int part, int place) {
        int level = page[part * BLOCK_BYTES + RANGE_BYTES + place] & 0xff;
        if (level == 0) {
            return Float.NaN;
        }
        ByteBuffer range = ByteBuffer.wrap(page, part * BLOCK_BYTES, RANGE_BYTES);
        float least = range.getFloat();
        return least + (level - 1) * ((range.getFloat() - least) / LEVELS);
    }

    private void begin(long next) {
        if (next == block) {
            return;
        }
        if (block != Long.MIN_VALUE) {
            pack();
        }
        Arrays.fill(current, Float.NaN);
        block = next;
        long day = Math.floorDiv(next, BLOCKS);
        for (long gone = Math.max(today + 1, day - DAYS + 1); gone <= day; gone++) {
            days[Math.floorMod(gone, DAYS)] = null;
        }
        today = day;
    }

    /// Two hours are over.
    private void pack() {
        int index = Math.floorMod(today, DAYS);
        byte[] page = days[index];
        if (page == null) {
            page = new byte[BLOCKS * BLOCK_BYTES];
            days[index] = page;
        }
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (float mean : current) {
            least = mean < least ? mean : least;
            greatest = mean > greatest ? mean : greatest;
        }
        float level = (greatest - least) / LEVELS;
        ByteBuffer out = ByteBuffer.wrap(page, Math.floorMod(block, BLOCKS) * BLOCK_BYTES, BLOCK_BYTES);
        out.putFloat(least).putFloat(greatest);
        for (float mean : current) {
            out.put((byte) (Float.isNaN(mean) ? 0 : 1 + (level > 0 ? Math.round((mean - least) / level) : 0)));
        }
    }
}
