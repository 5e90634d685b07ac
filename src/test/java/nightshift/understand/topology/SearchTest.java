package nightshift.understand.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import nightshift.fact.Dependency;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is searched among numbers is what a plain search among names finds, ties included.
class SearchTest {
    private static final int NODES = 30;

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSearchFromManyFindsWhatASearchFromEachFinds(int seed) {
        // Given calls at random, cycles among them, and some who neither call nor are called
        Random random = new Random(seed);
        List<Dependency> calls = calls(random, 10 + 3 * seed);
        DependencyGraph graph = new DependencyGraph(calls);
        Set<EntityId> some = new LinkedHashSet<>();
        random.ints(12, 0, NODES).forEach(number -> some.add(node(number)));
        Sources sources = graph.from(some);
        Set<EntityId> below = new LinkedHashSet<>();
        some.forEach(node -> below.addAll(graph.below(node)));

        // Then
        assertThat(graph.below(some)).isEqualTo(below);
        for (int number = 0; number < NODES; number++) {
            EntityId to = node(number);
            List<EntityId> longest = List.of(to);
            for (EntityId from : some) {
                List<EntityId> path = plainPath(calls, from, to);
                assertThat(graph.path(from, to)).isEqualTo(path);
                longest = path.size() > longest.size() ? path : longest;
            }
            Sources.Reach reach = sources.reach(to);
            assertThat(reach.many()).isEqualTo((int)
                    some.stream().filter(graph.above(to)::contains).count());
            assertThat(graph.path(reach.farthest(), to)).isEqualTo(longest);
        }
    }

    private static List<Dependency> calls(Random random, int number) {
        List<Dependency> calls = new ArrayList<>();
        for (int call = 0; call < number; call++) {
            EntityId caller = node(random.nextInt(NODES - 3));
            EntityId callee = node(random.nextInt(NODES - 3));
            calls.add(new Dependency(caller, callee, 1, 0, 0.01, Instant.EPOCH));
        }
        return calls;
    }

    private static List<EntityId> plainPath(List<Dependency> calls, EntityId from, EntityId to) {
        Map<EntityId, EntityId> cameFrom = new LinkedHashMap<>(Map.of(from, from));
        Deque<EntityId> queue = new ArrayDeque<>(List.of(from));
        while (!queue.isEmpty() && !cameFrom.containsKey(to)) {
            EntityId node = queue.remove();
            for (Dependency call : calls) {
                if (call.caller().equals(node) && cameFrom.putIfAbsent(call.callee(), node) == null) {
                    queue.add(call.callee());
                }
            }
        }
        List<EntityId> path = new ArrayList<>(List.of(to));
        for (EntityId node = to; cameFrom.containsKey(node) && !node.equals(from); node = path.getFirst()) {
            path.addFirst(cameFrom.get(node));
        }
        return path;
    }

    private static EntityId node(int number) {
        return number % 5 == 0
                ? EntityId.database("shop", "node-" + number)
                : EntityId.service("shop", "node-" + number);
    }
}
