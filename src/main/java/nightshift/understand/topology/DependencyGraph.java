package nightshift.understand.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.fact.Dependency;
import nightshift.fact.telemetry.EntityId;

/// Who calls whom. Immutable; cycles do no harm, since only reachability and shortest paths are asked for.
public final class DependencyGraph {
    private final List<Dependency> dependencies;
    private final Map<EntityId, Set<EntityId>> callees = new LinkedHashMap<>();
    private final Map<EntityId, Set<EntityId>> callers = new LinkedHashMap<>();

    public DependencyGraph(List<Dependency> dependencies) {
        this.dependencies = List.copyOf(dependencies);
        for (Dependency call : dependencies) {
            EntityId caller = call.caller().service();
            EntityId callee = call.callee().service();
            callees.computeIfAbsent(caller, node -> new LinkedHashSet<>()).add(callee);
            callers.computeIfAbsent(callee, node -> new LinkedHashSet<>()).add(caller);
        }
    }

    /// The calls it was made from.
    public List<Dependency> dependencies() {
        return dependencies;
    }

    public Set<EntityId> calleesOf(EntityId node) {
        return Collections.unmodifiableSet(callees.getOrDefault(node, Set.of()));
    }

    public Set<EntityId> callersOf(EntityId node) {
        return Collections.unmodifiableSet(callers.getOrDefault(node, Set.of()));
    }

    /// The node and all it depends on.
    public Set<EntityId> below(EntityId node) {
        return closure(node, callees);
    }

    /// The node and all that depend on it.
    public Set<EntityId> above(EntityId node) {
        return closure(node, callers);
    }

    /// Whether trouble of one can show at the other: one depends on the other.
    public boolean related(EntityId one, EntityId other) {
        return below(one).contains(other) || below(other).contains(one);
    }

    /// A shortest chain of calls with both ends, or just the end when there is none.
    public List<EntityId> path(EntityId from, EntityId to) {
        Map<EntityId, EntityId> cameFrom = new HashMap<>();
        Deque<EntityId> queue = new ArrayDeque<>(List.of(from));
        cameFrom.put(from, from);
        while (!queue.isEmpty() && !cameFrom.containsKey(to)) {
            EntityId node = queue.remove();
            for (EntityId callee : calleesOf(node)) {
                if (cameFrom.putIfAbsent(callee, node) == null) {
                    queue.add(callee);
                }
            }
        }
        List<EntityId> path = new ArrayList<>(List.of(to));
        EntityId node = to;
        EntityId previous = cameFrom.get(node);
        while (previous != null && !previous.equals(node)) {
            path.addFirst(previous);
            node = previous;
            previous = cameFrom.get(node);
        }
        return path;
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

    private static Set<EntityId> closure(EntityId node, Map<EntityId, Set<EntityId>> edges) {
        Set<EntityId> reached = new LinkedHashSet<>();
        Deque<EntityId> queue = new ArrayDeque<>(List.of(node));
        while (!queue.isEmpty()) {
            EntityId next = queue.remove();
            if (reached.add(next)) {
                queue.addAll(edges.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }
}
