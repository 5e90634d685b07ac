package nightshift.understand.threshold;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import nightshift.fact.Breach;
import nightshift.fact.Watch;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.HistoryPoint;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.Window;
import org.jspecify.annotations.Nullable;

/// Thresholds that rules ask for, and since when they have been exceeded, most of the time: unlike
/// Prometheus' `for:`, a window on the right side now and then does not end a breach. A window without
/// data doesn't either, silence does.
public final class BreachTracker {
    /// Where the past is, for a threshold that a changed rule asks for from now on.
    public interface Past {
        /// The live series of the signals that a threshold holds for.
        List<SeriesKey> series(Watch.Scope scope);

        /// The recent past of one of them, oldest first.
        List<HistoryPoint> of(SeriesKey series);
    }

    private record Subject(EntityId entity, Signal signal) {
        static Subject of(SeriesKey key) {
            return new Subject(key.entity(), key.signal());
        }
    }

    private record Threshold(Watch.Scope scope, double above, double below) {
        static Threshold of(Watch watch) {
            return new Threshold(watch.scope(), watch.above(), watch.below());
        }
    }

    private final BreachConfig config;
    private final Past past;
    private final Map<Subject, Watched> subjects = new LinkedHashMap<>();
    private List<Watch> asked = List.of();
    private Map<Threshold, Watch> watches = Map.of();
    private @Nullable List<Breach> told;
    private Instant toldAt = Instant.EPOCH;

    public BreachTracker(BreachConfig config, Past past) {
        this.config = config;
        this.past = past;
    }

    /// One signal of one entity that some rule watches: the series that it is split into, and a run a threshold.
    private static final class Watched {
        private final Map<SeriesKey, Part> parts = new LinkedHashMap<>();
        private final Map<Threshold, BreachRun> runs = new LinkedHashMap<>();
    }

    /// What a series said last; in force for its step, since its sender may export at another moment than the others.
    private record Part(Instant end, double value, Duration step) {
        private static final Part NOTHING = new Part(Instant.EPOCH, 0, Duration.ZERO);

        boolean inForce(Instant now) {
            return end.plus(step).isAfter(now) || end.equals(now);
        }
    }

    /// Replaces the thresholds: what is no longer asked for is forgotten, what is new looks back over the
    /// history.
    public void watch(List<Watch> next) {
        if (next.equals(asked)) {
            return;
        }
        told = null;
        Map<Threshold, Watch> wanted = new LinkedHashMap<>();
        for (Watch watch : next) {
            wanted.put(Threshold.of(watch), watch);
        }
        subjects.keySet()
                .removeIf(subject ->
                        next.stream().noneMatch(watch -> watch.scope().covers(subject.signal())));
        subjects.values().forEach(watched -> watched.runs.keySet().retainAll(wanted.keySet()));
        wanted.forEach((threshold, watch) -> {
            if (!watches.containsKey(threshold)) {
                lookBack(watch);
            }
        });
        watches = wanted;
        asked = List.copyOf(next); // last: what threw half-way is asked for again
    }

    public void take(Window window, SeriesDirectory directory) {
        told = null;
        Set<Subject> moved = new LinkedHashSet<>();
        for (int row = 0; row < window.rows(); row++) {
            SeriesKey key = directory.key(window.series(row));
            if (watched(key)) {
                Subject subject = Subject.of(key);
                of(subject).parts.put(key, new Part(window.end(), window.value(row), window.step(row)));
                moved.add(subject);
            }
        }
        for (Subject subject : moved) {
            for (Watch watch : watches.values()) {
                if (watch.scope().covers(subject.signal())) {
                    take(watch, subject, of(subject).parts, window.end());
                }
            }
        }
    }

    private void take(Watch watch, Subject subject, Map<SeriesKey, Part> parts, Instant end) {
        SplitValue value = new SplitValue();
        Duration step = Duration.ZERO;
        for (Map.Entry<SeriesKey, Part> part : parts.entrySet()) {
            if (part.getValue().inForce(end)) {
                value.add(part.getKey(), part.getValue().value());
                Duration own = part.getValue().step();
                step = step.compareTo(own) < 0 ? own : step;
            }
        }
        run(watch, subject).take(end, value.combined(), step, watch);
    }

    /// Series that are over: a breach of nothing else is over too.
    public void end(List<SeriesKey> ended) {
        for (SeriesKey key : ended) {
            if (watched(key)) {
                Subject subject = Subject.of(key);
                Watched left = subjects.get(subject);
                if (left != null && left.parts.remove(key) != null && left.parts.isEmpty()) {
                    subjects.remove(subject);
                    told = null;
                }
            }
        }
    }

    /// The breaches that hold now; the same list until a window closes, a series ends or other thresholds are asked
    /// for.
    ///
    /// @param newest end of the newest window of any series
    public List<Breach> current(Instant newest) {
        List<Breach> last = told;
        if (last == null || !newest.equals(toldAt)) {
            last = holding(newest);
            told = last;
            toldAt = newest;
        }
        return last;
    }

    private List<Breach> holding(Instant newest) {
        List<Breach> breaches = new ArrayList<>();
        for (Watched watched : subjects.values()) {
            watched.runs.forEach((threshold, run) -> {
                Watch watch = watches.get(threshold);
                if (watch != null) {
                    run.current(watch, newest).ifPresent(breaches::add);
                }
            });
        }
        return List.copyOf(breaches);
    }

    private void lookBack(Watch watch) {
        Map<Subject, List<SeriesKey>> known = new LinkedHashMap<>();
        for (SeriesKey key : past.series(watch.scope())) {
            if (judged(key)) {
                known.computeIfAbsent(Subject.of(key), fresh -> new ArrayList<>())
                        .add(key);
            }
        }
        known.forEach((subject, series) -> {
            series.forEach(key -> of(subject).parts.putIfAbsent(key, Part.NOTHING));
            lookBack(watch, subject, series);
        });
    }

    private void lookBack(Watch watch, Subject subject, List<SeriesKey> series) {
        SortedMap<Instant, Map<SeriesKey, Part>> windows = new TreeMap<>();
        for (SeriesKey key : series) {
            for (HistoryPoint point : past.of(key)) {
                windows.computeIfAbsent(point.at(), at -> new LinkedHashMap<>())
                        .put(key, new Part(point.at(), point.value(), Duration.ZERO));
            }
        }
        windows.forEach((at, parts) -> take(watch, subject, parts, at));
    }

    private boolean watched(SeriesKey key) {
        return judged(key)
                && watches.values().stream().anyMatch(watch -> watch.scope().covers(key.signal()));
    }

    private static boolean judged(SeriesKey key) {
        EntityKind kind = key.entity().kind();
        return switch (kind) {
            case SERVICE, INSTANCE, WORKLOAD, NODE -> true;
            case CLUSTER, NAMESPACE, POD, DATABASE, EDGE, NOT_IN_VIEW -> false;
        };
    }

    private Watched of(Subject subject) {
        return subjects.computeIfAbsent(subject, fresh -> new Watched());
    }

    private BreachRun run(Watch watch, Subject subject) {
        return of(subject)
                .runs
                .computeIfAbsent(
                        Threshold.of(watch), fresh -> new BreachRun(subject.entity(), subject.signal(), config));
    }
}
