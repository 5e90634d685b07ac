package nightshift.understand;

import static nightshift.understand.HandMadeShop.CALL;
import static nightshift.understand.HandMadeShop.CALL_ERRORS;
import static nightshift.understand.HandMadeShop.CALL_RATE;
import static nightshift.understand.HandMadeShop.CART;
import static nightshift.understand.HandMadeShop.LATENCY;
import static nightshift.understand.HandMadeShop.RATE;
import static org.assertj.core.api.Assertions.assertThat;

import nightshift.fact.FailureKind;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.Test;

/// Calls that have been made for a few windows, of which no past says what is usual.
class YoungCallsTest {
    private static final EntityId PROVIDER = EntityId.service("shop", "api.bank.example");

    private final HandMadeShop shop = HandMadeShop.warm();

    @Test
    void whatTakesFiveTimesAsLongAsAtFirstOpensOneWhenItsCallerIsALittleSlower() {
        // Given
        calls(12);
        // When
        shop.call(CART, PROVIDER, CALL, 0.1);
        shop.set(CART, LATENCY, 0.067);
        shop.windows(4);
        // Then
        assertThat(shop.incidents()).hasSize(1);
        assertThat(shop.belief().causes())
                .filteredOn(cause -> !cause.entity().equals(EntityId.NOT_IN_VIEW))
                .first()
                .satisfies(cause -> {
                    assertThat(cause.entity()).isEqualTo(PROVIDER);
                    assertThat(cause.kind()).isEqualTo(FailureKind.DEPENDENCY_SLOW);
                });
    }

    @Test
    void whatTheirCallerDoesNotFeelMayHaveBeenIdleAtFirst() {
        // Given
        calls(12);
        // When
        shop.call(CART, PROVIDER, CALL, 0.1);
        shop.windows(12);
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void whatTakesThreeTimesAsLongMayBeUsual() {
        // Given
        calls(12);
        // When
        shop.call(CART, PROVIDER, CALL, 0.06);
        shop.set(CART, LATENCY, 0.067);
        shop.windows(12);
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void whatWasSlowFromTheFirstWindowOnIsNoNews() {
        // Given
        shop.call(CART, PROVIDER, CALL, 0.1);
        // When
        shop.windows(30);
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void whatTakesLongerBecauseMoreIsAskedIsNoTroubleOfTheCalls() {
        // Given
        calls(12);
        // When six times as many customers come, for whom the provider has no room
        shop.set(CART, RATE, 240);
        shop.call(CART, PROVIDER, CALL_RATE, 240);
        shop.call(CART, PROVIDER, CALL, 0.1);
        shop.set(CART, LATENCY, 0.067);
        shop.windows(4);
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    private void calls(int windows) {
        shop.call(CART, PROVIDER, CALL, 0.02);
        shop.call(CART, PROVIDER, CALL_ERRORS, 0.001);
        shop.call(CART, PROVIDER, CALL_RATE, 40);
        shop.windows(windows);
    }
}
