package nightshift.observe.calls;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightshift.fact.Dependency;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.series.Aggregate;
import nightshift.observe.series.WindowClock;

/// Who called whom lately. Guarded by the observer's lock.
public final class Dependencies {
    private final Map<EntityId, Dependency> latest = new HashMap<>();

    /// Notes a window's calls over an edge.
    public void called(Aggregate calls, long end) {
        EntityId edge = calls.key().entity();
        latest.put(
                edge,
                new Dependency(
                        edge.caller(),
                        edge.callee(),
                        calls.rate(),
                        calls.errorRatio(),
                        calls.mean(),
                        WindowClock.instant(end)));
    }

    /// All that were seen since `nanos`, in a stable order; older ones are forgotten.
    public List<Dependency> since(long nanos) {
        latest.values().removeIf(dependency -> WindowClock.nanos(dependency.lastSeen()) < nanos);
        return latest.values().stream()
                .sorted(Comparator.comparing(Dependency::caller).thenComparing(Dependency::callee))
                .toList();
    }
}
