package nightshift.understand.detect;

import java.util.Arrays;

/// How large the residuals of one series usually are: the larger of their 75 % quantile and their mean, slowly
/// forgetting.
///
/// The first 64 residuals give the quantile exactly, later ones by stochastic approximation on its logarithm
/// (Robbins and Monro 1951), so that one row costs O(1) and no single outlier moves it far. The mean keeps series
/// that are zero most of the time from having a scale of zero. 330 bytes.
final class ResidualScale {
    private static final double QUANTILE = 0.75;
    private static final int EXACT = 64;
    /// Forgets within about a thousand rows: three hours of windows of ten seconds.
    private static final double SLOWEST_GAIN = 0.002;
    /// The gain that suits a normal residual: one over the density of its logarithm at the quantile.
    private static final double FIRST_GAIN = 2.1;

    private final float[] first = new float[EXACT];
    private int rows;
    private double quantile;
    private double mean;

    /// @param size of the residual, not negative
    /// @param floor below which a residual of this series means nothing
    void add(double size, double floor) {
        rows++;
        mean += (size - mean) * Math.max(1.0 / rows, SLOWEST_GAIN);
        if (rows <= EXACT) {
            insert((float) size);
            quantile = first[(int) Math.ceil(QUANTILE * rows) - 1];
        } else {
            double gain = Math.max(FIRST_GAIN / rows, SLOWEST_GAIN);
            double start = Math.max(quantile, floor);
            quantile = start * Math.exp(gain * (size > start ? QUANTILE : QUANTILE - 1));
        }
    }

    private void insert(float size) {
        int at = Arrays.binarySearch(first, 0, rows - 1, size);
        int place = at < 0 ? -at - 1 : at;
        System.arraycopy(first, place, first, place + 1, rows - 1 - place);
        first[place] = size;
    }

    int rows() {
        return rows;
    }

    double value(double floor) {
        return Math.max(floor, Math.max(quantile, mean));
    }
}
