package nightshift.understand;

import static org.assertj.core.api.Assertions.assertThat;

import nightshift.KnownSignals;
import nightshift.fact.Incident;
import nightshift.fact.Severity;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A machine that runs out of what its pods need. A window is ten seconds.
class NodePressureTest {
    private static final EntityId NODE = EntityId.node("node-7");
    private static final Signal DISK_PRESSURE = KnownSignals.signal("k8s.node.condition_disk_pressure");
    private static final Signal FULL = KnownSignals.signal("node.filesystem.share");
    private static final int TEN_MINUTES = 60;

    private final HandMadeShop shop = HandMadeShop.warm();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k8s.node.condition_disk_pressure",
                "k8s.node.condition_memory_pressure",
                "k8s.node.condition_pid_pressure"
            })
    void pressureThatStaysOpensAnIncidentOfLowSeverityOnTheNode(String condition) {
        // Given a node that was met just now
        shop.set(NODE, KnownSignals.signal(condition), 1);

        // When, Then
        assertThat(shop.windows(TEN_MINUTES - 1).incidents()).isEmpty();
        assertThat(shop.windows(2).incidents()).singleElement().satisfies(NodePressureTest::isOfTheNode);
    }

    @Test
    void whatTheKubeletFreedIsNone() {
        // Given
        shop.set(NODE, DISK_PRESSURE, 0);
        shop.windows(10);

        // When it says so for five minutes longer
        shop.set(NODE, DISK_PRESSURE, 1);
        shop.windows(TEN_MINUTES - 6);
        shop.set(NODE, DISK_PRESSURE, 0);

        // Then
        assertThat(shop.windows(TEN_MINUTES).incidents()).isEmpty();
    }

    @Test
    void anIncidentOfANodeIsOverWithItsPressure() {
        // Given
        shop.set(NODE, DISK_PRESSURE, 1);
        shop.windows(TEN_MINUTES + 5);

        // When
        shop.set(NODE, DISK_PRESSURE, 0);

        // Then
        assertThat(shop.windows(40).incidents()).allMatch(incident -> !incident.open());
    }

    @Test
    void aDiskThatHasBecomeFullOpensOneAndOneThatWasFullForLongNone() {
        // Given
        EntityId old = EntityId.node("archive");
        shop.set(NODE, FULL, 0.4);
        shop.set(old, FULL, 0.97);
        shop.windows(120);

        // When
        shop.set(NODE, FULL, 0.98);

        // Then
        assertThat(shop.windows(TEN_MINUTES - 2).incidents()).isEmpty();
        assertThat(shop.windows(5).incidents()).singleElement().satisfies(NodePressureTest::isOfTheNode);
    }

    @ParameterizedTest
    @CsvSource({"0.9499, 0", "0.95, 1"})
    void aDiskIsFullFromExactly95PercentOn(double share, int incidents) {
        // Given
        shop.set(NODE, FULL, 0.4);
        shop.windows(120);

        // When
        shop.setExactly(NODE, FULL, share);

        // Then
        assertThat(shop.windows(TEN_MINUTES + 5).incidents()).hasSize(incidents);
    }

    @Test
    void aDiskThatFilledToLessOpensNone() {
        // Given
        shop.set(NODE, FULL, 0.4);
        shop.windows(120);

        // When
        shop.set(NODE, FULL, 0.88);

        // Then
        assertThat(shop.windows(2 * TEN_MINUTES).incidents()).isEmpty();
    }

    private static void isOfTheNode(Incident incident) {
        assertThat(incident.entity()).isEqualTo(NODE);
        assertThat(incident.severity()).isEqualTo(Severity.LOW);
    }
}
