package nightshift.observe.series;

import nightshift.observe.intake.Buckets;
import nightshift.observe.intake.DropReason;
import nightshift.observe.intake.Drops;
import nightshift.observe.intake.PointBatch;
import nightshift.observe.sketch.StreamSketch;
import org.jspecify.annotations.Nullable;

/// Adds points to the open windows of their streams: cumulative values become deltas, and each delta
/// remembers the time it speaks for. Follows the data model of OpenTelemetry for resets, gaps and
/// unknown start times, but for one point: a series that has just begun counts its first value, since
/// an error counter begins with its first error. Guarded by the observer's lock.
public final class Accumulator {
    /// Shorter gaps within an export are jitter, not a step.
    private static final long SHORTEST_STEP = 500_000_000L;
    /// One over how much of a distance's difference from the step is believed.
    private static final int JITTER_SHARE = 4;
    /// So many steps without a word from who counted farther, that one is gone.
    private static final int GONE = 3;

    private final StreamTable table;
    private final WindowClock clock;
    private final Drops drops;
    private final long ahead;
    private final long reach;

    public Accumulator(StreamTable table, WindowClock clock, Drops drops, SeriesConfig config) {
        this.table = table;
        this.clock = clock;
        this.drops = drops;
        this.ahead = config.ahead().toNanos();
        this.reach = config.firstPointReach().toNanos();
    }

    /// Why a point of that time can't go into any window; null if it can.
    @Nullable
    public DropReason outside(long time, long now) {
        if (time < 0 || time > now + ahead) {
            return DropReason.AHEAD;
        }
        return clock.window(time) < clock.firstOpen(now) ? DropReason.LATE : null;
    }

    /// Adds one row of a batch to its stream.
    ///
    /// @param time of the point, already known to be in an open window
    /// @param buckets of the row; what it had before is taken off them
    void point(int number, Stream stream, PointBatch batch, int row, long time, Buckets buckets) {
        switch (stream.kind()) {
            case GAUGE -> gauge(number, batch.value(row), time);
            case CUMULATIVE_SUM, CUMULATIVE_HISTOGRAM -> cumulative(number, stream, batch, row, time, buckets);
            case DELTA_SUM, DELTA_HISTOGRAM -> delta(number, batch, row, time, buckets);
            case EVENT, TIMED_EVENT -> event(number, stream, batch.value(row), time);
        }
    }

    /// Adds one event.
    ///
    /// @param amount its duration in seconds, or 1
    public void event(int number, Stream stream, double amount, long time) {
        stream.heard(time);
        add(number, time, amount, 1, 0);
        StreamSketch sketch = table.sketch(number);
        if (sketch != null) {
            sketch.observe(clock.window(time), amount);
        }
        long[] chunk = table.chunk(number);
        int slot = table.slot(number);
        chunk[slot + StreamTable.TIME] = Math.max(chunk[slot + StreamTable.TIME], time);
    }

    private void gauge(int number, double value, long time) {
        long last = table.chunk(number)[table.slot(number) + StreamTable.TIME];
        if (time == last) {
            drops.count(DropReason.DUPLICATE);
            return;
        }
        add(number, time, value, 1, 0);
        if (time > last) {
            moved(number, last, time);
        }
    }

    private void delta(int number, PointBatch batch, int row, long time, Buckets buckets) {
        long last = table.chunk(number)[table.slot(number) + StreamTable.TIME];
        if (time <= last) {
            drops.count(time == last ? DropReason.DUPLICATE : DropReason.OUT_OF_ORDER);
            return;
        }
        long start = batch.start(row);
        long nanos = start > 0 && start < time ? time - start : (last > 0 ? time - last : clock.length());
        add(number, time, batch.value(row), batch.count(row), nanos);
        moved(number, last, time);
        StreamSketch sketch = table.sketch(number);
        if (sketch != null) {
            sketch.add(clock.window(time), buckets, batch.value(row), batch.count(row));
        }
    }

    private void cumulative(int number, Stream stream, PointBatch batch, int row, long time, Buckets buckets) {
        long[] chunk = table.chunk(number);
        int slot = table.slot(number);
        long last = chunk[slot + StreamTable.TIME];
        long start = batch.start(row);
        boolean fell = fell(stream, batch, row, chunk, slot);
        if (last == 0) {
            first(number, stream, batch, row, time, buckets);
        } else if (time <= last) {
            drops.count(time == last ? DropReason.DUPLICATE : DropReason.OUT_OF_ORDER);
            return;
        } else if (start > 0 && start < chunk[slot + StreamTable.START]) {
            drops.count(DropReason.SECOND_WRITER);
            return;
        } else if (fell && beganWith(start, chunk, slot)) {
            if (time - last < GONE * chunk[slot + StreamTable.STEP]) {
                drops.count(DropReason.SECOND_WRITER);
                return;
            }
            rebase(number, batch, row, time, buckets);
        } else {
            double value = batch.value(row);
            double before = Double.longBitsToDouble(chunk[slot + StreamTable.VALUE]);
            long count = batch.count(row);
            long countBefore = chunk[slot + StreamTable.COUNT];
            boolean reset = start > chunk[slot + StreamTable.START] || fell;
            add(number, time, reset ? value : value - before, reset ? count : count - countBefore, time - last);
            if (reset) {
                begin(number, batch, row, time, buckets, true);
            } else {
                rise(number, clock.window(time), buckets, value - before, count - countBefore);
            }
        }
        moved(number, last, time);
        chunk[slot + StreamTable.START] = start;
        chunk[slot + StreamTable.VALUE] = Double.doubleToRawLongBits(batch.value(row));
        chunk[slot + StreamTable.COUNT] = batch.count(row);
    }

