package nightshift.understand.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import nightshift.KnownSignals;
import nightshift.fact.Breach;
import nightshift.fact.Watch;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.HistoryPoint;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.Window;

/// A tracker of breaches with a past of its own, fed window by window by a clock that is moved by hand.
final class TrackerOnTrial {
    static final EntityId CART = EntityId.service("shop", "cart");
    static final Duration STEP = Duration.ofSeconds(10);
    static final Signal CPU_SIGNAL = KnownSignals.signal("process.cpu.utilization");
    static final SeriesKey CPU = new SeriesKey(CART, CPU_SIGNAL);
    static final Signal PENDING = KnownSignals.signal("db.client.connection.pending_requests");

    final Map<SeriesKey, List<HistoryPoint>> history = new HashMap<>();
    private final List<SeriesKey> directory = new ArrayList<>();
    final BreachTracker tracker = new BreachTracker(BreachConfig.defaults(), new BreachTracker.Past() {
        @Override
        public List<SeriesKey> series(Watch.Scope scope) {
            return directory.stream().filter(key -> scope.covers(key.signal())).toList();
        }

        @Override
        public List<HistoryPoint> of(SeriesKey series) {
            looks++;
            return history.getOrDefault(series, List.of());
        }
    });
    int looks;
    Instant now = Instant.parse("2026-11-24T12:00:00Z");

    static Watch above(SeriesKey key, double threshold, Duration... durations) {
        return new Watch(
                new Watch.Named(key.signal().name()), threshold, Double.NaN, new TreeSet<>(List.of(durations)));
    }

    /// The only one.
    Breach breach() {
        List<Breach> current = tracker.current(now);
        assertThat(current).hasSize(1);
        return current.getFirst();
    }

    /// @return the end of the window
    Instant feed(SeriesKey key, double value) {
        return feed(Map.of(key, value));
    }

    Instant feed(Map<SeriesKey, Double> row) {
        return feed(row, Math.toIntExact(STEP.toSeconds()));
    }

    Instant feed(Map<SeriesKey, Double> row, int step) {
        List<SeriesKey> keys = List.copyOf(row.keySet());
        int[] series = new int[keys.size()];
        double[] values = new double[series.length];
        long[] counts = new long[series.length];
        for (int i = 0; i < series.length; i++) {
            if (!directory.contains(keys.get(i))) {
                directory.add(keys.get(i));
            }
            series[i] = directory.indexOf(keys.get(i));
            values[i] = row.getOrDefault(keys.get(i), 0.0);
            counts[i] = 1;
        }
        int[] steps = new int[series.length];
        Arrays.fill(steps, step);
        tracker.take(new Window(now, STEP, series, values, counts, steps), SeriesDirectory.over(directory));
        now = now.plus(STEP);
        return now;
    }
}
