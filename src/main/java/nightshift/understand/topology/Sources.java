package nightshift.understand.topology;

import java.util.List;
import java.util.Set;
import nightshift.fact.telemetry.EntityId;

/// Some nodes, asked again and again how they reach others along calls: one breadth-first search for each that is
/// asked for.
public final class Sources {
    private final NumberedCalls calls;
    private final List<EntityId> nodes;
    private final Set<EntityId> among;
    private final int[] numbers;

    Sources(NumberedCalls calls, Set<EntityId> nodes) {
        this.calls = calls;
        this.nodes = List.copyOf(nodes);
        among = Set.copyOf(nodes);
        numbers = this.nodes.stream()
                .mapToInt(node -> calls.number(node).orElse(NumberedCalls.FAR))
                .toArray();
    }

    /// How they reach a node.
    ///
    /// @param many how many of them do, itself included
    /// @param farthest the first of those of them that are farthest from it; the node itself when none is away
    public record Reach(int many, EntityId farthest) {}

    public Reach reach(EntityId to) {
        if (calls.number(to).isEmpty()) {
            return new Reach(among.contains(to) ? 1 : 0, to);
        }
        int[] steps = calls.stepsTo(calls.number(to).getAsInt());
        int many = 0;
        int most = 0;
        EntityId farthest = to;
        for (int i = 0; i < numbers.length; i++) {
            int away = numbers[i] == NumberedCalls.FAR ? NumberedCalls.FAR : steps[numbers[i]];
            if (away != NumberedCalls.FAR) {
                many++;
            }
            if (away > most) {
                most = away;
                farthest = nodes.get(i);
            }
        }
        return new Reach(many, farthest);
    }
}
