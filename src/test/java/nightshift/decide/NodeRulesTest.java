package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.above;
import static nightshift.decide.Scene.strained;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nightshift.KnownSignals;
import nightshift.fact.Anomaly;
import nightshift.fact.Fact;
import nightshift.fact.Incident;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The shipped rules about machines, fired on the facts they are meant for and on near misses.
@Tag("rules")
class NodeRulesTest {
    @AutoClose
    private static final ShippedRules RULES = new ShippedRules();

    private static final String NODE_PRESSURE = "k8s.node.condition_disk_pressure";
    private static final String NODE_DISK = "node.filesystem.share";

    @Test
    void aPersonIsWokenForANodeThatStaysUnderPressureAndNotSooner() {
        // Given
        EntityId node = EntityId.node("node-7");
        Incident pressed = strained(node, NODE_PRESSURE, NOON.minus(Duration.ofMinutes(5)));

        // When, Then
        assertThat(RULES.decide(List.of(pressed, above(node, NODE_PRESSURE, 0.8, Duration.ofMinutes(10)))))
                .isEmpty();
        assertThat(RULES.decide(List.of(pressed, above(CART, NODE_PRESSURE, 0.8, Duration.ofMinutes(15)))))
                .isEmpty();
        assertThat(RULES.decide(List.of(pressed, above(node, NODE_PRESSURE, 0.8, Duration.ofMinutes(15)))))
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.rule().id()).isEqualTo("node-pressure");
                    assertThat(decision.action().type()).isEqualTo("escalate");
                });
    }

    @Test
    void aPersonIsWokenForANodesDiskThatHasBecomeFullAndNotForAServices() {
        // Given
        EntityId node = EntityId.node("node-7");
        Incident filled = strained(node, NODE_DISK, NOON.minus(Duration.ofMinutes(5)));
        Incident service = strained(CART, NODE_DISK, NOON.minus(Duration.ofMinutes(5)));
        Instant before = NOON.minus(Duration.ofMinutes(15));

        // When, Then
        assertThat(wakes(filled, full(node, 0.94, before))).isFalse();
        assertThat(wakes(filled, full(node, 0.95, before.plusSeconds(1)))).isFalse();
        assertThat(wakes(service, full(CART, 0.95, before))).isFalse();
        assertThat(wakes(filled, full(node, 0.95, before))).isTrue();
    }

    private boolean wakes(Incident incident, Fact fact) {
        return RULES.decide(List.of(incident, fact)).stream()
                .anyMatch(decision -> decision.rule().id().equals("node-disk-full"));
    }

    private static Anomaly full(EntityId entity, double share, Instant since) {
        return new Anomaly(
                entity,
                NODE_DISK,
                KnownSignals.meaning(NODE_DISK),
                Map.of("system.filesystem.mountpoint", "/"),
                Direction.UP,
                0.93,
                since,
                share,
                new Band(0.38, 0.4, 0.42),
                500);
    }
}
