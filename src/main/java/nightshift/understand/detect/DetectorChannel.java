package nightshift.understand.detect;

/// One way of looking at a series: residuals on their own slow scale, and how rare a residual of that size is on
/// quiet data, in general and in this series.
final class DetectorChannel {
    /// The two channels share the tail probability between them, so that together they keep their word.
    static final double SHARE = 0.5;

    private static final int REFRESH = 16;

    private final TailMap tails;
    private final ResidualScale scale = new ResidualScale();
    private final TailCorrection correction = new TailCorrection();
    private double reach;
    private int age;

    DetectorChannel(TailMap tails) {
        this.tails = tails;
    }

    double scale(double floor) {
        return scale.value(floor);
    }

    int rows() {
        return scale.rows();
    }

    /// Probability of a residual of `z` scales or more, on either side, in this series.
    double probability(double z) {
        double size = Math.abs(z);
        return correction.apply(tails.probability(size));
    }

    /// How many scales away a value is at the edge of the band: where [#probability] is `p`. Refreshed now and
    /// then, since the record changes slowly.
    double reach(double p) {
        if (age == 0) {
            reach = solve(p);
        }
        age = (age + 1) % REFRESH;
        return reach;
    }

    private double solve(double p) {
        double low = 0;
        double high = tails.size(TailMap.RAREST);
        for (int i = 0; i < 40 && high - low > 1e-3 * high; i++) {
            double middle = low == 0 ? high / 16 : Math.sqrt(low * high);
            if (probability(middle) > p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /// Takes in a residual of a window that is part of the normal course.
    void learn(double residual, double floor) {
        scale.add(Math.abs(residual), floor);
    }

    /// Takes in how large a quiet window looked.
    void record(double z) {
        correction.add(tails.probability(Math.abs(z)));
    }
}
