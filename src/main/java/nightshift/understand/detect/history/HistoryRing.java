package nightshift.understand.detect.history;

import java.util.Arrays;

/// The last values of one series, oldest overwritten first. 4 bytes a value.
public final class HistoryRing {
    private final float[] values;
    private int next;
    private int size;

    public HistoryRing(int capacity) {
        values = new float[capacity];
    }

    public void add(double value) {
        values[next] = (float) value;
        next = (next + 1) % values.length;
        size = Math.min(size + 1, values.length);
    }

    public void clear() {
        next = 0;
        size = 0;
    }

    /// Takes in the values of another, oldest first.
    public void addAll(HistoryRing later) {
        for (int i = 0; i < later.size; i++) {
            add(later.values[Math.floorMod(later.next - later.size + i, later.values.length)]);
        }
    }

    /// Shifts all values so that their mean is this.
    public void moveTo(double mean) {
        float shift = (float) (mean - mean());
        for (int i = 0; i < size; i++) {
            values[Math.floorMod(next - size + i, values.length)] += shift;
        }
    }

    /// 0 when empty.
    public double mean() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += values[Math.floorMod(next - size + i, values.length)];
        }
        return size == 0 ? 0 : sum / size;
    }

    /// The middle one of the values, the lower of two; 0 when empty.
    public double median() {
        float[] sorted = new float[size];
        copyLast(sorted);
        Arrays.sort(sorted);
        return size == 0 ? 0 : sorted[(size - 1) / 2];
    }

    public int size() {
        return size;
    }

    /// Copies the last `into.length` values, oldest first; NaN in front where there are fewer.
    public void copyLast(float[] into) {
        int known = Math.min(size, into.length);
        Arrays.fill(into, 0, into.length - known, Float.NaN);
        for (int i = 0; i < known; i++) {
            into[into.length - known + i] = values[Math.floorMod(next - known + i, values.length)];
        }
    }
}
