package nightshift.understand.detect;

/// What one series' own record makes of the pooled tail. Where it exceeds the levels 0.1, 0.01 and 0.001 more
/// often than it should, its probabilities are raised, where it is quieter, lowered; the prior weighs 250 rows. 60
/// bytes.
final class TailCorrection {
    private static final double[] LEVELS = {0.1, 0.01, 0.001};
    private static final double PRIOR_ROWS = 250;
    /// Old rows count half after the record has reached this.
    private static final double MOST_ROWS = 20_000;

    private final double[] exceeded = new double[LEVELS.length];
    private double rows;

    /// Takes in a quiet row by its pooled probability.
    void add(double p) {
        rows++;
        for (int i = 0; i < LEVELS.length; i++) {
            exceeded[i] += p < LEVELS[i] ? 1 : 0;
        }
        if (rows > MOST_ROWS) {
            rows /= 2;
            for (int i = 0; i < LEVELS.length; i++) {
                exceeded[i] /= 2;
            }
        }
    }

    /// The series' own probability of a residual whose pooled probability is `p`.
    double apply(double p) {
        return Math.clamp(p * factor(p), TailMap.RAREST, 1);
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
