package nightshift.understand.version;

import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// One-sided p-values: how likely such a rise is when nothing changed.
final class Significance {
    private Significance() {}

    /// Of a second sample with `failures` of `total` after a first one with `failuresBefore` of
    /// `totalBefore`, or worse. Given all failures, each falls into the second sample in proportion to
    /// its size (the conditional test of two Poisson rates; Przyborowski and Wilenski, 1940).
    static double ofShareRising(long failuresBefore, long totalBefore, long failures, long total) {
        int all = Math.toIntExact(failuresBefore + failures);
        double share = total / (double) (total + totalBefore);
        return BinomialDistribution.of(all, share).survivalProbability(Math.toIntExact(failures) - 1);
    }

    /// Of a second sample's mean that is so much higher (Welch's test, with unequal variances).
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
        return TDistribution.of(freedom).survivalProbability(difference / Math.sqrt(error));
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).average().orElseThrow();
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return DoubleStream.of(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
    }
}
