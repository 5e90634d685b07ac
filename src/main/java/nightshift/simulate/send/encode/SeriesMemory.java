package nightshift.simulate.send.encode;

import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightshift.simulate.send.sample.Sample;
import nightshift.simulate.world.chance.Durations;
import org.jspecify.annotations.Nullable;

/// What one exporter keeps of each of its series between two exports: since when it counts, and what it told last, for
/// delta. An SDK's series begins with its first measurement, after the export before (measured with three SDKs), so
/// that
/// is when it counts from.
public final class SeriesMemory {
    private final Map<Key, Kept> series = new HashMap<>();
    private final boolean delta;
    private long lastExport;

    /// @param began when the process started, nanoseconds since 1970
    public SeriesMemory(boolean delta, long began) {
        this.delta = delta;
        this.lastExport = began;
    }

    private record Key(String name, List<KeyValue> attributes) {}

    private static final class Kept {
        private long start;
        private @Nullable Durations durations;
        private double total;
        private long count;

        private Kept(long start) {
            this.start = start;
        }
    }

    /// What is to be told of durations.
    ///
    /// @param start since when
    record Since<V>(long start, V value) {}

    Since<Durations> durations(String name, List<KeyValue> attributes, Durations now) {
        Kept kept = kept(name, attributes);
        long start = kept.start;
        if (!delta) {
            return new Since<>(start, now);
        }
        Durations fresh = now.copy();
        if (kept.durations != null) {
            fresh.subtract(kept.durations);
        }
        kept.durations = now.copy();
        return new Since<>(start, fresh);
    }

    Since<Sample.Value.Timing> timing(String name, List<KeyValue> attributes, Sample.Value.Timing now) {
        Kept kept = kept(name, attributes);
        long start = kept.start;
        if (!delta) {
            return new Since<>(start, now);
        }
        Sample.Value.Timing fresh = new Sample.Value.Timing(now.count() - kept.count, now.seconds() - kept.total);
        kept.count = now.count();
        kept.total = now.seconds();
        return new Since<>(start, fresh);
    }

    Since<Double> total(String name, List<KeyValue> attributes, double now) {
        Kept kept = kept(name, attributes);
        long start = kept.start;
        if (!delta) {
            return new Since<>(start, now);
        }
        double fresh = now - kept.total;
        kept.total = now;
        return new Since<>(start, fresh);
    }

    /// Since when a series that is neither counted nor timed is told, as an up-down counter's must be.
    long start(String name, List<KeyValue> attributes) {
        return kept(name, attributes).start;
    }

    private Kept kept(String name, List<KeyValue> attributes) {
        return series.computeIfAbsent(new Key(name, attributes), fresh -> new Kept(lastExport));
    }

    /// Ends an export.
    public void exported(long now) {
        lastExport = now;
        if (delta) {
            series.values().forEach(kept -> kept.start = now);
        }
    }
}
