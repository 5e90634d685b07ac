package nightshift.simulate.world.chance;

import org.jspecify.annotations.Nullable;

/// Draws many durations of one mean and variance: log-normal, fitted by its two moments (Fenton 1960, who
/// shows that sums of log-normal delays stay close to it).
///
/// Up to 48 durations are drawn one by one; more are 48 strata of the distribution, so that a second costs
/// the same however busy it is.
public final class Spread {
    private static final int MOST_DRAWS = 48;
    private static final double LEAST = 1e-6;

    private Spread() {}

    /// @param second where the same draws are added once more; null for nowhere
    public static void draw(
            Dice dice, int count, double mean, double variance, Durations into, @Nullable Durations second) {
        if (count <= 0) {
            return;
        }
        double middle = Math.max(mean, LEAST);
        double deviation = deviation(middle, variance);
        double location = Math.log(middle) - deviation * deviation / 2;
        int draws = Math.min(count, MOST_DRAWS);
        for (int draw = 0; draw < draws; draw++) {
            double share = draws < MOST_DRAWS ? dice.uniform() : (draw + dice.uniform()) / draws;
            long times = (long) count * (draw + 1) / draws - (long) count * draw / draws;
            double log = location + deviation * Normal.quantile(share);
            into.addLog(log, times);
            if (second != null) {
                second.addLog(log, times);
            }
        }
    }

    /// One of them, in seconds.
    public static double one(Dice dice, double mean, double variance) {
        double middle = Math.max(mean, LEAST);
        double deviation = deviation(middle, variance);
        return Math.exp(Math.log(middle) - deviation * deviation / 2 + deviation * dice.gauss());
    }

    /// Share of durations that are longer than a limit.
    public static double longer(double mean, double variance, double limit) {
        if (mean + 12 * Math.sqrt(variance) < limit) {
            return 0;
        }
        double deviation = deviation(mean, variance);
        return Normal.above((Math.log(limit / mean) + deviation * deviation / 2) / deviation);
    }

    /// Mean of those that are not longer than a limit.
    public static double meanBelow(double mean, double variance, double limit) {
        double deviation = deviation(mean, variance);
        double place = (Math.log(limit / mean) + deviation * deviation / 2) / deviation;
        double below = 1 - Normal.above(place);
        return below < 1e-9 ? limit : Math.min(limit, mean * (1 - Normal.above(place - deviation)) / below);
    }

    private static double deviation(double mean, double variance) {
        return Math.max(1e-3, Math.sqrt(Math.log1p(variance / (mean * mean))));
    }
}
