package nightshift.observe.series;

import java.util.Map;
import java.util.Optional;
import nightshift.observe.identity.Source;
import nightshift.observe.identity.Sources;
import nightshift.observe.intake.Buckets;
import nightshift.observe.intake.DropReason;
import nightshift.observe.intake.Drops;
import nightshift.observe.intake.PointBatch;
import nightshift.observe.intake.Resource;
import org.jspecify.annotations.Nullable;

/// Applies the metric points of a request, row by row; what can't be taken is counted by its reason and does not hold
/// up the rest. Guarded by the observer's lock.
public final class PointIntake {
    private final StreamTable table;
    private final Streams streams;
    private final Sources sources;
    private final Resolver resolver;
    private final Accumulator accumulator;
    private final WindowClock clock;
    private final Drops drops;
    private final Buckets buckets = new Buckets();

    public PointIntake(SeriesTable table) {
        this.table = table.table();
        this.streams = table.streams();
        this.sources = table.sources();
        this.resolver = table.resolver();
        this.accumulator = table.accumulator();
        this.clock = table.clock();
        this.drops = table.drops();
    }

    public void apply(PointBatch batch, long now) {
        long window = clock.window(now);
        batch.refused().forEach(drops::count);
        for (int row = 0; row < batch.rows(); row++) {
            int number = table.find(batch.high(row), batch.low(row));
            if (!readable(number, batch, row)) {
                drops.count(DropReason.MALFORMED_HISTOGRAM);
                continue;
            }
            if (number < 0 && streams.room()) {
                number = admit(batch, row, window);
            }
            Stream stream = number < 0 ? null : current(number, batch, row);
            if (stream != null) {
                apply(number, stream, batch, row, now);
            }
        }
    }

    /// Reads the buckets of a row that is new or has a sketch; whether they are well-formed.
    private boolean readable(int number, PointBatch batch, int row) {
        boolean asked = batch.kind(row).histogram() && (number < 0 || table.sketch(number) != null);
        if (!asked) {
            buckets.clear();
            return true;
        }
        return batch.labels().buckets(batch.metric(row), batch.place(row), buckets);
    }

    private @Nullable Stream current(int number, PointBatch batch, int row) {
        Stream stream = table.stream(number);
        if (stream == null || !stream.about().subject().superseded()) {
            return stream;
        }
        Source source = source(batch, batch.resource(row));
        Stream better = source == null
                ? null
                : resolve(batch, row, source, attributes(batch, row).orElse(Map.of()));
        return streams.replace(number, stream, better) ? table.stream(number) : null;
    }

    private void apply(int number, Stream stream, PointBatch batch, int row, long now) {
        if (stream.targets().isEmpty()) {
            unused(stream, time(batch, row, now));
            streams.seen(number, clock.window(now));
            return;
        }
        long time = time(batch, row, now);
        DropReason outside = accumulator.outside(time, now);
        if (outside != null) {
            drops.count(outside);
        } else if (batch.count(row) < 0) {
            streams.end(number, clock.window(now));
        } else if (Double.isInfinite(batch.value(row))
                || (Double.isNaN(batch.value(row)) && !stream.kind().histogram())) {
            drops.count(DropReason.NOT_A_NUMBER);
        } else {
            accumulator.point(number, stream, batch, row, time, buckets);
            stream.heard(time);
            stream.about().listener().note(batch.value(row), time);
        }
    }

    private void unused(Stream stream, long time) {
        DropReason reason = stream.about().unused();
        if (reason == null) {
            stream.heard(time);
        } else {
            drops.count(reason);
            stream.about().listener().note(0, time);
        }
    }

    private static long time(PointBatch batch, int row, long now) {
        return batch.time(row) == 0 ? now : batch.time(row);
    }

    private int admit(PointBatch batch, int row, long window) {
        Optional<Map<String, String>> attributes = attributes(batch, row);
        if (batch.labels().name(batch.metric(row)).isEmpty() || attributes.isEmpty()) {
            drops.count(DropReason.UNDECODABLE);
            return -1;
        }
        Source source = source(batch, batch.resource(row));
        if (source == null) {
            drops.count(DropReason.SOURCE_LIMIT);
            return -1;
        }
        Stream stream = resolve(batch, row, source, attributes.get());
        return streams.admit(batch.high(row), batch.low(row), stream, window);
    }

    /// Whose it is and what it feeds; null when there is no room for that.
    private @Nullable Stream resolve(PointBatch batch, int row, Source source, Map<String, String> attributes) {
        int metric = batch.metric(row);
        return resolver.metric(
                source,
                batch.kind(row),
                buckets.any(),
                batch.labels().name(metric),
                batch.labels().unit(metric),
                attributes);
    }

    private static Optional<Map<String, String>> attributes(PointBatch batch, int row) {
        return batch.labels().attributes(batch.metric(row), batch.place(row));
    }

    private @Nullable Source source(PointBatch batch, int resource) {
        long high = batch.resourceHigh(resource);
        long low = batch.resourceLow(resource);
        Source known = sources.find(high, low);
        return known != null
                ? known
                : sources.of(new Resource(
                        high, low, batch.labels().resource(resource).orElse(Map.of())));
    }
}
