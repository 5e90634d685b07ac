package nightshift.understand.symptom;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Window;

/// Which services still send telemetry of their own. Silence is measured against the newest data of all: when
/// everything falls silent, telemetry is broken and nobody is accused.
public final class ReportingTracker {
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final Duration silentAfter;
    private final Map<EntityId, Instant> lastSeen = new LinkedHashMap<>();

    public ReportingTracker(Duration silentAfter) {
        this.silentAfter = silentAfter;
    }

    public void take(Window window, SeriesDirectory directory) {
        for (int row = 0; row < window.rows(); row++) {
            SeriesKey key = directory.key(window.series(row));
            if (sentByItself(key) && window.count(row) > 0) {
                lastSeen.put(key.entity().service(), window.end());
            }
        }
        Instant oldest = window.end().minus(FORGOTTEN_AFTER);
        lastSeen.values().removeIf(seen -> seen.isBefore(oldest));
    }

    /// Services that reported and no longer do, while most others do; empty when most are silent.
    public Set<EntityId> silent(Instant newest) {
        Set<EntityId> silent = new LinkedHashSet<>();
        lastSeen.forEach((service, seen) -> {
            if (!seen.plus(silentAfter).isAfter(newest)) {
                silent.add(service);
            }
        });
        return 2 * silent.size() < lastSeen.size() ? silent : Set.of();
    }

    /// Whether a service's own data is recent.
    public boolean fresh(EntityId service, Instant newest) {
        Instant seen = lastSeen.get(service);
        return seen != null && seen.plus(silentAfter).isAfter(newest);
    }

    /// What the platform says about a service (`k8s.*`) goes on when its process is dead, and so does its
    /// callers' view.
    private static boolean sentByItself(SeriesKey key) {
        EntityKind kind = key.entity().kind();
        return (kind == EntityKind.SERVICE || kind == EntityKind.INSTANCE)
                && !key.signal().name().startsWith("k8s.");
    }
}
