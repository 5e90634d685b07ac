package nightshift.understand;

import static org.assertj.core.api.Assertions.assertThat;

import nightshift.KnownSignals;
import nightshift.fact.Incident;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Signal;
import org.junit.jupiter.api.Test;

/// A resource of a service's own that is used many times as much as usual, though nobody feels it yet.
class StrainTest {
    private static final EntityId ORDERS = EntityId.service("shop", "orders");
    private static final Signal MEMORY = KnownSignals.signal("process.memory.usage");
    private static final double MEGABYTE = 1e6;

    private final HandMadeShop shop = HandMadeShop.warm();

    @Test
    void cpuAtAHundredTimesItsUsualOpensAnIncidentThatNobodyFeels() {
        // Given
        usually(HandMadeShop.CPU, 0.009);
        // When
        shop.set(ORDERS, HandMadeShop.CPU, 0.7);
        // Then
        assertThat(shop.windows(3).incidents()).isEmpty();
        assertThat(shop.windows(3).incidents()).singleElement().satisfies(StrainTest::isOfOrders);
    }

    @Test
    void cpuThatIsBusyForHalfAMinuteOpensNone() {
        // Given
        usually(HandMadeShop.CPU, 0.009);
        // When
        shop.set(ORDERS, HandMadeShop.CPU, 0.9);
        shop.windows(3);
        shop.set(ORDERS, HandMadeShop.CPU, 0.009);
        // Then
        assertThat(shop.windows(20).incidents()).isEmpty();
    }

    @Test
    void cpuAtThreeTimesItsUsualOpensNone() {
        // Given
        usually(HandMadeShop.CPU, 0.2);
        // When
        shop.set(ORDERS, HandMadeShop.CPU, 0.6);
        // Then
        assertThat(shop.windows(30).incidents()).isEmpty();
    }

    @Test
    void memoryThatDoublesAndStaysOpensOne() {
        // Given
        usually(MEMORY, 131 * MEGABYTE);
        // When
        shop.set(ORDERS, MEMORY, 321 * MEGABYTE);
        // Then
        assertThat(shop.windows(15).incidents()).singleElement().satisfies(StrainTest::isOfOrders);
    }

    @Test
    void fewMegabytesMoreOpenNone() {
        // Given
        usually(MEMORY, 20 * MEGABYTE);
        // When
        shop.set(ORDERS, MEMORY, 60 * MEGABYTE);
        // Then
        assertThat(shop.windows(30).incidents()).isEmpty();
    }

    private void usually(Signal signal, double value) {
        shop.set(ORDERS, signal, value);
        shop.windows(120);
    }

    private static void isOfOrders(Incident incident) {
        assertThat(incident.entity()).isEqualTo(ORDERS);
        assertThat(incident.felt()).isFalse();
    }
}
