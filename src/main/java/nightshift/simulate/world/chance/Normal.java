package nightshift.simulate.world.chance;

/// The standard normal distribution.
final class Normal {
    private static final double[] A = {
        -3.969683028665376e+01,
        2.209460984245205e+02,
        -2.759285104469687e+02,
        1.383577518672690e+02,
        -3.066479806614716e+01,
        2.506628277459239e+00
    };
    private static final double[] B = {
        -5.447609879822406e+01,
        1.615858368580409e+02,
        -1.556989798598866e+02,
        6.680131188771972e+01,
        -1.328068155288572e+01,
        1
    };
    private static final double[] C = {
        -7.784894002430293e-03,
        -3.223964580411365e-01,
        -2.400758277161838e+00,
        -2.549732539343734e+00,
        4.374664141464968e+00,
        2.938163982698783e+00
    };
    private static final double[] D = {
        7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1
    };
    private static final double LOWER = 0.02425;

    private Normal() {}

    /// The value that a share of all is below. P. J. Acklam's rational approximation; relative error 1.15e-9.
    static double quantile(double share) {
        if (share < LOWER) {
            return tail(Math.sqrt(-2 * Math.log(share)));
        }
        if (share > 1 - LOWER) {
            return -tail(Math.sqrt(-2 * Math.log(1 - share)));
        }
        double q = share - 0.5;
        double r = q * q;
        return polynomial(A, r) * q / polynomial(B, r);
    }

    /// The share of all that is above a value. Abramowitz and Stegun 26.2.17; absolute error 7.5e-8.
    static double above(double value) {
        double x = Math.abs(value);
        double t = 1 / (1 + 0.2316419 * x);
        double sum = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double upper = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * sum;
        return value >= 0 ? upper : 1 - upper;
    }

    private static double tail(double q) {
        return polynomial(C, q) / polynomial(D, q);
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (double coefficient : coefficients) {
            value = value * x + coefficient;
        }
        return value;
    }
}
