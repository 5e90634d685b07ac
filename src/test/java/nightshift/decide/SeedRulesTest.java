package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.DB_DURATION;
import static nightshift.decide.Scene.HOLD;
import static nightshift.decide.Scene.INCIDENT;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.PENDING;
import static nightshift.decide.Scene.RATE;
import static nightshift.decide.Scene.WAIT;
import static nightshift.decide.Scene.above;
import static nightshift.decide.Scene.cause;
import static nightshift.decide.Scene.ended;
import static nightshift.decide.Scene.exhaustedPool;
import static nightshift.decide.Scene.falling;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.notHealed;
import static nightshift.decide.Scene.rising;
import static nightshift.decide.Scene.running;
import static nightshift.decide.Scene.since;
import static nightshift.decide.Scene.times;
import static nightshift.decide.Scene.with;
import static nightshift.decide.Scene.without;
import static nightshift.decide.ShippedRules.miss;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import nightshift.fact.ActionResult;
import nightshift.fact.Anomaly;
import nightshift.fact.Breach;
import nightshift.fact.Cause;
import nightshift.fact.Fact;
import nightshift.fact.Verification;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The shipped rules on pools of connections to a database, which were the first.
@Tag("rules")
class SeedRulesTest {
    @AutoClose
    private static final ShippedRules RULES = new ShippedRules();

    private static final String LAG = "kafka.consumer.records.lag";
    private static final String USE = "db.client.connection.share";
    private static final String CALLS = "http.client.request.rate";
    private static final EntityId ORDERS_DB = EntityId.database("shop", "orders");

