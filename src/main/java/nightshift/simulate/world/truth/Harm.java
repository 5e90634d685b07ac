package nightshift.simulate.world.truth;

import java.util.OptionalInt;

/// How much worse users fare than in a twin. 1 is the bar: two points of bad requests more, or half as much
/// again at the 95th percentile; of several entries the worst counts.
public final class Harm {
    /// Bad requests more that make 1.
    public static final double BAD_SHARE = 0.02;

    /// Times the 95th percentile, less one, that make 1.
    public static final double SLOWER = 0.5;

    /// Seconds on end that users must be worse: fewer are noise.
    public static final int STEADY_SECONDS = 10;

    private final Users run;
    private final Users twin;

    private Harm(Users run, Users twin) {
        this.run = run;
        this.twin = twin;
    }

    public static Harm between(Users run, Users twin) {
        return new Harm(run, twin);
    }

    /// How much worse in the window that ends with a second.
    public double index(int second) {
        double worst = 0;
        for (int entry = 0; entry < run.entries(); entry++) {
            double bad = (run.badShare(entry, second) - twin.badShare(entry, second)) / BAD_SHARE;
            double before = twin.p95(entry, second);
            double slower = before > 0 ? (run.p95(entry, second) / before - 1) / SLOWER : 0;
            worst = Math.max(worst, Math.max(bad, slower));
        }
        return worst;
    }

    /// The first second of a stretch in which users are worse for ten seconds on end.
    ///
    /// @param until exclusive
    public OptionalInt firstWorse(int from, int until) {
        int since = from;
        for (int second = from; second < until; second++) {
            if (index(second) < 1) {
                since = second + 1;
            } else if (second - since + 1 >= STEADY_SECONDS) {
                return OptionalInt.of(since);
            }
        }
        return OptionalInt.empty();
    }

    /// The greatest harm that lasts for ten seconds on end.
    public double worst(int from, int until) {
        double worst = 0;
        for (int second = from; second + STEADY_SECONDS <= until; second++) {
            double least = Double.MAX_VALUE;
            for (int each = second; each < second + STEADY_SECONDS && least > worst; each++) {
                least = Math.min(least, index(each));
            }
            worst = Math.max(worst, least);
        }
        return worst;
    }

    /// Seconds in which users are worse.
    public int worseSeconds(int from, int until) {
        int worse = 0;
        for (int second = from; second < until; second++) {
            worse += index(second) >= 1 ? 1 : 0;
        }
        return worse;
    }
}
