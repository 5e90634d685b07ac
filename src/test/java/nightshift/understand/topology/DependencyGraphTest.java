package nightshift.understand.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import nightshift.fact.Dependency;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {
    private static final EntityId A = EntityId.service("shop", "a");
    private static final EntityId B = EntityId.service("shop", "b");
    private static final EntityId C = EntityId.service("shop", "c");
    private static final EntityId D = EntityId.service("shop", "d");

    @Test
    void pathIsTheShortestChainWithBothEnds() {
        // Given
        DependencyGraph graph = graph(call(A, B), call(B, C), call(C, D), call(A, C));
        // Then
        assertThat(graph.path(A, D)).containsExactly(A, C, D);
        assertThat(graph.path(A, A)).containsExactly(A);
        assertThat(graph.path(D, A)).containsExactly(A);
    }

    @Test
    void cyclesDoNoHarm() {
        // Given
        DependencyGraph graph = graph(call(A, B), call(B, A), call(B, C));
        // Then
        assertThat(graph.below(A)).containsExactlyInAnyOrder(A, B, C);
        assertThat(graph.above(C)).containsExactlyInAnyOrder(A, B, C);
        assertThat(graph.path(A, C)).containsExactly(A, B, C);
    }

    @Test
    void siblingsAreNotRelated() {
        // Given
        DependencyGraph graph = graph(call(A, B), call(A, C), call(B, D), call(C, D));
        // Then
        assertThat(graph.related(B, C)).isFalse();
        assertThat(graph.related(A, D)).isTrue();
        assertThat(graph.related(D, A)).isTrue();
    }

    @Test
    void groupsHangTogetherOnlyThroughTheirOwnMembers() {
        // Given
        DependencyGraph graph = graph(call(A, B), call(B, C), call(C, D));
        // Then
        assertThat(graph.groups(Set.of(A, B, D))).containsExactlyInAnyOrder(Set.of(A, B), Set.of(D));
    }

    private static DependencyGraph graph(Dependency... calls) {
        return new DependencyGraph(List.of(calls));
    }

    private static Dependency call(EntityId caller, EntityId callee) {
        return new Dependency(caller, callee, 1, 0, 0.01, Instant.EPOCH);
    }
}
