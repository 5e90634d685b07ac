package nightshift.journal.window;

import nightshift.fact.telemetry.Band;
import org.jspecify.annotations.Nullable;

/// The rows of one window, by rising number of the series. A value keeps the 24 bits of a float, as much as a history
/// does.
final class WindowColumns {
    private final int[] series;
    private final long[] counts;
    private final float[] values;
    private final float[] lows;
    private final float[] forecasts;
    private final float[] highs;
    private final float[] confidences;

    /// @param series the file's numbers
    /// @param counts observations behind the values
    /// @param values in the signal's unit
    /// @param lows of the band; NaN where there was none, as for the two that follow
    /// @param forecasts of the band
    /// @param highs of the band
    /// @param confidences that the value was abnormal
    WindowColumns(
            int[] series,
            long[] counts,
            float[] values,
            float[] lows,
            float[] forecasts,
            float[] highs,
            float[] confidences) {
        this.series = series;
        this.counts = counts;
        this.values = values;
        this.lows = lows;
        this.forecasts = forecasts;
        this.highs = highs;
        this.confidences = confidences;
    }

    int[] series() {
        return series;
    }

    long[] counts() {
        return counts;
    }

    float[] values() {
        return values;
    }

    float[] lows() {
        return lows;
    }

    float[] forecasts() {
        return forecasts;
    }

    float[] highs() {
        return highs;
    }

    float[] confidences() {
        return confidences;
    }

    /// Still to be filled.
    static WindowColumns ofRows(int rows) {
        return new WindowColumns(
                new int[rows],
                new long[rows],
                new float[rows],
                new float[rows],
                new float[rows],
                new float[rows],
                new float[rows]);
    }

    int rows() {
        return series.length;
    }

    void row(int row, int number, long count, float value) {
        series[row] = number;
        counts[row] = count;
        values[row] = value;
    }

    void band(int row, @Nullable Band band, double confidence) {
        lows[row] = band == null ? Float.NaN : (float) band.low();
        forecasts[row] = band == null ? Float.NaN : (float) band.forecast();
        highs[row] = band == null ? Float.NaN : (float) band.high();
        confidences[row] = (float) confidence;
    }

    /// Rounding may have moved the three a little past each other.
    @Nullable
    Band band(int row) {
        float middle = forecasts[row];
        return Float.isNaN(middle) ? null : new Band(Math.min(lows[row], middle), middle, Math.max(highs[row], middle));
    }
}
