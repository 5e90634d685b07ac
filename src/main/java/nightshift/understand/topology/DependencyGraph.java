package nightshift.understand.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import nightshift.fact.Dependency;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;

/// Who calls whom. Its answers never change; it remembers those that are asked for again and again, so
/// it belongs to one thread. Cycles do no harm, since only reachability and shortest paths are asked
/// for.
public final class DependencyGraph {
    private final List<Dependency> dependencies;
    private final Calls calls;

    public DependencyGraph(List<Dependency> dependencies) {
        this(List.copyOf(dependencies), new Calls(dependencies));
    }

    private DependencyGraph(List<Dependency> dependencies, Calls calls) {
        this.dependencies = dependencies;
        this.calls = calls;
    }

    /// Who is next to whom, and what has been worked out from it.
    private static final class Calls {
        private final Map<EntityId, Set<EntityId>> callees = new LinkedHashMap<>();
        private final Map<EntityId, Set<EntityId>> callers = new LinkedHashMap<>();
        private final Closures below = new Closures(callees);
        private final Closures above = new Closures(callers);
        private final Map<Host, List<EntityId>> databases = new HashMap<>();
        private final NumberedCalls numbered;

        Calls(List<Dependency> dependencies) {
            for (Dependency call : dependencies) {
                EntityId caller = call.caller().service();
                EntityId callee = call.callee().service();
                callees.computeIfAbsent(caller, node -> new LinkedHashSet<>()).add(callee);
                callers.computeIfAbsent(callee, node -> new LinkedHashSet<>()).add(caller);
            }
            numbered = new NumberedCalls(callees, callers);
            callers.keySet().stream()
                    .filter(callee -> callee.kind() == EntityKind.DATABASE)
                    .forEach(database -> databases
                            .computeIfAbsent(Host.of(database), host -> new ArrayList<>())
                            .add(database));
        }
    }

    /// Where a database is called.
    private record Host(String namespace, String name) {
        static Host of(EntityId database) {
            String[] labels = database.name().split("\\.", 3);
            return new Host(labels.length == 1 ? database.namespace() : labels[1], labels[0]);
        }
    }

    /// What can be reached from a node. The answers that were asked for last are kept, 100,000 nodes of them together
    /// at most: 5 MB.
    private static final class Closures {
        private static final int KEPT = 100_000;

        private final Map<EntityId, Set<EntityId>> edges;
        private final Map<EntityId, Set<EntityId>> known = new LinkedHashMap<>(16, 0.75f, true);
        private int kept;

        Closures(Map<EntityId, Set<EntityId>> edges) {
            this.edges = edges;
        }

        Set<EntityId> of(EntityId node) {
            Set<EntityId> reached = known.get(node);
            if (reached == null) {
                reached = Collections.unmodifiableSet(reach(Set.of(node), edges));
                known.put(node, reached);
                kept += reached.size();
                Iterator<Set<EntityId>> eldest = known.values().iterator();
                while (kept > KEPT && known.size() > 1) {
                    kept -= eldest.next().size();
                    eldest.remove();
                }
            }
            return reached;
        }
    }

    private static Set<EntityId> reach(Set<EntityId> nodes, Map<EntityId, Set<EntityId>> edges) {
        Set<EntityId> reached = new LinkedHashSet<>();
        Deque<EntityId> queue = new ArrayDeque<>(nodes);
        while (!queue.isEmpty()) {
            EntityId next = queue.remove();
            if (reached.add(next)) {
                queue.addAll(edges.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }

    /// The graph of what was seen since: this one, as long as that is the same list, and all that was
    /// worked out about this one, as long as the calls are between the same pairs.
    @SuppressWarnings("ReferenceEquality") // the same object says that nothing changed, without a look at its entries
    public DependencyGraph with(List<Dependency> seen) {
        if (seen == dependencies) {
            return this;
        }
        return samePairs(seen) ? new DependencyGraph(List.copyOf(seen), calls) : new DependencyGraph(seen);
    }

    private boolean samePairs(List<Dependency> seen) {
        boolean same = seen.size() == dependencies.size();
        for (int i = 0; same && i < seen.size(); i++) {
            Dependency before = dependencies.get(i);
            Dependency after = seen.get(i);
            same = before.caller().equals(after.caller()) && before.callee().equals(after.callee());
        }
        return same;
    }

    /// The calls it was made from.
    public List<Dependency> dependencies() {
        return dependencies;
    }

    public Set<EntityId> calleesOf(EntityId node) {
        return Collections.unmodifiableSet(calls.callees.getOrDefault(node, Set.of()));
    }

    public Set<EntityId> callersOf(EntityId node) {
        return Collections.unmodifiableSet(calls.callers.getOrDefault(node, Set.of()));
    }

    /// Databases that are called at a host of that name in that namespace, as `name`, `name.namespace`
    /// or longer: what runs there is them.
    public List<EntityId> databasesAt(String namespace, String name) {
        return Collections.unmodifiableList(calls.databases.getOrDefault(new Host(namespace, name), List.of()));
    }

    /// The node and all it depends on.
    public Set<EntityId> below(EntityId node) {
        return calls.below.of(node);
    }

    /// The node and all that depend on it.
    public Set<EntityId> above(EntityId node) {
        return calls.above.of(node);
    }

    /// Whether trouble of one can show at the other: one depends on the other.
    public boolean related(EntityId one, EntityId other) {
        return below(one).contains(other) || below(other).contains(one);
    }

    /// The given nodes and all that any of them depends on.
    public Set<EntityId> below(Set<EntityId> nodes) {
        return reach(nodes, calls.callees);
    }

    /// The given nodes, to be asked how they reach others.
    public Sources from(Set<EntityId> nodes) {
        return new Sources(calls.numbered, nodes);
    }

    /// A shortest chain of calls with both ends, or just the end when there is none.
    public List<EntityId> path(EntityId from, EntityId to) {
        OptionalInt start = calls.numbered.number(from);
        OptionalInt end = calls.numbered.number(to);
        return start.isPresent() && end.isPresent()
                ? calls.numbered.path(start.getAsInt(), end.getAsInt())
                : List.of(to);
    }

    /// The given nodes in groups that hang together by calls among themselves.
    public List<Set<EntityId>> groups(Set<EntityId> nodes) {
        List<Set<EntityId>> groups = new ArrayList<>();
        Set<EntityId> left = new LinkedHashSet<>(nodes);
        while (!left.isEmpty()) {
            Set<EntityId> group = new LinkedHashSet<>();
            Deque<EntityId> queue = new ArrayDeque<>(List.of(left.iterator().next()));
            while (!queue.isEmpty()) {
                EntityId node = queue.remove();
                if (left.remove(node)) {
                    group.add(node);
                    queue.addAll(calleesOf(node));
                    queue.addAll(callersOf(node));
                }
            }
            groups.add(group);
        }
        return groups;
    }
}
