package nightshift.understand.version;

/// Probabilities of a difference by chance. Both tails come from the regularised incomplete beta function,
/// evaluated by Lentz's continued fraction (Press et al., Numerical Recipes, 3rd ed., section 6.4).
final class Chance {
    private static final double TINY = 1e-300;
    private static final int TERMS = 10_000;
    private static final double[] LANCZOS = {
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };

    private Chance() {}

    /// Probability of at least `successes` in `trials` when each has probability `p`.
    static double ofAtLeast(long successes, long trials, double p) {
        if (successes <= 0) {
            return 1;
        }
        return successes > trials ? 0 : incompleteBeta(successes, trials - successes + 1.0, p);
    }

    /// Probability that two samples whose true shares are equal show `failures` of `total` in the second one
    /// and `failuresBefore` of `totalBefore` in the first, or worse: given all failures, each falls into the
    /// second sample in proportion to its size (the conditional test of two Poisson rates; Przyborowski and
    /// Wilenski, 1940).
    static double ofShareRising(long failuresBefore, long totalBefore, long failures, long total) {
        return ofAtLeast(failures, failuresBefore + failures, total / (double) (total + totalBefore));
    }

    /// Probability that a second sample's mean is so much higher by chance (one-sided, Welch's unequal
    /// variances).
    static double ofMeanRising(double[] before, double[] after) {
        double variance0 = variance(before) / before.length;
        double variance1 = variance(after) / after.length;
        double error = variance0 + variance1;
        double difference = mean(after) - mean(before);
        if (error <= 0) {
            return difference > 0 ? 0 : 1;
        }
        double freedom = error
                * error
                / (variance0 * variance0 / (before.length - 1) + variance1 * variance1 / (after.length - 1));
        double t = difference / Math.sqrt(error);
        double half = 0.5 * incompleteBeta(freedom / 2, 0.5, freedom / (freedom + t * t));
        return t > 0 ? half : 1 - half;
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - 1);
    }

    private static double incompleteBeta(double a, double b, double x) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        boolean below = x < (a + 1) / (a + b + 2);
        return below ? front * fraction(a, b, x) / a : 1 - front * fraction(b, a, 1 - x) / b;
    }

    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / awayFromZero(1 - (a + b) * x / (a + 1));
        double result = d;
        for (int m = 1; m < TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / awayFromZero(1 + even * d);
            c = awayFromZero(1 + even / c);
            result *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / awayFromZero(1 + odd * d);
            c = awayFromZero(1 + odd / c);
            result *= d * c;
            if (Math.abs(d * c - 1) < 1e-12) {
                break;
            }
        }
        return result;
    }

    private static double awayFromZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /// Lanczos' approximation with g = 7, for x >= 0.5.
    private static double logGamma(double x) {
        double sum = 0.99999999999980993;
        double shifted = x - 1;
        for (int i = 0; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (shifted + i + 1);
        }
        double t = shifted + LANCZOS.length - 0.5;
        return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
