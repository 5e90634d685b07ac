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
    private final Map<EntityId, Ends> ends = new HashMap<>();
    private final Map<EntityId, Dependency> latest = new HashMap<>();

    private record Ends(EntityId caller, EntityId callee) {}

    /// The edge between two entities.
    EntityId edge(EntityId caller, EntityId callee) {
        EntityId edge = EntityId.edge(caller.namespace(), caller.name(), callee.name());
        ends.putIfAbsent(edge, new Ends(caller, callee));
        return edge;
    }

    /// Notes a window's calls over an edge.
    public void called(Aggregate calls, long end) {
        Ends both = ends.get(calls.key().entity());
        if (both != null) {
            latest.put(
                    calls.key().entity(),
                    new Dependency(
                            both.caller(),
                            both.callee(),
                            calls.rate(),
                            calls.errorRatio(),
                            calls.mean(),
                            WindowClock.instant(end)));
        }
    }

    /// All that were seen since `nanos`, in a stable order; older ones are forgotten.
    public List<Dependency> since(long nanos) {
        latest.values().removeIf(dependency -> {
            boolean old = WindowClock.nanos(dependency.lastSeen()) < nanos;
            if (old) {
                ends.remove(edge(dependency.caller(), dependency.callee()));
            }
            return old;
        });
        return latest.values().stream()
                .sorted(Comparator.comparing(Dependency::caller).thenComparing(Dependency::callee))
                .toList();
    }
}