    /// Whether a point counts from the same moment on as the one before. One that is lower is somebody
    /// else's under the same identity: a restart has a newer start time (OpenTelemetry, metrics data model,
    /// "resets and gaps"). Two processes that began together and do not say which is which take turns; taken
    /// for restarts, each of their exports would count all that they ever counted.
    private static boolean beganWith(long start, long[] chunk, int slot) {
        return start > 0 && start == chunk[slot + StreamTable.START] && chunk[slot + StreamTable.STEP] > 0;
    }

    /// Neither how many there were nor how long they took in all gets less: a histogram has a sum only where it is
    /// monotonic (OpenTelemetry, metrics.proto). Of two processes that answered as often one may have taken longer.
    private static boolean fell(Stream stream, PointBatch batch, int row, long[] chunk, int slot) {
        return batch.value(row) < Double.longBitsToDouble(chunk[slot + StreamTable.VALUE])
                || stream.kind().histogram() && batch.count(row) < chunk[slot + StreamTable.COUNT];
    }

    /// What follows is counted from here on: what this one has counted so far may be long past.
    private void rebase(int number, PointBatch batch, int row, long time, Buckets buckets) {
        table.chunk(number)[table.slot(number) + StreamTable.SEEN] = clock.window(time);
        begin(number, batch, row, time, buckets, false);
    }

    /// The first point is the base of what follows; it counts itself if the series began within reach. It then speaks
    /// for the time since its start, and at least for what the other series of the sender speak for.
    private void first(int number, Stream stream, PointBatch batch, int row, long time, Buckets buckets) {
        long start = batch.start(row);
        boolean counts = start > 0 && start < time && time - start <= reach;
        if (counts) {
            long nanos = Math.max(
                    Math.max(time - start, clock.length()), stream.source().stepUntil(time));
            add(number, time, batch.value(row), batch.count(row), nanos);
            begin(number, batch, row, time, buckets, true);
        } else {
            rebase(number, batch, row, time, buckets);
        }
    }

    /// Durations are counted from here on.
    ///
    /// @param counts whether those of this point are new themselves
    private void begin(int number, PointBatch batch, int row, long time, Buckets buckets, boolean counts) {
        StreamSketch sketch = table.sketch(number);
        if (sketch != null) {
            sketch.begin(buckets);
            if (counts) {
                sketch.add(clock.window(time), buckets, batch.value(row), batch.count(row));
            }
        }
    }

    private void rise(int number, long window, Buckets buckets, double sum, long count) {
        StreamSketch sketch = table.sketch(number);
        if (sketch != null) {
            sketch.rise(window, buckets, sum, count);
        }
    }

    private void add(int number, long time, double value, long count, long nanos) {
        long window = clock.window(time);
        long[] chunk = table.chunk(number);
        int group = table.group(number, window);
        if (chunk[group + StreamTable.WINDOW] != window) {
            chunk[group + StreamTable.WINDOW] = window;
            chunk[group + StreamTable.WINDOW_VALUE] = 0;
            chunk[group + StreamTable.WINDOW_COUNT] = 0;
            chunk[group + StreamTable.WINDOW_NANOS] = 0;
        }
        double sum = Double.longBitsToDouble(chunk[group + StreamTable.WINDOW_VALUE]) + value;
        chunk[group + StreamTable.WINDOW_VALUE] = Double.doubleToRawLongBits(sum);
        chunk[group + StreamTable.WINDOW_COUNT] += count;
        chunk[group + StreamTable.WINDOW_NANOS] += nanos;
        int seen = table.slot(number) + StreamTable.SEEN;
        chunk[seen] = Math.max(chunk[seen], window);
    }

    private void moved(int number, long last, long time) {
        long[] chunk = table.chunk(number);
        int slot = table.slot(number);
        chunk[slot + StreamTable.TIME] = time;
        if (last > 0 && time - last >= SHORTEST_STEP) {
            stepped(chunk, slot, time - last);
        }
    }

    /// Jitter moves the step a little, one lost or early export not at all, and a new pace counts when it was seen
    /// twice.
    private static void stepped(long[] chunk, int slot, long distance) {
        long step = chunk[slot + StreamTable.STEP];
        if (step == 0 || alike(chunk[slot + StreamTable.OTHER_STEP], distance)) {
            chunk[slot + StreamTable.STEP] = distance;
            chunk[slot + StreamTable.OTHER_STEP] = 0;
        } else if (alike(step, distance)) {
            chunk[slot + StreamTable.STEP] = step + (distance - step) / JITTER_SHARE;
            chunk[slot + StreamTable.OTHER_STEP] = 0;
        } else {
            chunk[slot + StreamTable.OTHER_STEP] = distance;
        }
    }

    /// Within a third of each other.
    private static boolean alike(long one, long other) {
        return 3 * Math.abs(one - other) <= Math.max(one, other);
    }
}
