package nightshift.understand;

import static nightshift.understand.HandMadeShop.CALL;
import static nightshift.understand.HandMadeShop.CALL_ERRORS;
import static nightshift.understand.HandMadeShop.CALL_RATE;
import static nightshift.understand.HandMadeShop.CART;
import static nightshift.understand.HandMadeShop.CATALOGUE;
import static nightshift.understand.HandMadeShop.CPU;
import static nightshift.understand.HandMadeShop.ERRORS;
import static nightshift.understand.HandMadeShop.GATEWAY;
import static nightshift.understand.HandMadeShop.LATENCY;
import static nightshift.understand.HandMadeShop.PROCESSOR;
import static nightshift.understand.HandMadeShop.RATE;
import static org.assertj.core.api.Assertions.assertThat;

import nightshift.KnownSignals;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Signal;
import org.junit.jupiter.api.Test;

/// A bank that is used over connections of which only the bytes are counted: when it is blamed for what its users
/// suffer, and when not.
class UnmeasuredCalleesTest {
    private static final Signal BYTES = KnownSignals.signal("mesh.client.request.io");
    private static final EntityId BANK = EntityId.service("shop", "bank.example");
    private static final EntityId STOCK = EntityId.service("shop", "stock");

    private final HandMadeShop shop = HandMadeShop.warm();

    @Test
    void errorsOfAServiceThatShowsNoCauseOfItsOwnAreThoseOfWhomItUses() {
        // Given
        uses(CART);
        // When
        fail(CART);
        // Then
        shop.blames(BANK, FailureKind.DEPENDENCY_SLOW);
        assertThat(shop.belief().causes().getFirst().because()).contains("1 of 1 that use bank.example suffer");
    }

    @Test
    void whoSuffersLittleSpeaksForWhomAllUseAsWell() {
        // Given
        uses(CART);
        uses(CATALOGUE);
        // When one of them fails often, the other now and then, and it is the busiest hour
        shop.set(CART, RATE, 56);
        shop.set(CATALOGUE, ERRORS, 0.02);
        fail(CART);
        // Then
        assertThat(blamed()).isEqualTo(BANK);
    }

    @Test
    void aServiceOfWhichFarMoreIsAskedFailsByItself() {
        // Given
        uses(CART);
        // When
        shop.set(CART, RATE, 100);
        fail(CART);
        // Then
        assertThat(blamed()).isEqualTo(CART);
    }

    @Test
    void aServiceThatWasJustChangedFailsByItself() {
        // Given
        uses(CART);
        // When
        shop.deploy(CART, "2", "1");
        shop.window();
        fail(CART);
        // Then
        assertThat(blamed()).isEqualTo(CART);
    }

    @Test
    void thatAnotherUserIsWellClearsWhomBothUse() {
        // Given
        uses(CART);
        uses(CATALOGUE);
        // When
        fail(CART);
        // Then
        assertThat(blamed()).isEqualTo(CART);
    }

    @Test
    void aSlowServiceWhoseProcessorIsIdleWaitsForWhomItUses() {
        // Given
        uses(CATALOGUE);
        // When
        shop.slow(CATALOGUE, 0.8);
        shop.windows(6);
        // Then
        assertThat(blamed()).isEqualTo(BANK);
    }

    @Test
    void aServiceWhoseProcessorIsBusyIsSlowByItself() {
        // Given
        shop.set(CATALOGUE, PROCESSOR, 0.3);
        uses(CATALOGUE);
        // When
        shop.set(CATALOGUE, PROCESSOR, 2);
        shop.set(CATALOGUE, CPU, 0.99);
        shop.slow(CATALOGUE, 0.8);
        shop.windows(6);
        // Then
        assertThat(blamed()).isEqualTo(CATALOGUE);
    }

    @Test
    void whomThreeUseIsToBlameWhileAllOfThemSuffer() {
        // Given
        threeUsers();
        // When
        fail(CART, CATALOGUE, STOCK);
        // Then
        shop.blames(BANK, FailureKind.DEPENDENCY_SLOW);
        assertThat(shop.belief().causes().getFirst().because()).contains("3 of 3 that use bank.example suffer");
    }

    @Test
    void whomThreeUseIsToBlameThoughOneOfThemDoesWithout() {
        // Given
        threeUsers();
        // When
        fail(CART, STOCK);
        // Then
        assertThat(blamed()).isEqualTo(BANK);
    }

    @Test
    void thatTwoOtherUsersAreWellClearsWhomAllUse() {
        // Given
        threeUsers();
        // When
        fail(STOCK);
        // Then
        assertThat(blamed()).isEqualTo(STOCK);
    }

    private void threeUsers() {
        shop.set(STOCK, LATENCY, 0.05);
        shop.set(STOCK, ERRORS, 0.001);
        shop.set(STOCK, RATE, 40);
        shop.call(GATEWAY, STOCK, CALL, 0.045);
        shop.call(GATEWAY, STOCK, CALL_ERRORS, 0.001);
        shop.call(GATEWAY, STOCK, CALL_RATE, 40);
        for (EntityId user : new EntityId[] {CART, CATALOGUE, STOCK}) {
            uses(user);
        }
    }

    private void uses(EntityId caller) {
        shop.call(caller, BANK, BYTES, 4000);
        shop.windows(150);
    }

    private void fail(EntityId... services) {
        for (EntityId service : services) {
            shop.failing(service, 0.3);
        }
        shop.windows(6);
    }

    private EntityId blamed() {
        return shop.incidents().stream()
                .map(Incident::entity)
                .reduce((one, other) -> {
                    throw new AssertionError("two incidents");
                })
                .orElseThrow();
    }
}
