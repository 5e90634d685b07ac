package nightshift.fact.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// One closed window as columns: row `i` says that `series(i)` had `value(i)` from `count(i)` points. A
/// series without points in the window has no row. The arrays are handed over, not copied: whoever made
/// them no longer writes to them.
public final class Window {
    private final Instant start;
    private final Duration length;
    private final int[] series;
    private final double[] values;
    private final long[] counts;
    private final int[] steps;
    private final Distributions distributions;

    /// Of series whose senders' steps are not known: each stands for the window alone.
    public Window(Instant start, Duration length, int[] series, double[] values, long[] counts) {
        this(start, length, series, values, counts, lengths(length, series.length));
    }

    /// @param steps seconds, see [#step]
    public Window(Instant start, Duration length, int[] series, double[] values, long[] counts, int[] steps) {
        this(start, length, series, values, counts, steps, Distributions.NONE);
    }

    private Window(
            Instant start,
            Duration length,
            int[] series,
            double[] values,
            long[] counts,
            int[] steps,
            Distributions distributions) {
        if (series.length != values.length || series.length != counts.length || series.length != steps.length) {
            throw new IllegalArgumentException("columns differ in length: series " + series.length + ", values "
                    + values.length + ", counts " + counts.length + ", steps " + steps.length);
        }
        this.start = start;
        this.length = length;
        this.series = series;
        this.values = values;
        this.counts = counts;
        this.steps = steps;
        this.distributions = distributions;
    }

    /// The same with what is known of the distributions behind its values.
    public Window of(Distributions known) {
        return new Window(start, length, series, values, counts, steps, known);
    }

    private static int[] lengths(Duration length, int rows) {
        int[] steps = new int[rows];
        Arrays.fill(steps, Math.toIntExact(Math.max(1, length.toSeconds())));
        return steps;
    }

    public Instant start() {
        return start;
    }

    public Instant end() {
        return start.plus(length);
    }

    public Duration length() {
        return length;
    }

    public int rows() {
        return series.length;
    }

    /// The number in the [SeriesDirectory].
    public int series(int row) {
        return series[row];
    }

    /// In the signal's unit; per second for a RATE.
    public double value(int row) {
        return values[row];
    }

    /// How many observations made the value: requests of a ratio or a duration, points of a gauge.
    public long count(int row) {
        return counts[row];
    }

    /// Mean, p50 and p99 beside the values that are a p95.
    public Distributions distributions() {
        return distributions;
    }

    /// How far apart the points of the slowest sender behind the value are, at least the window: the value says
    /// nothing about less time than this.
    public Duration step(int row) {
        return Duration.ofSeconds(steps[row]);
    }
}
