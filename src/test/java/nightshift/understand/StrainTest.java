package nightshift.understand;

import static org.assertj.core.api.Assertions.assertThat;

import nightshift.KnownSignals;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Signal;
import org.junit.jupiter.api.Test;

/// A resource of a service's own that is used many times as much as usual, though nobody feels it yet.
class StrainTest {
    private static final EntityId ORDERS = EntityId.service("shop", "orders");
    private static final Signal MEMORY = KnownSignals.signal("process.memory.usage");
    private static final Signal WORKING_SET = KnownSignals.signal("container.memory.working_set");
    private static final Signal OLD = KnownSignals.signal("jvm.memory.old.occupied");
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

    @Test
    void oldGenerationThatFillsFasterThanItEverDidOpensOneBeforeItIsFull() {
        // Given
        usually(OLD, 0.16);
        // When
        double filled = 0.16;
        while (filled < 0.85) {
            filled += 0.12;
            shop.set(ORDERS, OLD, filled);
            shop.windows(1);
        }
        // Then
        assertThat(shop.windows(1).incidents()).singleElement().satisfies(StrainTest::isOfOrders);
    }

    @Test
    void cacheThatWarmsUpAndIsFlatThenOpensNone() {
        // Given
        usually(OLD, 0.16);
        // When
        for (double filled = 0.16; filled < 0.7; filled += 0.12) {
            shop.set(ORDERS, OLD, filled);
            shop.windows(1);
        }
        // Then
        assertThat(shop.windows(60).incidents()).isEmpty();
    }

    @Test
    void oldGenerationThatIsOftenNearlyFullBeforeItIsCollectedOpensNone() {
        // Given
        for (int window = 0; window < 120; window++) {
            shop.set(ORDERS, OLD, 0.3 + 0.6 * (window % 20) / 20);
            shop.windows(1);
        }
        // When
        for (int window = 0; window < 40; window++) {
            shop.set(ORDERS, OLD, 0.3 + 0.6 * (window % 20) / 20);
            // Then
            assertThat(shop.windows(1).incidents()).isEmpty();
        }
    }

    @Test
    void incidentOfSeveralSignsOfMemoryGoesOnWhileMemoryIsHeld() {
        // Given
        shop.set(ORDERS, WORKING_SET, 131 * MEGABYTE);
        usually(MEMORY, 131 * MEGABYTE);
        shop.set(ORDERS, WORKING_SET, 321 * MEGABYTE);
        shop.set(ORDERS, MEMORY, 321 * MEGABYTE);
        String opened = shop.windows(15).incidents().getFirst().id();
        // When
        Incident later = shop.windows(20).incidents().getFirst();
        // Then
        assertThat(later.id()).isEqualTo(opened);
        assertThat(later.open()).isTrue();
    }

    @Test
    void incidentThatMemoryOpenedGoesOnWithItWhateverComesAndGoesMeanwhile() {
        // Given
        shop.set(ORDERS, HandMadeShop.CPU, 0.1);
        usually(MEMORY, 131 * MEGABYTE);
        shop.set(ORDERS, MEMORY, 321 * MEGABYTE);
        String opened = shop.windows(15).incidents().getFirst().id();
        // When its collector is busy for a while
        shop.set(ORDERS, HandMadeShop.CPU, 0.9);
        shop.windows(8);
        shop.set(ORDERS, HandMadeShop.CPU, 0.1);
        shop.windows(20);
        // Then
        assertThat(shop.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.id()).isEqualTo(opened);
            assertThat(incident.open()).isTrue();
        });
    }

    @Test
    void memoryThatWasTakenDuringAnIncidentDoesNotKeepItOpen() {
        // Given
        shop.set(ORDERS, MEMORY, 231 * MEGABYTE);
        usually(HandMadeShop.CPU, 0.1);
        shop.set(ORDERS, HandMadeShop.CPU, 0.9);
        String opened = shop.windows(15).incidents().getFirst().id();
        // When
        shop.set(ORDERS, MEMORY, 321 * MEGABYTE);
        shop.windows(8);
        shop.set(ORDERS, HandMadeShop.CPU, 0.1);
        shop.windows(20);
        // Then
        assertThat(shop.incidents().getFirst().id()).isEqualTo(opened);
        assertThat(shop.incidents().getFirst().open()).isFalse();
    }

    @Test
    void whoseMemoryGrewBeyondWhatItEverSwungIsNamedForIt() {
        // Given a heap that breathes
        for (int window = 0; window < 150; window++) {
            shop.set(ORDERS, MEMORY, (180 + 15 * (window % 6)) * MEGABYTE);
            shop.windows(1);
        }
        // When
        for (int window = 0; window < 15; window++) {
            shop.set(ORDERS, MEMORY, (330 + 15 * (window % 6)) * MEGABYTE);
            shop.windows(1);
        }
        // Then
        Incident incident = shop.incidents().getFirst();
        assertThat(incident.causes().getFirst().entity()).isEqualTo(ORDERS);
        assertThat(incident.causes().getFirst().probability()).isGreaterThan(0.5);
        assertThat(incident.kind()).isEqualTo(FailureKind.SATURATION);
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
