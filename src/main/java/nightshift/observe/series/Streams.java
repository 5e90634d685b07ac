package nightshift.observe.series;

import java.util.function.Supplier;
import nightshift.observe.intake.DropReason;
import nightshift.observe.intake.Drops;
import nightshift.observe.intake.Fingerprint;
import org.jspecify.annotations.Nullable;

/// Lets new time series in, within the limits, and old ones go. Guarded by the observer's lock.
public final class Streams {
    /// A series is over when it was silent for so many of its own steps, if that is longer than the general limit.
    private static final int SILENT_STEPS = 3;

    private final StreamTable table;
    private final Aggregates aggregates;
    private final Drops drops;
    private final WindowClock clock;
    private final int limit;
    private final long stale;

    public Streams(StreamTable table, Aggregates aggregates, Drops drops, WindowClock clock, SeriesConfig config) {
        this.table = table;
        this.aggregates = aggregates;
        this.drops = drops;
        this.clock = clock;
        this.limit = config.limits().streams();
        this.stale = Math.max(1, config.staleAfter().toNanos() / clock.length());
    }

    /// Whether another one may come; counts the refusal if not.
    boolean room() {
        if (table.size() >= limit) {
            drops.count(DropReason.STREAM_LIMIT);
            return false;
        }
        return true;
    }

    /// Adds one.
    ///
    /// @param stream null when there are too many series
    /// @return its number, or -1 with the refusal counted
    int admit(long high, long low, @Nullable Stream stream, long window) {
        if (stream == null) {
            drops.count(DropReason.SERIES_LIMIT);
            return -1;
        }
        aggregates.retain(stream);
        int number = table.add(high, low, stream);
        seen(number, window);
        return number;
    }

    /// It turned out to be about somebody else: what it holds of open windows, and what it counts from, go over.
    ///
    /// @param stream null when there are too many series
    /// @return whether there was room
    boolean replace(int number, Stream before, @Nullable Stream stream) {
        if (stream == null) {
            drops.count(DropReason.SERIES_LIMIT);
            return false;
        }
        aggregates.retain(stream);
        table.replace(number, stream);
        aggregates.release(before);
        return true;
    }

    /// Finds or adds one.
    ///
    /// @return its number, or -1 with the refusal counted
    public int of(Fingerprint print, long window, Supplier<@Nullable Stream> resolve) {
        int number = table.find(print.high(), print.low());
        if (number < 0 && room()) {
            number = admit(print.high(), print.low(), resolve.get(), window);
        }
        return number;
    }

    /// Keeps one alive that has no windows to be seen in.
    void seen(int number, long window) {
        table.chunk(number)[table.slot(number) + StreamTable.SEEN] = window;
    }

    /// The sender says that it is over: it goes as soon as the windows that are open now are closed.
    void end(int number, long window) {
        long[] chunk = table.chunk(number);
        int slot = table.slot(number);
        chunk[slot + StreamTable.STEP] = 0;
        chunk[slot + StreamTable.SEEN] = window - stale + 1;
    }

    /// Lets go of those that were silent for too long by the end of a window.
    public void expire(long window) {
        for (int number = 0; number < table.top(); number++) {
            Stream stream = table.stream(number);
            if (stream != null && window - seenIn(number) > patience(number)) {
                table.remove(number);
                aggregates.release(stream);
            }
        }
    }

    private long seenIn(int number) {
        return table.chunk(number)[table.slot(number) + StreamTable.SEEN];
    }

    private long patience(int number) {
        long step = table.chunk(number)[table.slot(number) + StreamTable.STEP];
        return Math.max(stale, SILENT_STEPS * step / clock.length());
    }
}
