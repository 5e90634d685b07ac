package nightshift.observe.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjLongConsumer;
import nightshift.fact.telemetry.Distributions;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.fact.telemetry.Window;
import nightshift.observe.sketch.Merged;
import nightshift.observe.sketch.Quantiles;
import nightshift.observe.sketch.StreamSketch;
import org.jspecify.annotations.Nullable;

/// Turns what the streams hold of a window into its columns: streams add their shares to aggregates, aggregates of
/// instances pass theirs on to services, and all that got something new become rows. A sender that exports less often
/// than a window is long speaks for the windows in between too, but a row appears only when somebody sent something.
/// Guarded by the observer's lock.
public final class WindowCloser {
    private final StreamTable table;
    private final WindowClock clock;
    private final ObjLongConsumer<Aggregate> calls;
    private final Quantiles quantiles;
    private final List<Aggregate> begun = new ArrayList<>();

    /// @param calls is told what went over an edge in a window, and the window's end
    public WindowCloser(StreamTable table, WindowClock clock, Quantiles quantiles, ObjLongConsumer<Aggregate> calls) {
        this.table = table;
        this.clock = clock;
        this.quantiles = quantiles;
        this.calls = calls;
    }

    public Window close(long window) {
        begun.clear();
        for (int number = 0; number < table.top(); number++) {
            Stream stream = table.stream(number);
            if (stream != null && !stream.targets().isEmpty()) {
                share(number, stream, window);
            }
        }
        for (int i = 0, leaves = begun.size(); i < leaves; i++) {
            Aggregate leaf = begun.get(i);
            if (leaf.known()) {
                for (Aggregate whole : leaf.wholes()) {
                    begin(whole, window);
                    leaf.pass(whole);
                }
            }
        }
        return columns(window);
    }

    private void share(int number, Stream stream, long window) {
        long[] chunk = table.chunk(number);
        int slot = table.slot(number);
        int group = table.group(number, window);
        if (chunk[group + StreamTable.WINDOW] == window) {
            share(stream, chunk, group, window, true);
            merge(number, stream, window);
            pace(stream, chunk[slot + StreamTable.STEP]);
            return;
        }
        if (stream.kind().event()) {
            if (stream.source().newest() > clock.start(window)) {
                addToTargets(stream, window, 0, 0, 0, true);
            }
            return;
        }
        long time = chunk[slot + StreamTable.TIME];
        long step = chunk[slot + StreamTable.STEP];
        int last = table.group(number, clock.window(time));
        // half a step of slack: a late export is no change of what its sender does
        boolean holds =
                step > clock.length() && time <= clock.start(window) && time + step + step / 2 >= clock.end(window);
        if (holds && chunk[last + StreamTable.WINDOW] == clock.window(time)) {
            share(stream, chunk, last, window, false);
            merge(number, stream, clock.window(time));
            pace(stream, step);
        }
    }

    private void merge(int number, Stream stream, long window) {
        StreamSketch sketch = table.sketch(number);
        if (sketch == null) {
            return;
        }
        for (Aggregate target : stream.targets()) {
            Merged durations = target.durations();
            if (durations != null) {
                durations.merge(sketch, window);
            }
        }
    }

    private static void pace(Stream stream, long step) {
        stream.targets().forEach(target -> target.pace(step));
    }

    private void share(Stream stream, long[] chunk, int group, long window, boolean fresh) {
        double value = Double.longBitsToDouble(chunk[group + StreamTable.WINDOW_VALUE]);
        long count = chunk[group + StreamTable.WINDOW_COUNT];
        long nanos = chunk[group + StreamTable.WINDOW_NANOS];
        switch (stream.kind()) {
            case GAUGE -> addToTargets(stream, window, 0, value / count * stream.factor(), count, fresh);
            case CUMULATIVE_SUM -> addToTargets(stream, window, perSecond(value, nanos) * stream.factor(), 0, 1, fresh);
            case DELTA_SUM ->
                addToTargets(stream, window, perSecond(value, atLeastWindow(nanos)) * stream.factor(), 0, 1, fresh);
            case CUMULATIVE_HISTOGRAM -> timed(stream, window, value, count, nanos, fresh);
            case DELTA_HISTOGRAM -> timed(stream, window, value, count, atLeastWindow(nanos), fresh);
            case EVENT -> addToTargets(stream, window, perSecond(count, clock.length()), 0, count, fresh);
            case TIMED_EVENT -> timed(stream, window, value, count, clock.length(), fresh);
        }
    }

    private void timed(Stream stream, long window, double sum, long count, long nanos, boolean fresh) {
        addToTargets(stream, window, perSecond(count, nanos), perSecond(sum, nanos) * stream.factor(), count, fresh);
    }

