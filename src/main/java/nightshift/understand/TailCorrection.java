package nightshift.understand;

/// What one series' own record makes of the pooled tail: where it exceeds the levels 0.1, 0.01 and 0.001 more
/// often than it should, its probabilities are raised, where it is quieter, lowered; the prior weighs a thousand
/// rows. 40 bytes.
final class TailCorrection {
    private static final double[] LEVELS = {0.1, 0.01, 0.001};
    private static final double PRIOR_ROWS = 1000;
    /// Old rows count half after the record has doubled this.
    private static final double MOST_ROWS = 20_000;

    private final double[] exceeded = new double[LEVELS.length];
    private double rows;

    /// Takes in one quiet row with its pooled probability.
    void add(double p) {
        add(p, 1);
    }

    /// Takes in several rows with the same pooled probability.
    void add(double p, int times) {
        rows += times;
        for (int i = 0; i < LEVELS.length; i++) {
            if (p < LEVELS[i]) {
                exceeded[i] += times;
            }
        }
        if (rows > MOST_ROWS) {
            rows /= 2;
            for (int i = 0; i < LEVELS.length; i++) {
                exceeded[i] /= 2;
            }
        }
    }

    /// The series' own probability for a pooled one; rises with it.
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
