package nightshift.understand.detect;

import java.util.Arrays;

/// What one series' own record makes of the pooled tail. Where it exceeds the levels 0.1, 0.01 and 0.001 more
/// often than it should, its probabilities are raised, where it is quieter, lowered; the prior weighs a thousand
/// rows. And what it showed several times on quiet days is no rarer than that, however large. 120 bytes.
final class TailCorrection {
    private static final double[] LEVELS = {0.1, 0.01, 0.001};
    private static final double PRIOR_ROWS = 250;
    /// Old rows count half after the record has reached this.
    private static final double MOST_ROWS = 20_000;
    /// How many of the largest sizes are kept; one alone may have been an accident.
    private static final int LARGEST = 8;

    private final double[] exceeded = new double[LEVELS.length];
    private final double[] largest = new double[LARGEST];
    private double rows;

    /// Takes in quiet rows.
    ///
    /// @param z size of their residual, not negative
    /// @param p its pooled probability
    void add(double z, double p, int times) {
        rows += times;
        for (int i = 0; i < LEVELS.length; i++) {
            if (p < LEVELS[i]) {
                exceeded[i] += times;
            }
        }
        for (int i = 0; i < times && z > largest[0]; i++) {
            largest[0] = z;
            Arrays.sort(largest);
        }
        if (rows > MOST_ROWS) {
            forgetHalf();
        }
    }

    private void forgetHalf() {
        rows /= 2;
        for (int i = 0; i < LEVELS.length; i++) {
            exceeded[i] /= 2;
        }
        Arrays.fill(largest, 0, LARGEST / 2, 0);
    }

    /// The series' own probability of a residual of size `z` whose pooled probability is `p`; falls with the
    /// size.
    double apply(double z, double p) {
        return Math.clamp(Math.max(p * factor(p), seen(z)), TailMap.RAREST, 1);
    }

    private double seen(double z) {
        int times = 0;
        for (double size : largest) {
            times += size >= z && size > 0 ? 1 : 0;
        }
        return times < 2 ? 0 : times / (rows + 1);
    }

    private double factor(double p) {
        if (p <= LEVELS[LEVELS.length - 1]) {
            return factorAt(LEVELS.length - 1);
        }
        double at = -Math.log10(p) - 1;
        if (at <= 0) {
            // from level 0.1 up to 1 the correction fades away
            return Math.pow(factorAt(0), at + 1);
        }
        int left = Math.min((int) at, LEVELS.length - 2);
        double share = at - left;
        return Math.pow(factorAt(left), 1 - share) * Math.pow(factorAt(left + 1), share);
    }

    private double factorAt(int level) {
        double a = LEVELS[level];
        return (exceeded[level] + PRIOR_ROWS * a) / (rows + PRIOR_ROWS) / a;
    }
}
