package nightshift.understand.symptom;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Patience;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.SignalFamily;
import nightshift.fact.telemetry.Window;
import nightshift.understand.detect.SeriesStep;
import org.jspecify.annotations.Nullable;

/// Which services still send telemetry of their own, each at its own step. Silence is measured against the newest data
/// of all: when everything falls silent, telemetry is broken and nobody is accused.
public final class ReportingTracker {
    private static final Patience FORGOTTEN = new Patience(12, Duration.ofHours(1));
    /// One export may be lost on its way.
    private static final Patience LATE = new Patience(2, Duration.ZERO);

    private final Patience silent;
    private final Map<EntityId, SeriesStep> steps = new LinkedHashMap<>();
    private @Nullable SeriesStep any;
    private @Nullable Instant lookedAt;
    private Silence found = new Silence(Map.of(), Map.of());

    /// @param silent so long without data is silence
    public ReportingTracker(Patience silent) {
        this.silent = silent;
    }

    public void take(Window window, SeriesDirectory directory) {
        if (window.rows() == 0) {
            return;
        }
        lookedAt = null;
        long end = window.end().getEpochSecond();
        if (any == null) {
            any = new SeriesStep((int) window.length().toSeconds());
        }
        any.arrive(end);
        for (int row = 0; row < window.rows(); row++) {
            SeriesKey key = directory.key(window.series(row));
            if (sentByItself(key) && window.count(row) > 0) {
                steps.computeIfAbsent(
                                key.entity().service(),
                                fresh -> new SeriesStep((int) window.length().toSeconds()))
                        .arrive(end);
            }
        }
        steps.values().removeIf(step -> !within(FORGOTTEN, step, window.end()));
    }

    /// Services that reported and no longer do, while most others do, with the end of the last window in which each
    /// did; empty when most are silent. The same until a window comes or `newest` moves.
    public Silence silence(Instant newest) {
        if (!newest.equals(lookedAt)) {
            found = new Silence(look(silent, newest), look(LATE, newest));
            lookedAt = newest;
        }
        return found;
    }

    private Map<EntityId, Instant> look(Patience patience, Instant newest) {
        Map<EntityId, Instant> silent = new LinkedHashMap<>();
        steps.forEach((service, step) -> {
            if (!within(patience, step, newest)) {
                silent.put(service, Instant.ofEpochSecond(step.end()));
            }
        });
        return 2 * silent.size() < steps.size() ? silent : Map.of();
    }

    /// Since when nothing says how the services are: nothing is sent at all, or all of them are silent. Empty while
    /// something is, and before the first.
    public Optional<Instant> allSilentSince(Instant newest) {
        SeriesStep last = any;
        if (last == null) {
            return Optional.empty();
        }
        if (!within(silent, last, newest)) {
            return Optional.of(Instant.ofEpochSecond(last.end()));
        }
        boolean heard = steps.isEmpty() || steps.values().stream().anyMatch(step -> within(silent, step, newest));
        return heard
                ? Optional.empty()
                : steps.values().stream()
                        .map(SeriesStep::end)
                        .max(Long::compare)
                        .map(Instant::ofEpochSecond);
    }

    /// Whether a service's own data is recent.
    public boolean fresh(EntityId service, Instant newest) {
        SeriesStep step = steps.get(service);
        return step != null && within(silent, step, newest);
    }

    /// A service's windows come when any of its senders exports, which is less regular than one series: the longest
    /// usual distance is its step.
    private static boolean within(Patience patience, SeriesStep step, Instant now) {
        Instant last = Instant.ofEpochSecond(step.end());
        return last.plus(patience.lasting(step.longest())).isAfter(now);
    }

    /// What the platform says about a service goes on when its process is dead, and so does its
    /// callers' view.
    private static boolean sentByItself(SeriesKey key) {
        EntityKind kind = key.entity().kind();
        return (kind == EntityKind.SERVICE || kind == EntityKind.INSTANCE)
                && key.signal().family() != SignalFamily.KUBERNETES;
    }
}
