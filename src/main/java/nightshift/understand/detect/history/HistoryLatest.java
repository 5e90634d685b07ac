package nightshift.understand.detect.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nightshift.fact.telemetry.HistoryPoint;

/// The values of a series' last windows, those of excursions too: for thresholds that a rule asks for from now on. 8
/// bytes a window. The loop's thread adds, any thread reads.
public final class HistoryLatest {
    /// Seconds since the epoch, without a sign.
    private final int[] ends;

    private final float[] values;
    private int next;
    private int size;

    public HistoryLatest(int capacity) {
        ends = new int[capacity];
        values = new float[capacity];
    }

    /// @param end of the window, seconds since the epoch
    public synchronized void add(long end, double value) {
        ends[next] = (int) end;
        values[next] = (float) value;
        next = (next + 1) % ends.length;
        size = Math.min(size + 1, ends.length);
    }

    /// All of them, oldest first, without bands.
    public synchronized List<HistoryPoint> points() {
        List<HistoryPoint> points = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int at = Math.floorMod(next - size + i, ends.length);
            points.add(new HistoryPoint(Instant.ofEpochSecond(Integer.toUnsignedLong(ends[at])), values[at], null, 0));
        }
        return points;
    }
}
