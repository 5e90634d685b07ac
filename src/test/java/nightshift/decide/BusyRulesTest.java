package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.DURATION;
import static nightshift.decide.Scene.HOLD;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.PENDING;
import static nightshift.decide.Scene.RATE;
import static nightshift.decide.Scene.belief;
import static nightshift.decide.Scene.cause;
import static nightshift.decide.Scene.deployment;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.rising;
import static nightshift.decide.Scene.since;
import static nightshift.decide.Scene.with;
import static nightshift.decide.Scene.without;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nightshift.decide.compile.RuleCompiler;
import nightshift.fact.Anomaly;
import nightshift.fact.Assessment;
import nightshift.fact.Cause;
import nightshift.fact.Fact;
import nightshift.fact.FailureKind;
import nightshift.fact.decision.Disposition;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.inventory.Release;
import nightshift.fact.inventory.Replica;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The shipped rules on services that spin or are slow by themselves: when a restart is done, when it is asked for, and
/// when it is only suggested.
@Tag("rules")
class BusyRulesTest {
    private static final RuleCompiler COMPILER = new RuleCompiler();
    private static final EntityId GATEWAY = EntityId.service("shop", "gateway");
    private static final String CPU_TIME = "process.cpu.time";
    private static final String CALL = "traces.service.graph.request.duration";

    private final Rulebook rulebook = new Rulebook(DecideConfig.of(Path.of("rules")), COMPILER, List.of());

    @AfterEach
    void closeRulebook() {
        rulebook.close();
    }

    @AfterAll
    static void closeCompiler() {
        COMPILER.close();
    }

