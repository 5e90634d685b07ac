package nightshift.understand;

import static nightshift.understand.HandMadeShop.CALL;
import static nightshift.understand.HandMadeShop.CART;
import static nightshift.understand.HandMadeShop.CATALOGUE;
import static nightshift.understand.HandMadeShop.DATABASE;
import static nightshift.understand.HandMadeShop.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import nightshift.KnownSignals;
import nightshift.fact.FailureKind;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Signal;
import org.junit.jupiter.api.Test;

/// Two pools of one service: who is blamed when one of them is full.
class FullPoolTest {
    private static final String POOL = "db.client.connection.pool.name";
    private static final Signal HELD = KnownSignals.signal("db.client.connection.use_time");
    private static final Signal WAITED = KnownSignals.signal("db.client.connection.wait_time");
    private static final Signal USED = KnownSignals.signal("db.client.connection.share");

    private final HandMadeShop shop = HandMadeShop.warm();

    FullPoolTest() {
        // The reports' connections are kept so much longer than the orders' that a mean of both hides the orders'.
        pool("orders", 0.2, 0.0001, 0.012);
        pool("reports", 0.2, 0.0001, 0.9);
        shop.call(CART, DATABASE, HELD, 0.012);
        shop.windows(150);
    }

    @Test
    void thoseWhoGiveUpWaitingForASlowDatabaseAreItsVictims() {
        // When
        slowDatabase();
        pool("orders", 1, 0.3, 0.2);
        giveUp();
        // Then
        shop.blames(DATABASE, FailureKind.DEPENDENCY_SLOW);
    }

    @Test
    void thoseWhoGiveUpWaitingForConnectionsThatDoNotComeBackAreTheServices() {
        // When
        pool("orders", 1, 0.3, 0.012);
        giveUp();
        // Then
        shop.blames(CART, FailureKind.SATURATION);
    }

    @Test
    void thatAnotherPoolKeepsItsConnectionsForLongerExcusesNobody() {
        // When
        pool("orders", 1, 0.3, 0.012);
        pool("reports", 0.3, 0.0001, 1.8);
        giveUp();
        // Then
        shop.blames(CART, FailureKind.SATURATION);
    }

    @Test
    void aPoolThatLosesItsConnectionsIsTheServicesThoughAnotherIsFullByItsDatabase() {
        // When
        pool("orders", 1, 0.3, 0.012);
        pool("reports", 1, 0.3, 1.8);
        giveUp();
        // Then
        shop.blames(CART, FailureKind.SATURATION);
    }

    @Test
    void aFullPoolWhoseQueriesAreAsFastAsEverIsNotTheDatabases() {
        // When connections are kept for longer by what is done between two queries
        pool("orders", 1, 0.3, 0.2);
        giveUp();
        // Then
        assertThat(shop.belief().causes().getFirst().entity()).isEqualTo(CART);
    }

    private void pool(String name, double used, double waited, double held) {
        shop.setSplit(CART, USED, POOL, name, used);
        shop.setSplit(CART, WAITED, POOL, name, waited);
        shop.setSplit(CART, HELD, POOL, name, held);
    }

    private void slowDatabase() {
        shop.call(CART, DATABASE, HELD, 0.2);
        for (EntityId service : new EntityId[] {CART, CATALOGUE}) {
            shop.set(service, QUERY, 0.19);
            shop.call(service, DATABASE, CALL, 0.19);
        }
    }

    /// Most wait for longer than they are ready to.
    private void giveUp() {
        shop.slow(CART, 13);
        shop.failing(CART, 0.8);
        shop.windows(6);
    }
}
