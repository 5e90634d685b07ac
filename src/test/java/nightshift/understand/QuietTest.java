package nightshift.understand;

import static nightshift.understand.HandMadeShop.CART;
import static nightshift.understand.HandMadeShop.CATALOGUE;
import static nightshift.understand.HandMadeShop.CPU;
import static nightshift.understand.HandMadeShop.GATEWAY;
import static nightshift.understand.HandMadeShop.LATENCY;
import static nightshift.understand.HandMadeShop.LOGS;
import static nightshift.understand.HandMadeShop.RATE;
import static nightshift.understand.HandMadeShop.READY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nightshift.fact.FailureKind;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.Test;

/// What opens no incident, or only when it stays.
class QuietTest {
    private final HandMadeShop shop = HandMadeShop.warm();

    @Test
    void quietHoursOpenNothing() {
        // When
        shop.windows(400);
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void busyHealthySaleOpensNothing() {
        // When
        for (EntityId service : List.of(GATEWAY, CART, CATALOGUE)) {
            shop.set(service, RATE, 100);
            shop.set(service, CPU, 0.75);
            shop.set(service, LATENCY, 0.08);
        }
        shop.windows(120);
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void logStormOpensNothing() {
        // When
        shop.setSplit(CART, LOGS, "severity", "info", 5000);
        shop.setSplit(CART, LOGS, "severity", "error", 500);
        shop.windows(60);
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void flappingLatencyOpensNothing() {
        // When
        for (int i = 0; i < 40; i++) {
            shop.set(CART, LATENCY, i % 2 == 0 ? 0.4 : 0.05);
            shop.window();
        }
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void shortOutageOfOneReplicaIsIgnored() {
        // When
        shop.set(CART, READY, 0.5);
        shop.windows(4);
        shop.set(CART, READY, 1);
        shop.windows(10);
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void replicaThatStaysUnreadyOpensOne() {
        // When
        shop.set(CART, READY, 0.5);
        shop.windows(14);
        // Then
        shop.blames(CART, FailureKind.CRASH);
    }

    @Test
    void slowAnswersToAHandfulOfRequestsOpenNothing() {
        // Given
        EntityId report = EntityId.service("shop", "report");
        shop.set(report, LATENCY, 0.05);
        shop.set(report, RATE, 0.02);
        shop.windows(150);
        // When
        shop.set(report, LATENCY, 0.5);
        shop.windows(5);
        // Then
        assertThat(shop.incidents()).isEmpty();
    }
}
