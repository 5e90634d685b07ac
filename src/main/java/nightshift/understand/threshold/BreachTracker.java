package nightshift.understand.threshold;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import nightshift.fact.Breach;
import nightshift.fact.Watch;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.HistoryPoint;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Window;

/// Thresholds that rules ask for, and since when they have been exceeded without a break. As in Prometheus'
/// `for:`, one window on the right side ends a breach; a window without data does not, silence does.
public final class BreachTracker {
    private record Subject(EntityId entity, String signal) {}

    private record Threshold(String signal, double above, double below) {
        static Threshold of(Watch watch) {
            return new Threshold(watch.signal(), watch.above(), watch.below());
        }
    }

    private record Key(EntityId entity, Threshold threshold) {}

    private final Duration silentAfter;
    private final Function<SeriesKey, List<HistoryPoint>> history;
    private final Map<Subject, Set<SeriesKey>> known = new HashMap<>();
    private final Map<Key, BreachRun> runs = new LinkedHashMap<>();
    private Map<Threshold, Watch> watches = Map.of();
    private Set<String> signals = Set.of();

    /// @param silentAfter no data for this long (or two and a half steps of a slower series) ends a breach
    /// @param history the past of a series, for a threshold that a changed rule asks for from now on
    public BreachTracker(Duration silentAfter, Function<SeriesKey, List<HistoryPoint>> history) {
        this.silentAfter = silentAfter;
        this.history = history;
    }

    /// Replaces the thresholds: what is no longer asked for is forgotten, what is new looks back over the
    /// history.
    public void watch(List<Watch> asked) {
        Map<Threshold, Watch> next = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (Watch watch : asked) {
            next.put(Threshold.of(watch), watch);
            names.add(watch.signal());
        }
        Set<Threshold> before = watches.keySet();
        watches = next;
        signals = names;
        runs.keySet().removeIf(key -> !next.containsKey(key.threshold()));
        next.forEach((threshold, watch) -> {
            if (!before.contains(threshold)) {
                lookBack(watch);
            }
        });
    }

    public void take(Window window, SeriesDirectory directory) {
        Map<Subject, SplitValue> values = new HashMap<>();
        for (int row = 0; row < window.rows(); row++) {
            SeriesKey key = directory.key(window.series(row));
            if (isOfService(key.entity().kind())) {
                Subject subject = new Subject(key.entity(), key.signal().name());
                known.computeIfAbsent(subject, fresh -> new HashSet<>()).add(key);
                if (signals.contains(subject.signal())) {
                    values.computeIfAbsent(subject, fresh -> new SplitValue()).add(key, window.value(row));
                }
            }
        }
        for (Watch watch : watches.values()) {
            values.forEach((subject, value) -> {
                if (subject.signal().equals(watch.signal())) {
                    run(watch, subject.entity()).take(window.end(), value.combined(), watch);
                }
            });
        }
    }

    /// Series that are over: a breach of nothing else is over too.
    public void end(List<SeriesKey> ended) {
        for (SeriesKey key : ended) {
            Subject subject = new Subject(key.entity(), key.signal().name());
            Set<SeriesKey> series = known.get(subject);
            if (series != null && series.remove(key) && series.isEmpty()) {
                known.remove(subject);
                runs.keySet()
                        .removeIf(run -> run.entity().equals(subject.entity())
                                && run.threshold().signal().equals(subject.signal()));
            }
        }
    }

    /// The breaches that hold now.
    ///
    /// @param newest end of the newest window of any series
    public List<Breach> current(Instant newest) {
        List<Breach> breaches = new ArrayList<>();
        runs.forEach((key, run) -> {
            Watch watch = watches.get(key.threshold());
            if (watch != null) {
                run.current(watch, newest).ifPresent(breaches::add);
            }
        });
        return breaches;
    }

    private void lookBack(Watch watch) {
        known.forEach((subject, series) -> {
            if (subject.signal().equals(watch.signal())) {
                SortedMap<Instant, SplitValue> past = new TreeMap<>();
                for (SeriesKey key : series) {
                    for (HistoryPoint point : history.apply(key)) {
                        past.computeIfAbsent(point.at(), at -> new SplitValue()).add(key, point.value());
                    }
                }
                past.forEach((at, value) -> run(watch, subject.entity()).take(at, value.combined(), watch));
            }
        });
    }

    private BreachRun run(Watch watch, EntityId entity) {
        return runs.computeIfAbsent(
                new Key(entity, Threshold.of(watch)), key -> new BreachRun(key.entity(), silentAfter));
    }

    private static boolean isOfService(EntityKind kind) {
        return kind == EntityKind.SERVICE || kind == EntityKind.INSTANCE;
    }
}
