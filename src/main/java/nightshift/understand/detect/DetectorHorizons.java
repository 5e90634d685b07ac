package nightshift.understand.detect;

/// How rare it is that the last 3, 10 or 40 rows lie, on average, as far as they do from what was forecast before them:
/// the likelihood of Lavin and Ahmad (2015), over three horizons instead of one.
///
/// A single error says that something happened, the mean of many that it lasts: noise averages out, a shift stays, and
/// a
/// series that wanders gets away from an old forecast by itself. So each mean is told in its own long-run size, of rows
/// of the normal course, and where a forecast stands still no horizon is shorter than it is old. Running sums: a row
/// costs the same whatever the horizon. 500 bytes.
final class DetectorHorizons {
    private static final int[] ROWS = {3, 10, 40};
    private static final int LONGEST = ROWS[ROWS.length - 1];
    /// Mean size of a normal value's distance to its 75 % quantile, which scales are told in.
    private static final double QUANTILE_OF_MEAN = 1.44;
    /// Forgets within about a thousand rows.
    private static final double SLOWEST_GAIN = 0.002;
    /// So many times its rows of the normal course make a horizon known.
    private static final int KNOWN = 4;

    private final float[] values = new float[LONGEST];
    private final float[] forecasts = new float[LONGEST];
    private final double[] sums = new double[ROWS.length];
    private final float[] sizes = new float[ROWS.length];
    private final int[] learned = new int[ROWS.length];
    private int rows;
    /// How many of the last ones were of the normal course.
    private int normal;
    /// How many rows old the forecast is that stands since then, the newest row included.
    private int age;

    /// Takes in any row.
    void add(double value, double forecast) {
        for (int i = 0; i < ROWS.length; i++) {
            sums[i] += (float) value - (rows >= ROWS[i] ? values[(rows - ROWS[i]) % LONGEST] : 0);
        }
        values[rows % LONGEST] = (float) value;
        forecasts[rows % LONGEST] = (float) forecast;
        rows++;
        age = Math.min(age + 1, LONGEST);
    }

    /// The last row was of the normal course.
    void learn() {
        normal = Math.min(normal + 1, LONGEST);
        age = 0;
        for (int i = 0; i < ROWS.length && normal >= ROWS[i]; i++) {
            double gain = Math.max(1.0 / ++learned[i], SLOWEST_GAIN);
            sizes[i] += (float) (gain * (Math.abs(error(i)) - sizes[i]));
        }
    }

    /// The last row was not.
    void interrupt() {
        normal = 0;
    }

    /// Probability of the mean error over the horizon over which it is rarest; 1 while none is known. The horizons
    /// share it between them (Bonferroni).
    ///
    /// @param floor below which an error means nothing
    double probability(TailMap tails, double floor) {
        double least = 1;
        for (int i = 0; i < ROWS.length; i++) {
            if (learned[i] >= KNOWN * ROWS[i] && ROWS[i] >= age) {
                double scale = Math.max(floor / Math.sqrt(ROWS[i]), QUANTILE_OF_MEAN * sizes[i]);
                least = Math.min(least, tails.probability(Math.abs(error(i)) / scale));
            }
        }
        return Math.min(1, ROWS.length * least);
    }

    /// How far the mean of the last rows is from the forecast that was made before them.
    private double error(int horizon) {
        return sums[horizon] / ROWS[horizon] - forecasts[(rows - ROWS[horizon]) % LONGEST];
    }
}
