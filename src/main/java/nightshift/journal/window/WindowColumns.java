package nightshift.journal.window;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import nightshift.fact.telemetry.Band;
import org.jspecify.annotations.Nullable;

/// The rows of one window, by rising number of the series. A value keeps the 24 bits of a float, as much as a history
/// does.
///
/// @param series the file's numbers
/// @param counts observations behind the values
/// @param values in the signal's unit
/// @param steps seconds between the points of the slowest sender behind the values
/// @param lows of the band; NaN where there was none, as for the two that follow
/// @param forecasts of the band
/// @param highs of the band
/// @param confidences that the value was abnormal
record WindowColumns(
        int[] series,
        long[] counts,
        float[] values,
        int[] steps,
        float[] lows,
        float[] forecasts,
        float[] highs,
        float[] confidences) {
    /// Still to be filled.
    static WindowColumns ofRows(int rows) {
        return new WindowColumns(
                new int[rows],
                new long[rows],
                new float[rows],
                new int[rows],
                new float[rows],
                new float[rows],
                new float[rows],
                new float[rows]);
    }

    /// The rows of some series; empty when there are none.
    Optional<WindowColumns> only(IntPredicate wanted) {
        int[] rows = IntStream.range(0, rows())
                .filter(row -> wanted.test(series[row]))
                .toArray();
        WindowColumns some = ofRows(rows.length);
        for (int i = 0; i < rows.length; i++) {
            some.row(i, series[rows[i]], counts[rows[i]], values[rows[i]], steps[rows[i]]);
            some.band(i, band(rows[i]), confidences[rows[i]]);
        }
        return rows.length == 0 ? Optional.empty() : Optional.of(some);
    }

    int rows() {
        return series.length;
    }

    void row(int row, int number, long count, float value, int step) {
        series[row] = number;
        counts[row] = count;
        values[row] = value;
        steps[row] = step;
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
