package nightshift.understand.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import nightshift.understand.detect.forecast.Forecasters;
import nightshift.understand.detect.history.HistoryBatch;

/// Mean absolute errors of one-step forecasts on normal rows, as a share of the naive forecast's (the last value
/// repeated).
///
/// @param model median over the series
/// @param fallback median over the series
record ForecastErrors(double model, double fallback) {
    /// History by position: the rows are consecutive targets of one series, nothing is left out.
    private record Slice(SeriesSet.Line line, int from, int to) implements HistoryBatch {
        @Override
        public int rows() {
            return to - from;
        }

        @Override
        public Instant target() {
            return Instant.EPOCH;
        }

        @Override
        public Duration step(int row) {
            return Duration.ofSeconds(line.step());
        }

        @Override
        public void recent(int row, float[] into) {
            for (int i = 0; i < into.length; i++) {
                into[i] = at(from + row - into.length + i);
            }
        }

        @Override
        public void sameTime(int row, int days, float[] into) {
            int span = Math.max(1, 300 / line.step());
            int spacing = Math.max(300, line.step()) / line.step();
            for (int i = 0; i < into.length; i++) {
                int centre = from + row - days * (86_400 / line.step()) + (i - into.length / 2) * spacing;
                float sum = 0;
                for (int j = 0; j < span; j++) {
                    sum += at(centre - span / 2 + j);
                }
                into[i] = sum / span;
            }
        }

        private float at(int index) {
            return index < 0 ? Float.NaN : (float) line.values()[index];
        }
    }

    private static final int BATCH = 2048;
    private static final int FROM = 100;

    static ForecastErrors measure(Forecasters forecasters, List<SeriesSet.Line> lines) {
        List<double[]> ratios = new ArrayList<>();
        for (SeriesSet.Line line : lines) {
            double[] sums = new double[3];
            for (int from = FROM; from < line.values().length; from += BATCH) {
                add(forecasters, new Slice(line, from, Math.min(line.values().length, from + BATCH)), sums);
            }
            if (sums[2] > 0) {
                ratios.add(new double[] {sums[0] / sums[2], sums[1] / sums[2]});
            }
        }
        return new ForecastErrors(median(ratios, 0), median(ratios, 1));
    }

    private static void add(Forecasters forecasters, Slice slice, double[] sums) {
        double[] model = forecasters.model().forecast(slice);
        double[] fallback = forecasters.fallback().forecast(slice);
        for (int row = 0; row < slice.rows(); row++) {
            int at = slice.from() + row;
            if (slice.line().quiet(at)) {
                double value = slice.line().values()[at];
                sums[0] += Math.abs(value - model[row]);
                sums[1] += Math.abs(value - fallback[row]);
                sums[2] += Math.abs(value - slice.line().values()[at - 1]);
            }
        }
    }

    private static double median(List<double[]> ratios, int which) {
        double[] column = ratios.stream().mapToDouble(ratio -> ratio[which]).toArray();
        Arrays.sort(column);
        return column.length == 0 ? Double.NaN : column[column.length / 2];
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "error against naive: model %.3f, statistical %.3f", model, fallback);
    }
}
