package nightshift.journal.window;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Distributions;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.Window;
import org.jspecify.annotations.Nullable;

/// The rows of one window, by rising number of the series. A value keeps the 24 bits of a float, as much as a history
/// does.
final class WindowColumns {
    private final int[] series;
    private final long[] counts;
    private final float[] values;
    private final int[] steps;
    private final float[] lows;
    private final float[] forecasts;
    private final float[] highs;
    private final float[] confidences;
    private final Distributions distributions;

    /// Still to be filled.
    WindowColumns(int rows) {
        series = new int[rows];
        counts = new long[rows];
        values = new float[rows];
        steps = new int[rows];
        lows = new float[rows];
        forecasts = new float[rows];
        highs = new float[rows];
        confidences = new float[rows];
        distributions = new Distributions(rows);
    }

    /// A window as it closed.
    ///
    /// @param numbers the file's, of its rows in their order
    /// @param readings the bands of its rows, of series that had no window since
    static WindowColumns of(Window window, int[] numbers, SeriesDirectory directory, Readings readings) {
        long[] order = new long[numbers.length];
        for (int row = 0; row < order.length; row++) {
            order[row] = (long) numbers[row] << Integer.SIZE | row;
        }
        Arrays.sort(order);
        WindowColumns columns = new WindowColumns(order.length);
        for (int i = 0; i < order.length; i++) {
            int row = (int) order[i];
            columns.row(i, numbers[row], window.count(row), (float) window.value(row), (int)
                    window.step(row).toSeconds());
            columns.distributions.copy(i, window.distributions(), row);
            Reading reading = readings.of(directory.key(window.series(row))).orElse(null);
            if (reading != null && reading.windowEnd().equals(window.end())) {
                columns.band(i, reading.expected(), reading.confidence());
            } else {
                columns.band(i, null, 0);
            }
        }
        return columns;
    }

    /// The file's numbers, rising.
    int[] series() {
        return series;
    }

    /// Observations behind the values.
    long[] counts() {
        return counts;
    }

    /// In the signal's unit.
    float[] values() {
        return values;
    }

    /// Seconds between the points of the slowest sender behind the values.
    int[] steps() {
        return steps;
    }

    /// Of the band; NaN where there was none, as for the two that follow.
    float[] lows() {
        return lows;
    }

    /// Of the band.
    float[] forecasts() {
        return forecasts;
    }

    /// Of the band.
    float[] highs() {
        return highs;
    }

    /// That the value was abnormal.
    float[] confidences() {
        return confidences;
    }

    /// What was behind the values.
    Distributions distributions() {
        return distributions;
    }

    /// The rows of some series; empty when there are none.
    Optional<WindowColumns> only(IntPredicate wanted) {
        int[] rows = IntStream.range(0, rows())
                .filter(row -> wanted.test(series[row]))
                .toArray();
        WindowColumns some = new WindowColumns(rows.length);
        for (int i = 0; i < rows.length; i++) {
            some.row(i, series[rows[i]], counts[rows[i]], values[rows[i]], steps[rows[i]]);
            some.band(i, band(rows[i]), confidences[rows[i]]);
            some.distributions.copy(i, distributions, rows[i]);
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