    @Test
    void anExhaustedPoolIsRecycled() {
        // When
        List<Decision> decisions = RULES.decide(exhaustedPool());

        // Then
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo("db-pool-recycle");
            assertThat(decision.action().type()).isEqualTo("pool.recycle");
            assertThat(decision.action().target()).isEqualTo(CART);
            assertThat(decision.disposition()).isEqualTo(Disposition.ACT);
            assertThat(decision.confidence()).isEqualTo(0.99);
            assertThat(decision.because()).hasSize(3);
            assertThat(decision.trigger().signal()).isEqualTo(WAIT);
            assertThat(decision.incident()).isEqualTo(INCIDENT);
        });
    }

    @Test
    void whoIsTooYoungToActAloneWaitsForAnApproval() {
        // Given
        List<Fact> facts = with(without(exhaustedPool(), Anomaly.class), rising(CART, PENDING, 0.9));

        // When
        List<Decision> decisions = RULES.decide(facts);

        // Then
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.action().type()).isEqualTo("pool.recycle");
            assertThat(decision.disposition()).isEqualTo(Disposition.AWAIT_APPROVAL);
        });
    }

    static Stream<Arguments> nearMisses() {
        EntityId payment = EntityId.service("shop", "payment");
        return Stream.of(
                miss("nobody waits longer than usual", without(exhaustedPool(), Anomaly.class)),
                miss(
                        "less waits than usual",
                        with(without(exhaustedPool(), Anomaly.class), falling(rising(CART, PENDING, 0.99)))),
                miss(
                        "it is not sure that the wait is longer than usual",
                        with(without(exhaustedPool(), Anomaly.class), rising(CART, WAIT, 0.89))),
                miss(
                        "the database is slow, and the wait for a connection is not",
                        with(without(exhaustedPool(), Anomaly.class), rising(CART, DB_DURATION, 0.99))),
                miss(
                        "what waits is messages in a queue",
                        with(
                                without(exhaustedPool(), Anomaly.class),
                                since(rising(CART, LAG, 0.99), NOON.minusSeconds(60)))),
                miss("the wait is long and no one snapshot of the queue was", without(exhaustedPool(), Breach.class)),
                miss(
                        "the pool has not been full for long enough",
                        with(
                                without(exhaustedPool(), Breach.class),
                                above(CART, PENDING, 1.0, Duration.ofSeconds(50)))),
                miss(
                        "the full pool is another's",
                        with(
                                without(exhaustedPool(), Breach.class),
                                above(payment, PENDING, 1.0, Duration.ofMinutes(1)))),
                miss(
                        "connections are kept for longer, as behind a slow database",
                        with(exhaustedPool(), rising(CART, HOLD, 0.99))),
                miss("the cause is elsewhere", with(without(exhaustedPool(), Cause.class), cause(payment, 0.8))),
                miss("the cause is doubtful", with(without(exhaustedPool(), Cause.class), cause(CART, 0.5))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void nearMisses(String why, List<Fact> facts) {
        // When, Then
        assertThat(RULES.decide(facts)).as(why).isEmpty();
    }

    @Test
    void connectionsThatAreKeptALittleLongerDoNotKeepFromRecycling() {
        // Given
        List<Fact> facts = with(exhaustedPool(), times(1.4, rising(CART, HOLD, 0.99)));

        // When, Then
        assertThat(RULES.decide(facts)).hasSize(1);
        assertThat(RULES.decide(with(exhaustedPool(), times(1.5, rising(CART, HOLD, 0.99)))))
                .isEmpty();
    }

    @Test
    void nobodyIsRestartedForConnectionsThatAreKeptForLonger() {
        // Given
        Decision recycle = RULES.decide(exhaustedPool()).getFirst();
        List<Fact> held = with(exhaustedPool(), rising(CART, HOLD, 0.99));

        // When, Then
        assertThat(RULES.decide(held, notHealed(recycle))).isEmpty();
    }

    @Test
    void aRemedyThatHelpedIsTheEndOfIt() {
        // Given
        Decision recycle = RULES.decide(exhaustedPool()).getFirst();

        // When, Then
        assertThat(RULES.decide(
                        exhaustedPool(),
                        ended(recycle, DecisionState.HEALED, ActionResult.SUCCEEDED, Verification.State.HEALED)))
                .isEmpty();
    }

    /// `db-pool-leak`.
    @Test
    void aPoolWhoseConnectionsAreGoneIsRecycledThoughItsQueueIsShort() {
        // When
        List<Decision> decisions = RULES.decide(leakedPool());

        // Then
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo("db-pool-leak");
            assertThat(decision.action().type()).isEqualTo("pool.recycle");
            assertThat(decision.action().target()).isEqualTo(CART);
            assertThat(decision.disposition()).isEqualTo(Disposition.ACT);
            assertThat(decision.trigger().signal()).isEqualTo(WAIT);
        });
    }

    static Stream<Arguments> otherwiseBusyPools() {
        return Stream.of(
                miss("nobody waits", without(leakedPool(), WAIT)),
                miss("connections are left", without(leakedPool(), Breach.class)),
                miss(
                        "it was for a moment",
                        with(without(leakedPool(), Breach.class), above(CART, USE, 0.8, Duration.ofSeconds(110)))),
                miss("as many are in use as ever", without(leakedPool(), USE)),
                miss(
                        "it is hardly more than ever",
                        with(without(leakedPool(), USE), times(1.4, rising(CART, USE, 0.99)))),
                miss("each is kept for longer", with(leakedPool(), times(1.5, rising(CART, HOLD, 0.99)))),
                miss("more is asked of it", with(leakedPool(), rising(CART, RATE, 0.9))),
                miss("it asks more", with(leakedPool(), rising(EntityId.edge(CART, ORDERS_DB), CALLS, 0.9))),
                miss("the cause is doubtful", with(without(leakedPool(), Cause.class), cause(CART, 0.5))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void otherwiseBusyPools(String why, List<Fact> facts) {
        // When, Then
        assertThat(RULES.decide(facts)).as(why).isEmpty();
    }

    @Test
    void aPoolIsNotRecycledForTheWorkOfAReplicaThatIsMissing() {
        // When, Then
        assertThat(RULES.decide(leakedPool(), running(3, 3))).hasSize(1);
        assertThat(RULES.decide(leakedPool(), running(3, 2))).isEmpty();
    }

    @Test
    void whatOneRuleTriedInVainForAPoolTheOtherDoesNotTryAnew() {
        // Given
        List<Fact> both = with(leakedPool(), above(CART, PENDING, 1.0, Duration.ofMinutes(1)));
        Decision leak = RULES.decide(leakedPool()).getFirst();
        Decision recycle = RULES.decide(exhaustedPool()).getFirst();

        // When, Then
        assertThat(RULES.decide(both, notHealed(leak)))
                .singleElement()
                .satisfies(decision -> assertThat(decision.rule().id()).isEqualTo("db-pool-restart"));
        assertThat(RULES.decide(both, notHealed(recycle)))
                .singleElement()
                .satisfies(decision -> assertThat(decision.rule().id()).isEqualTo("db-pool-restart"));
    }

    private static List<Fact> leakedPool() {
        return List.of(
                incident(),
                rising(CART, WAIT, 0.99),
                rising(CART, USE, 0.99),
                above(CART, USE, 0.8, Duration.ofMinutes(2)),
                cause(CART, 0.8));
    }
}