    private void addToTargets(Stream stream, long window, double rate, double amount, long count, boolean fresh) {
        for (Aggregate target : stream.targets()) {
            begin(target, window);
            target.add(rate, stream.failed(), amount, count, fresh);
        }
        for (Aggregate limited : stream.about().limits()) {
            begin(limited, window);
            limited.limit(rate, amount);
        }
    }

    private void begin(Aggregate aggregate, long window) {
        if (aggregate.begin(window)) {
            begun.add(aggregate);
        }
    }

    private static double perSecond(double value, long nanos) {
        return nanos > 0 ? value * 1e9 / nanos : 0;
    }

    /// Deltas may come only when something happened: what is shorter than the window still stands for all of it.
    private long atLeastWindow(long nanos) {
        return Math.max(nanos, clock.length());
    }

    private Window columns(long window) {
        int room = 0;
        for (Aggregate aggregate : begun) {
            room += aggregate.fresh() ? aggregate.numbers().length : 0;
        }
        Columns columns = new Columns(room, quantiles);
        for (Aggregate aggregate : begun) {
            if (aggregate.fresh() && aggregate.numbers().length > 0) {
                rows(aggregate, columns, seconds(Math.max(aggregate.pace(), clock.length())));
                if (aggregate.key().entity().kind() == EntityKind.EDGE && aggregate.count() > 0) {
                    calls.accept(aggregate, clock.end(window));
                }
            }
        }
        return columns.window(window, clock);
    }

    private static int seconds(long nanos) {
        return Math.toIntExact(Math.max(1, Math.round(nanos / 1e9)));
    }

    private static void rows(Aggregate aggregate, Columns columns, int step) {
        int[] numbers = aggregate.numbers();
        long count = aggregate.count();
        switch (aggregate.shape()) {
            case RED_SKETCH -> {
                columns.add(numbers[0], aggregate, step);
                columns.add(numbers[1], aggregate.rate(), count, step);
                columns.add(numbers[2], aggregate.errorRatio(), count, step);
            }
            case RED -> {
                columns.add(numbers[0], aggregate.mean(), count, step);
                columns.add(numbers[1], aggregate.rate(), count, step);
                columns.add(numbers[2], aggregate.errorRatio(), count, step);
            }
            case BUSY -> {
                columns.add(numbers[0], aggregate.mean(), count, step);
                columns.add(numbers[1], aggregate.level(), count, step);
            }
            case MEAN -> columns.add(numbers[0], aggregate.mean(), count, step);
            case RATE -> columns.add(numbers[0], aggregate.rate(), count, step);
            case LEVEL, USED, NOT_FREE -> columns.add(numbers[0], aggregate.level(), count, step);
        }
    }

    /// The rows so far; a value that is not a number makes no row.
    private static final class Columns {
        private static final double MEDIAN = 0.5;
        private static final double TAIL = 0.99;

        private final int[] series;
        private final double[] values;
        private final long[] counts;
        private final int[] steps;
        private final Quantiles quantiles;
        private @Nullable Distributions distributions;
        private int rows;

        Columns(int room, Quantiles quantiles) {
            this.quantiles = quantiles;
            series = new int[room];
            values = new double[room];
            counts = new long[room];
            steps = new int[room];
        }

        void add(int number, double value, long count, int step) {
            if (Double.isFinite(value)) {
                series[rows] = number;
                values[rows] = value;
                steps[rows] = step;
                counts[rows++] = count;
            }
        }

        /// Adds what its durations say.
        void add(int number, Aggregate aggregate, int step) {
            Merged durations = aggregate.durations();
            if (durations == null) {
                return;
            }
            quantiles.of(durations);
            int row = rows;
            add(number, quantiles.at(SignalMeaning.JUDGED / 100.0), aggregate.count(), step);
            if (rows > row) {
                Distributions known = distributions == null ? new Distributions(series.length) : distributions;
                known.set(row, aggregate.mean(), quantiles.at(MEDIAN), quantiles.at(TAIL));
                distributions = known;
            }
        }

        Window window(long number, WindowClock clock) {
            boolean full = rows == series.length;
            Window window = new Window(
                    WindowClock.instant(clock.start(number)),
                    clock.duration(),
                    full ? series : Arrays.copyOf(series, rows),
                    full ? values : Arrays.copyOf(values, rows),
                    full ? counts : Arrays.copyOf(counts, rows),
                    full ? steps : Arrays.copyOf(steps, rows));
            return distributions == null ? window : window.of(distributions);
        }
    }
}
