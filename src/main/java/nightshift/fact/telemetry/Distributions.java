package nightshift.fact.telemetry;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What is known of the distributions behind the values of a window, as columns beside its own: of the
/// rows whose value is a percentile. Everything is NaN for all other rows. Immutable once it was handed
/// over with its window.
public final class Distributions {
    /// Of a window without any.
    public static final Distributions NONE = new Distributions(0);

    private static final int COLUMNS = 3;

    private final float[] columns;

    /// @param rows of the window at most
    public Distributions(int rows) {
        columns = new float[rows * COLUMNS];
        Arrays.fill(columns, Float.NaN);
    }

    /// Fills a row; in the signal's unit.
    public void set(int row, double mean, double p50, double p99) {
        columns[row * COLUMNS] = (float) mean;
        columns[row * COLUMNS + 1] = (float) p50;
        columns[row * COLUMNS + 2] = (float) p99;
    }

    /// Fills a row with one of others.
    public void copy(int row, Distributions others, int theirs) {
        set(row, others.mean(theirs), others.p50(theirs), others.p99(theirs));
    }

    public double mean(int row) {
        return at(row, 0);
    }

    public double p50(int row) {
        return at(row, 1);
    }

    public double p99(int row) {
        return at(row, 2);
    }

    /// All three together; null for a row without.
    public Reading.@Nullable Spread spread(int row) {
        double mean = mean(row);
        return Double.isNaN(mean) ? null : new Reading.Spread(mean, p50(row), p99(row));
    }

    private double at(int row, int column) {
        int at = row * COLUMNS + column;
        return at < columns.length ? columns[at] : Double.NaN;
    }
}
