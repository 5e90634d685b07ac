package nightshift.understand.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import nightshift.fact.telemetry.EntityId;

/// The same calls between numbers: a search over thousands of nodes for each of thousands of suspects compares no
/// names. Neighbours stand in the order in which they were first seen, so that a search finds the same of several
/// shortest ways each time.
final class NumberedCalls {
    static final int FAR = -1;

    private final Map<EntityId, Integer> numbers = new HashMap<>();
    private final List<EntityId> nodes = new ArrayList<>();
    private final List<int[]> callees = new ArrayList<>();
    private final List<int[]> callers = new ArrayList<>();

    NumberedCalls(Map<EntityId, Set<EntityId>> calleesOf, Map<EntityId, Set<EntityId>> callersOf) {
        calleesOf.keySet().forEach(this::add);
        callersOf.keySet().forEach(this::add);
        for (EntityId node : nodes) {
            callees.add(numbers(calleesOf.getOrDefault(node, Set.of())));
            callers.add(numbers(callersOf.getOrDefault(node, Set.of())));
        }
    }

    private void add(EntityId node) {
        if (numbers.putIfAbsent(node, nodes.size()) == null) {
            nodes.add(node);
        }
    }

    private int[] numbers(Collection<EntityId> neighbours) {
        return neighbours.stream().mapToInt(numbers::get).toArray();
    }

    /// Empty for who neither calls nor is called.
    OptionalInt number(EntityId node) {
        Integer number = numbers.get(node);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /// By number, in how many calls each gets to a node; [#FAR] for who does not.
    int[] stepsTo(int node) {
        int[] steps = new int[nodes.size()];
        Arrays.fill(steps, FAR);
        int[] queue = new int[nodes.size()];
        int last = 1;
        queue[0] = node;
        steps[node] = 0;
        for (int next = 0; next < last; next++) {
            for (int caller : callers.get(queue[next])) {
                if (steps[caller] == FAR) {
                    steps[caller] = steps[queue[next]] + 1;
                    queue[last++] = caller;
                }
            }
        }
        return steps;
    }

    /// A shortest chain of calls with both ends, or just the end when there is none.
    List<EntityId> path(int from, int to) {
        int[] cameFrom = new int[nodes.size()];
        Arrays.fill(cameFrom, FAR);
        int[] queue = new int[nodes.size()];
        int last = 1;
        queue[0] = from;
        cameFrom[from] = from;
        for (int next = 0; next < last && cameFrom[to] == FAR; next++) {
            for (int callee : callees.get(queue[next])) {
                if (cameFrom[callee] == FAR) {
                    cameFrom[callee] = queue[next];
                    queue[last++] = callee;
                }
            }
        }
        List<EntityId> path = new ArrayList<>(List.of(nodes.get(to)));
        int node = to;
        while (cameFrom[node] != FAR && cameFrom[node] != node) {
            node = cameFrom[node];
            path.addFirst(nodes.get(node));
        }
        return path;
    }
}
