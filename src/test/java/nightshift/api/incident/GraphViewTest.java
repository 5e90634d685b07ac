package nightshift.api.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nightshift.fact.Dependency;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.Test;

class GraphViewTest {
    private static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");

    @Test
    void ofAThousandServicesTheNeighbourhoodOfTheTroubleIsShown() {
        // Given a chain in which the busiest calls are far from the trouble
        List<Dependency> calls = new ArrayList<>();
        for (int i = 0; i < 999; i++) {
            calls.add(new Dependency(service(i), service(i + 1), i, 0, 0.01, NOW));
        }

        // When
        GraphView graph = GraphView.of(calls, List.of(service(500), service(40)), 6);

        // Then
        assertThat(graph.total()).isEqualTo(1000);
        assertThat(graph.nodes())
                .extracting(node -> node.entity().name())
                .containsExactly("s500", "s40", "s501", "s499", "s41", "s39");
        assertThat(graph.nodes()).filteredOn(GraphView.NodeView::symptom).hasSize(2);
        assertThat(graph.edges())
                .extracting(edge -> edge.caller() + " " + edge.callee())
                .containsExactly(
                        "service:shop/s39 service:shop/s40",
                        "service:shop/s40 service:shop/s41",
                        "service:shop/s499 service:shop/s500",
                        "service:shop/s500 service:shop/s501");
    }

    @Test
    void withoutTroubleTheBusiestCallsAreShown() {
        // Given
        List<Dependency> calls = List.of(
                new Dependency(service(1), service(2), 3, 0, 0.01, NOW),
                new Dependency(service(3), service(4), Double.NaN, 0, 0.01, NOW),
                new Dependency(service(5), service(6), 70, 0, 0.01, NOW));

        // Then
        assertThat(GraphView.of(calls, List.of(), 2).nodes())
                .extracting(node -> node.entity().name())
                .containsExactly("s5", "s6");
    }

    private static EntityId service(int number) {
        return EntityId.service("shop", "s" + number);
    }
}
