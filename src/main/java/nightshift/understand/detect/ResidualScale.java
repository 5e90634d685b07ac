package nightshift.understand.detect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How large the residuals of one series usually are: the larger of their 75 % quantile and their mean, slowly
/// forgetting.
///
/// The first 64 residuals give the quantile exactly, later ones by stochastic approximation on its logarithm
/// (Robbins and Monro 1951), so that one row costs O(1) and no single outlier moves it far. The mean keeps series
/// that are zero most of the time from having a scale of zero. 330 bytes at first, 50 later.
final class ResidualScale {
    private static final double QUANTILE = 0.75;
    private static final int EXACT = 64;
    /// Forgets within about a thousand rows: three hours of windows of ten seconds.
    private static final double SLOWEST_GAIN = 0.002;
    /// The gain that suits a normal residual: one over the density of its logarithm at the quantile.
    private static final double FIRST_GAIN = 2.1;

    private float @Nullable [] first = new float[EXACT];
    private int rows;
    private double quantile;
    private double mean;

    /// @param size of the residual, not negative
    /// @param floor below which a residual of this series means nothing
    void add(double size, double floor) {
        rows++;
        mean += (size - mean) * Math.max(1.0 / rows, SLOWEST_GAIN);
        float[] exact = first;
        if (exact != null) {
            insert(exact, (float) size);
            quantile = exact[(int) Math.ceil(QUANTILE * rows) - 1];
            first = rows == EXACT ? null : exact;
        } else {
            double gain = Math.max(FIRST_GAIN / rows, SLOWEST_GAIN);
            double start = Math.max(quantile, floor);
            quantile = start * Math.exp(gain * (size > start ? QUANTILE : QUANTILE - 1));
        }
    }

    private void insert(float[] sizes, float size) {
        int at = Arrays.binarySearch(sizes, 0, rows - 1, size);
        int place = at < 0 ? -at - 1 : at;
        System.arraycopy(sizes, place, sizes, place + 1, rows - 1 - place);
        sizes[place] = size;
    }

    int rows() {
        return rows;
    }

    double value(double floor) {
        return Math.max(floor, Math.max(quantile, mean));
    }
}
