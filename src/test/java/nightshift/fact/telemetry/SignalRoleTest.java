package nightshift.fact.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignalRoleTest {
    private static final EntityId CART = EntityId.service("shop", "cart");
    private static final EntityId EDGE = EntityId.edge("shop", "gateway", "cart");

    @Test
    void signalsOfTheShippedRulesHaveTheirRoles() {
        // Then
        assertThat(SignalRole.of(CART, "http.server.request.duration")).isEqualTo(SignalRole.LATENCY);
        assertThat(SignalRole.of(CART, "http.server.request.error.ratio")).isEqualTo(SignalRole.ERRORS);
        assertThat(SignalRole.of(CART, "http.server.request.rate")).isEqualTo(SignalRole.LOAD);
        assertThat(SignalRole.of(CART, "db.client.operation.duration")).isEqualTo(SignalRole.CALL_LATENCY);
        assertThat(SignalRole.of(CART, "db.client.connection.pending_requests")).isEqualTo(SignalRole.QUEUE);
        assertThat(SignalRole.of(CART, "process.cpu.utilization")).isEqualTo(SignalRole.UTILIZATION);
        assertThat(SignalRole.of(CART, "k8s.container.ready")).isEqualTo(SignalRole.READINESS);
        assertThat(SignalRole.of(CART, "log.record.rate")).isEqualTo(SignalRole.LOGS);
    }

    @Test
    void whatAnEdgeTakesIsTheCallersView() {
        // Then
        assertThat(SignalRole.of(EDGE, "traces.service.graph.request.duration")).isEqualTo(SignalRole.CALL_LATENCY);
        assertThat(SignalRole.of(EDGE, "traces.service.graph.request.error.ratio"))
                .isEqualTo(SignalRole.CALL_ERRORS);
    }

    @Test
    void pipelineTalkingAboutItselfIsNeverASymptom() {
        // Then
        for (String signal : new String[] {"queueSize", "processedSpans", "otlp.exporter.seen", "otel.sdk.span.live"}) {
            assertThat(SignalRole.of(CART, signal).troubledBy(Direction.UP)).isFalse();
            assertThat(SignalRole.of(CART, signal)).isEqualTo(SignalRole.SELF);
        }
    }

    @Test
    void fasterAnswersAndMoreLoadAreNoTrouble() {
        // Then
        assertThat(SignalRole.LATENCY.troubledBy(Direction.DOWN)).isFalse();
        assertThat(SignalRole.LOAD.troubledBy(Direction.UP)).isFalse();
        assertThat(SignalRole.LOAD.troubledBy(Direction.DOWN)).isFalse();
        assertThat(SignalRole.READINESS.troubledBy(Direction.DOWN)).isTrue();
    }
}
