package nightshift.understand.detect;

/// How far a series gets from where it was a while ago, in its normal course: what a baseline that had to stand still
/// for that long must allow for. A series with a day's course gets far in an hour, one without does not. 100 bytes.
final class DetectorWander {
    /// Rows between two remembered levels.
    private static final int SPACING = 64;
    /// Distances that are measured, in remembered levels.
    private static final int[] BACK = {1, 4, 16};
    /// Mean size of a normal value's distance to its 75 % quantile, which scales are told in.
    private static final double QUANTILE_OF_MEAN = 1.44;
    private static final double SLOWEST_GAIN = 0.002;

    private final float[] levels = new float[BACK[BACK.length - 1]];
    private final float[] means = new float[BACK.length];
    private int rows;

    /// Takes in a value of the normal course and the slow level before it.
    void add(double value, double level) {
        for (int i = 0; i < BACK.length; i++) {
            int seen = rows - BACK[i] * SPACING;
            if (seen >= 0) {
                float before = levels[Math.floorMod(rows / SPACING - BACK[i], levels.length)];
                means[i] += (float) ((Math.abs(value - before) - means[i]) * Math.max(1.0 / (seen + 1), SLOWEST_GAIN));
            }
        }
        if (rows % SPACING == 0) {
            levels[rows / SPACING % levels.length] = (float) level;
        }
        rows++;
    }

    /// The scale of the distance after so many rows, 0 for few. Beyond what the series is old enough to
    /// tell, it is taken for a random walk.
    double scale(int after) {
        double scale = 0;
        for (int i = 0; i < BACK.length && after >= BACK[i] * SPACING; i++) {
            boolean told = rows > 2 * BACK[i] * SPACING;
            scale = Math.max(
                    scale,
                    told
                            ? QUANTILE_OF_MEAN * means[i]
                            : scale * Math.sqrt((double) BACK[i] / BACK[Math.max(0, i - 1)]));
        }
        return scale;
    }
}
