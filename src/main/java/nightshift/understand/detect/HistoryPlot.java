package nightshift.understand.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.HistoryPoint;
import org.jspecify.annotations.Nullable;

/// What was observed lately and what had been expected, for plots. 28 bytes a point. The loop's thread adds, any thread
/// reads.
final class HistoryPlot {
    private final long[] ends;
    private final float[] values;
    private final float[] lows;
    private final float[] forecasts;
    private final float[] highs;
    private final float[] confidences;
    private int next;
    private int size;

    HistoryPlot(int capacity) {
        ends = new long[capacity];
        values = new float[capacity];
        lows = new float[capacity];
        forecasts = new float[capacity];
        highs = new float[capacity];
        confidences = new float[capacity];
    }

    /// @param end of the window, seconds since the epoch
    /// @param band null while the series is too young for one
    synchronized void add(long end, double value, @Nullable Band band, double confidence) {
        ends[next] = end;
        values[next] = (float) value;
        lows[next] = band == null ? Float.NaN : (float) band.low();
        forecasts[next] = band == null ? Float.NaN : (float) band.forecast();
        highs[next] = band == null ? Float.NaN : (float) band.high();
        confidences[next] = (float) confidence;
        next = (next + 1) % ends.length;
        size = Math.min(size + 1, ends.length);
    }

    synchronized List<HistoryPoint> points() {
        List<HistoryPoint> points = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int at = Math.floorMod(next - size + i, ends.length);
            Band band = Float.isNaN(forecasts[at]) ? null : new Band(lows[at], forecasts[at], highs[at]);
            points.add(new HistoryPoint(Instant.ofEpochSecond(ends[at]), values[at], band, confidences[at]));
        }
        return points;
    }
}
