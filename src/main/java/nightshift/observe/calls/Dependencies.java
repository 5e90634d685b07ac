package nightshift.observe.calls;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import nightshift.fact.Dependency;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.intake.DropReason;
import nightshift.observe.intake.Drops;
import nightshift.observe.series.Aggregate;
import nightshift.observe.series.WindowClock;
import org.jspecify.annotations.Nullable;

/// Who called whom lately. About 600 bytes an edge; where there is no room for another, the one that was quiet for
/// longest makes room, so that peers that are called once do not push out those that are called all the time. Guarded
/// by the observer's lock.
public final class Dependencies {
    private final int limit;
    private final Drops drops;
    /// The one that was quiet for longest comes first.
    private final Map<EntityId, Edge> edges = new LinkedHashMap<>(16, 0.75f, true);

    private final SortedMap<String, Edge> ordered = new TreeMap<>();
    private List<Dependency> shown = List.of();
    private boolean outdated;

    /// @param limit edges that are remembered at most
    public Dependencies(int limit, Drops drops) {
        this.limit = limit;
        this.drops = drops;
    }

    private static final class Edge {
        private final EntityId caller;
        private final EntityId callee;
        private long touched;
        private @Nullable Dependency latest;

        Edge(EntityId caller, EntityId callee) {
            this.caller = caller;
            this.callee = callee;
        }

        String place() {
            return caller.text() + '\0' + callee.text();
        }
    }

    /// The edge between two entities, which is remembered from now on.
    ///
    /// @param nanos when the call was seen
    EntityId edge(EntityId caller, EntityId callee, long nanos) {
        EntityId id = EntityId.edge(caller, callee);
        Edge edge = edges.get(id);
        if (edge == null) {
            if (edges.size() >= limit) {
                drops.count(DropReason.DEPENDENCY_OVERFLOW);
                forgetEldest();
            }
            edge = new Edge(caller, callee);
            edges.put(id, edge);
        }
        edge.touched = Math.max(edge.touched, nanos);
        return id;
    }

    /// Notes a window's calls over an edge.
    public void called(Aggregate calls, long end) {
        EntityId id = calls.key().entity();
        if (calls.counts()) {
            called(id, calls.rate(), calls.errorRatio(), calls.mean(), end);
        } else {
            used(id, end);
        }
    }

    /// Notes that something went over an edge of which nobody says how many calls it was: what is known of them stays.
    private void used(EntityId id, long end) {
        Edge edge = edges.get(id);
        Dependency latest = edge == null ? null : edge.latest;
        if (latest == null) {
            called(id, Double.NaN, Double.NaN, Double.NaN, end);
        } else {
            called(id, latest.callsPerSecond(), latest.errorRatio(), latest.seconds(), end);
        }
    }

    /// @param seconds mean duration
    /// @param end of the window, ns
    void called(EntityId id, double rate, double errorRatio, double seconds, long end) {
        edge(id.caller(), id.callee(), end);
        Edge edge = edges.get(id);
        if (edge != null) {
            if (edge.latest == null) {
                ordered.put(edge.place(), edge);
            }
            edge.touched = Math.max(edge.touched, end);
            edge.latest = new Dependency(edge.caller, edge.callee, rate, errorRatio, seconds, WindowClock.instant(end));
            outdated = true;
        }
    }

    /// Forgets those that saw no call since `nanos`.
    public void expire(long nanos) {
        while (!edges.isEmpty() && edges.values().iterator().next().touched < nanos) {
            forgetEldest();
        }
    }

    private void forgetEldest() {
        Iterator<Edge> eldest = edges.values().iterator();
        Edge edge = eldest.next();
        eldest.remove();
        if (edge.latest != null) {
            ordered.remove(edge.place());
            outdated = true;
        }
    }

    /// How many are remembered, those among them of which no window has closed yet too.
    int size() {
        return edges.size();
    }

    /// All of which a window has closed, in a stable order; the same list until one closes that changes it.
    public List<Dependency> current() {
        if (outdated) {
            List<Dependency> now = new ArrayList<>(ordered.size());
            for (Edge edge : ordered.values()) {
                if (edge.latest != null) {
                    now.add(edge.latest);
                }
            }
            shown = List.copyOf(now);
            outdated = false;
        }
        return shown;
    }
}