    @Test
    void aReplicatedServiceThatSpinsAndKeepsItsUsersWaitingIsRestarted() {
        // When, Then
        assertThat(rulebook.decide(beside(2, spinningAndFelt()), List.of(), List.of(), NOON))
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.rule().id()).isEqualTo("busy-replicas-restart");
                    assertThat(decision.action().type()).isEqualTo("workload.restart");
                    assertThat(decision.action().target()).isEqualTo(CART);
                    assertThat(decision.disposition()).isEqualTo(Disposition.ACT);
                });
    }

    @Test
    void aServiceThatIsSlowByItselfMayBeRestartedByAPerson() {
        // When, Then
        assertThat(rulebook.decide(belief(slowByItself()), List.of(), List.of(), NOON))
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.rule().id()).isEqualTo("slow-by-itself-restart");
                    assertThat(decision.disposition()).isEqualTo(Disposition.SUGGEST);
                });
    }

    static Stream<Arguments> notSlowByItself() {
        List<Fact> slow = slowByItself();
        return Stream.of(
                miss("more load makes it slow", with(slow, rising(CART, RATE, 0.99))),
                miss("a new version is slow", with(slow, deployment(CART, NOON.minusSeconds(1800)))),
                miss("its connections are kept for longer", with(slow, rising(CART, HOLD, 0.99))),
                miss("what it calls is slow", with(without(slow, Cause.class), cause(CART, 0.8))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void notSlowByItself(String why, List<Fact> facts) {
        // When, Then
        assertThat(rulebook.decide(belief(facts), List.of(), List.of(), NOON))
                .as(why)
                .isEmpty();
    }

    static Stream<Arguments> askedForAtMost() {
        List<Fact> felt = spinningAndFelt();
        Instant justNow = NOON.minusSeconds(110);
        return Stream.of(
                asked("nobody else answers meanwhile", 1, felt, Disposition.AWAIT_APPROVAL),
                asked(
                        "its users have felt it for a moment",
                        2,
                        with(without(felt, DURATION), since(slow(3), justNow)),
                        Disposition.AWAIT_APPROVAL),
                asked("its users do not feel it", 2, without(felt, DURATION), Disposition.SUGGEST),
                asked("its users feel it a little, as of a nightly job", 2, slowerBy(1.4), Disposition.SUGGEST),
                asked(
                        "another's users feel it",
                        2,
                        with(without(felt, DURATION), rising(GATEWAY, DURATION, 0.99)),
                        Disposition.SUGGEST));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void askedForAtMost(String why, int replicas, List<Fact> facts, Disposition disposition) {
        // When, Then
        assertThat(rulebook.decide(beside(replicas, facts), List.of(), List.of(), NOON))
                .as(why)
                .singleElement()
                .satisfies(decision -> assertThat(decision.disposition()).isEqualTo(disposition));
    }

    static Stream<Arguments> notRestartedThoughFelt() {
        List<Fact> felt = spinningAndFelt();
        EntityId pod = pod("cart-1");
        return Stream.of(
                miss("more load takes more CPU", with(felt, rising(CART, RATE, 0.99))),
                miss("it waits for its pool", with(felt, rising(CART, PENDING, 0.99))),
                miss("a replica waits for its pool", with(felt, rising(pod, PENDING, 0.99))),
                miss("the cause is elsewhere", with(without(felt, Cause.class), cause(GATEWAY, 0.8))),
                miss("a new version takes more CPU", with(felt, deployment(CART, NOON.minusSeconds(600)))),
                miss(
                        "it was busy for a moment",
                        with(without(felt, CPU_TIME), since(rising(CART, CPU_TIME, 0.99), NOON.minusSeconds(50)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void notRestartedThoughFelt(String why, List<Fact> facts) {
        // When, Then
        assertThat(rulebook.decide(beside(2, facts), List.of(), List.of(), NOON))
                .as(why)
                .isEmpty();
    }

    @Test
    void itsCallersMayBeWhoFeelIt() {
        // Given
        EntityId called = EntityId.edge(GATEWAY, CART);
        EntityId calls = EntityId.edge(CART, GATEWAY);
        List<Fact> unfelt = without(spinningAndFelt(), DURATION);

        // When, Then
        assertThat(rulebook.decide(beside(2, with(unfelt, rising(called, CALL, 0.99))), List.of(), List.of(), NOON))
                .singleElement()
                .satisfies(decision -> assertThat(decision.disposition()).isEqualTo(Disposition.ACT));
        assertThat(rulebook.decide(beside(2, with(unfelt, rising(calls, CALL, 0.99))), List.of(), List.of(), NOON))
                .singleElement()
                .satisfies(decision -> assertThat(decision.disposition()).isEqualTo(Disposition.SUGGEST));
    }

    @Test
    void aFewReplicasThatSpinAreEnough() {
        // Given
        EntityId pod = pod("cart-1");
        List<Fact> facts = with(without(spinningAndFelt(), CPU_TIME), rising(pod, CPU_TIME, 0.99));

        // When, Then
        assertThat(rulebook.decide(beside(2, facts), List.of(), List.of(), NOON))
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.disposition()).isEqualTo(Disposition.ACT);
                    assertThat(decision.action().target()).isEqualTo(CART);
                });
    }

    private static List<Fact> spinning() {
        return List.of(incident(), rising(CART, CPU_TIME, 0.99), cause(CART, 0.8));
    }

    private static List<Fact> spinningAndFelt() {
        return with(spinning(), slow(1.6));
    }

    private static List<Fact> slowByItself() {
        Cause itself =
                new Cause(incident().id(), CART, FailureKind.SLOW_BY_ITSELF, 0.8, List.of(CART), "it takes longer");
        return List.of(incident(), slow(3), itself);
    }

    private static List<Fact> slowerBy(double times) {
        return with(spinning(), slow(times));
    }

    private static Anomaly slow(double times) {
        Anomaly usual = rising(CART, DURATION, 0.99);
        return new Anomaly(
                usual.entity(),
                usual.signal(),
                usual.meaning(),
                usual.attributes(),
                usual.direction(),
                usual.confidence(),
                usual.since(),
                0.2 * times,
                new Band(0.19, 0.2, 0.21),
                usual.rows());
    }

    /// What is believed while so many replicas of the service take requests.
    private static Assessment beside(int replicas, List<Fact> facts) {
        Assessment plain = belief(facts);
        List<Replica> there = IntStream.range(0, replicas)
                .mapToObj(number -> new Replica(
                        pod("cart-" + number),
                        "",
                        Release.Version.UNKNOWN,
                        Replica.Readiness.READY,
                        0,
                        null,
                        NOON.minusSeconds(7200)))
                .toList();
        OptionalInt count = OptionalInt.of(replicas);
        Deployed cart = new Deployed(CART, List.of(CART), count, count, count, there, List.of());
        return new Assessment(
                plain.now(),
                plain.anomalies(),
                plain.breaches(),
                plain.regressions(),
                plain.incidents(),
                plain.causes(),
                plain.changes(),
                plain.dependencies(),
                new Inventory(List.of(cart)),
                plain.readings(),
                plain.forecaster(),
                plain.knowledge());
    }

    private static EntityId pod(String name) {
        return EntityId.of(EntityKind.POD, "", "shop", "cart", name);
    }

    private static Arguments asked(String why, int replicas, List<? extends Fact> facts, Disposition disposition) {
        return Arguments.of(why, replicas, facts, disposition);
    }

    private static Arguments miss(String why, List<? extends Fact> facts) {
        return Arguments.of(why, facts);
    }
}
