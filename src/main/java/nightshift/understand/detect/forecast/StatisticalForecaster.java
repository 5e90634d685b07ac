package nightshift.understand.detect.forecast;

import java.util.Arrays;
import nightshift.fact.ForecasterStatus;
import nightshift.understand.detect.Forecaster;
import nightshift.understand.detect.history.HistoryBatch;

/// The level from the recent past, the slope from the same time of day: an exponentially weighted mean whose
/// weight is the one that would have forecast the recent values best, plus the median change that days 1, 2, 3
/// and 7 ago saw at this time. Needs no model file. Not safe for several threads.
public final class StatisticalForecaster implements Forecaster {
    private static final int RECENT = 64;
    private static final int[] DAYS = {1, 2, 3, 7};
    private static final double[] WEIGHTS = {0.05, 0.15, 0.4, 1};
    private static final int BUCKET_SECONDS = 300;

    private final ForecasterStatus status;
    private final float[] recent = new float[RECENT];
    private final float[] around = new float[3];

    private StatisticalForecaster(ForecasterStatus status) {
        this.status = status;
    }

    /// At work by choice, or as the second opinion.
    public static StatisticalForecaster chosen() {
        return new StatisticalForecaster(new ForecasterStatus("statistical", "1", false, ""));
    }

    /// At work because the model can't be.
    ///
    /// @param reason one sentence
    public static StatisticalForecaster inPlaceOfModel(String reason) {
        return new StatisticalForecaster(new ForecasterStatus("statistical", "1", true, reason));
    }

    @Override
    public ForecasterStatus status() {
        return status;
    }

    @Override
    public double[] forecast(HistoryBatch batch) {
        double[] forecasts = new double[batch.rows()];
        for (int row = 0; row < forecasts.length; row++) {
            batch.recent(row, recent);
            forecasts[row] = level() + seasonalStep(batch, row);
        }
        return forecasts;
    }

    /// The weighted mean, by the weight with the least absolute error over the recent values.
    private double level() {
        double best = Double.NaN;
        double least = Double.POSITIVE_INFINITY;
        for (double weight : WEIGHTS) {
            double mean = Double.NaN;
            double error = 0;
            int seen = 0;
            for (float value : recent) {
                if (Float.isNaN(value)) {
                    continue;
                }
                seen++;
                double distance = seen == 1 ? 0 : value - mean;
                error += Math.abs(distance);
                mean = seen == 1 ? value : mean + Math.max(weight, 1.0 / seen) * distance;
            }
            if (error < least) {
                least = error;
                best = mean;
            }
        }
        return best;
    }

    private double seasonalStep(HistoryBatch batch, int row) {
        double share = Math.min(1, batch.step(row).toSeconds() / (double) BUCKET_SECONDS);
        double[] changes = new double[DAYS.length];
        int known = 0;
        for (int day : DAYS) {
            batch.sameTime(row, day, around);
            double change = (around[2] - around[0]) / 2;
            if (!Double.isNaN(change)) {
                changes[known++] = change;
            }
        }
        // few days are shrunk towards no season at all
        return known == 0 ? 0 : share * known / (known + 1.0) * median(Arrays.copyOf(changes, known));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
