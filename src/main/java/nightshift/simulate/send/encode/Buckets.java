package nightshift.simulate.send.encode;

import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.List;
import nightshift.simulate.send.row.MetricRow;
import nightshift.simulate.send.sample.Sample;
import nightshift.simulate.world.chance.Durations;

/// Durations as a sender's buckets hold them, in the unit as sent.
///
/// @param start since when, nanoseconds since 1970
/// @param counts one more than there are bounds
record Buckets(long start, long count, double sum, List<Long> counts) {
    Buckets {
        counts = List.copyOf(counts);
    }

    static Buckets of(MetricRow row, List<KeyValue> attributes, Sample.Value value, SeriesMemory memory) {
        return switch (value) {
            case Sample.Value.Distribution distribution -> {
                SeriesMemory.Since<Durations> since =
                        memory.durations(row.name().text(), attributes, distribution.durations());
                yield of(row, since.start(), since.value());
            }
            case Sample.Value.Timing timing -> {
                SeriesMemory.Since<Sample.Value.Timing> since =
                        memory.timing(row.name().text(), attributes, timing);
                yield of(row, since.start(), since.value());
            }
            case Sample.Value.Total total -> throw new IllegalArgumentException("a total has no buckets: " + total);
            case Sample.Value.Level level -> throw new IllegalArgumentException("a level has no buckets: " + level);
        };
    }

    private static Buckets of(MetricRow row, long start, Durations durations) {
        List<Long> counts = new ArrayList<>();
        long below = 0;
        for (double bound : row.bounds().upper()) {
            long atMost = bound <= 0 ? 0 : durations.atMost(bound / row.name().factor());
            counts.add(Math.max(0, atMost - below));
            below = Math.max(below, atMost);
        }
        counts.add(durations.count() - below);
        return new Buckets(
                start, durations.count(), durations.sum() * row.name().factor(), counts);
    }

    /// Where only number and sum are known all are as long as their mean.
    private static Buckets of(MetricRow row, long start, Sample.Value.Timing timing) {
        double factor = row.name().factor();
        double mean = timing.count() == 0 ? 0 : timing.seconds() * factor / timing.count();
        List<Long> counts = new ArrayList<>();
        long left = timing.count();
        for (double bound : row.bounds().upper()) {
            long here = mean <= bound ? left : 0;
            counts.add(here);
            left -= here;
        }
        counts.add(left);
        return new Buckets(start, timing.count(), timing.seconds() * factor, counts);
    }
}
