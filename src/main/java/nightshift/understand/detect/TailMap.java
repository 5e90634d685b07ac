package nightshift.understand.detect;

import java.util.Arrays;

/// How often a residual of a given size, in units of its series' scale, is seen on quiet data: the survival
/// function `p = G(z)`, pooled over many series. Between its nodes it is straight in log z and log p; beyond the
/// last it goes on as a power of z (Pareto), which is the cautious side.
final class TailMap {
    /// Nothing is believed to be rarer than this.
    static final double RAREST = 1e-9;

    private final double[] logZ;
    private final double[] logP;

    /// @param z ascending, positive
    /// @param p descending from 1
    TailMap(double[] z, double[] p) {
        if (z.length != p.length || z.length < 2) {
            throw new IllegalArgumentException(
                    "expected as many z as p, two or more; got " + z.length + ", " + p.length);
        }
        logZ = Arrays.stream(z).map(Math::log).toArray();
        logP = Arrays.stream(p).map(Math::log).toArray();
        for (int i = 1; i < z.length; i++) {
            if (!(logZ[i] > logZ[i - 1] && logP[i] < logP[i - 1])) {
                throw new IllegalArgumentException(
                        "z must rise and p must fall, node " + i + " does not: z " + z[i] + ", p " + p[i]);
            }
        }
    }

    /// Probability of a residual of at least this size, which is not negative, on quiet data.
    double probability(double z) {
        double at = Math.log(Math.max(z, 1e-12));
        if (at <= logZ[0]) {
            return 1;
        }
        return Math.max(RAREST, Math.exp(straight(at, logZ, logP)));
    }

    /// The size that is reached with probability `p`: the inverse of [#probability].
    double size(double p) {
        double at = Math.log(Math.min(1, Math.max(RAREST, p)));
        double[] rising = Arrays.stream(logP).map(value -> -value).toArray();
        return Math.exp(straight(-at, rising, logZ));
    }

    private static double straight(double at, double[] from, double[] to) {
        int found = Arrays.binarySearch(from, at);
        int right = Math.clamp(found < 0 ? -found - 1 : found, 1, from.length - 1);
        double share = (at - from[right - 1]) / (from[right] - from[right - 1]);
        return to[right - 1] + share * (to[right] - to[right - 1]);
    }
}
