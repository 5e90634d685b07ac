package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.DURATION;
import static nightshift.decide.Scene.GATEWAY;
import static nightshift.decide.Scene.HOLD;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.PENDING;
import static nightshift.decide.Scene.RATE;
import static nightshift.decide.Scene.at;
import static nightshift.decide.Scene.cause;
import static nightshift.decide.Scene.deployment;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.pod;
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
import nightshift.fact.Anomaly;
import nightshift.fact.Cause;
import nightshift.fact.Fact;
import nightshift.fact.FailureKind;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The shipped rules on services that spin or are slow by themselves: when a restart is done, when it is asked for, and
/// when it is only suggested.
@Tag("rules")
class BusyRulesTest {
    @AutoClose
    private static final ShippedRules RULES = new ShippedRules();

    private static final Inventory ALONE = running(1, 1);
    private static final Inventory REPLICATED = running(2, 2);
    private static final String CPU_TIME = "process.cpu.time";
    private static final String CALL = "traces.service.graph.request.duration";
    private static final String ERRORS = "http.server.request.error.ratio";
    private static final String FAILED = "messaging.process.error.ratio";
    private static final String LIMIT = "container.cpu.share";
    private static final Band USUAL = new Band(0.005, 0.01, 0.02);
    private static final String LAG = "messaging.consumer.lag";

    @Test
    void aReplicatedServiceThatSpinsAndKeepsItsUsersWaitingIsRestarted() {
        // When, Then
        assertThat(RULES.decide(spinningAndFelt(), REPLICATED)).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo("busy-replicas-restart");
            assertThat(decision.action().type()).isEqualTo("workload.restart");
            assertThat(decision.action().target()).isEqualTo(CART);
            assertThat(decision.disposition()).isEqualTo(Disposition.ACT);
        });
    }

    static Stream<Arguments> littleLeftToLose() {
        return Stream.of(
                Arguments.of("nobody else answers meanwhile", ALONE),
                Arguments.of("it is not known whether somebody does", Inventory.NOTHING));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void littleLeftToLose(String why, Inventory inventory) {
        // When its users wait five times as long as usual
        List<Decision> decisions = RULES.decide(with(spinning(), slow(5)), inventory);

        // Then
        assertThat(decisions).as(why).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo("busy-replicas-restart");
            assertThat(decision.disposition()).isEqualTo(Disposition.ACT);
        });
    }

    @Test
    void aPersonIsAskedOnceItWouldHaveBeenDoneWithout() {
        // Given
        Duration minutes = Duration.ofMinutes(3);
        List<Fact> felt = without(spinningAndFelt(), CPU_TIME);

        // When, Then
        assertThat(RULES.decide(with(felt, since(busy(CART), NOON.minus(minutes).plusSeconds(1))), ALONE))
                .isEmpty();
        assertThat(RULES.decide(with(felt, since(busy(CART), NOON.minus(minutes))), ALONE))
                .singleElement()
                .satisfies(decision -> assertThat(decision.disposition()).isEqualTo(Disposition.AWAIT_APPROVAL));
    }

    static Stream<Arguments> fires() {
        return Stream.of(
                Arguments.of("busy-process-restart", "workload.restart", Disposition.AWAIT_APPROVAL, spinningAndFelt()),
                Arguments.of("busy-unfelt-restart", "workload.restart", Disposition.SUGGEST, spinning()),
                Arguments.of("slow-by-itself-restart", "workload.restart", Disposition.SUGGEST, slowByItself()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void fires(String rule, String action, Disposition disposition, List<Fact> facts) {
        // When, Then
        RULES.decideAlone(rule, action, disposition, facts);
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
        assertThat(RULES.decide(facts)).as(why).isEmpty();
    }

    static Stream<Arguments> askedForAtMost() {
        List<Fact> felt = spinningAndFelt();
        List<Fact> unfelt = spinning();
        return Stream.of(
                asked("nobody else answers meanwhile", ALONE, felt, Disposition.AWAIT_APPROVAL),
                asked("it is not known that somebody does", Inventory.NOTHING, felt, Disposition.AWAIT_APPROVAL),
                asked("one of those who do is missing", running(3, 2), felt, Disposition.AWAIT_APPROVAL),
                asked(
                        "nobody else answers, and it answers a little still",
                        ALONE,
                        with(unfelt, slow(4.9)),
                        Disposition.AWAIT_APPROVAL),
                asked(
                        "it hardly answers, and one is missing",
                        running(3, 2),
                        with(unfelt, slow(5)),
                        Disposition.AWAIT_APPROVAL),
                asked(
                        "it hardly answers, for a moment",
                        ALONE,
                        with(unfelt, justNow(slow(5))),
                        Disposition.AWAIT_APPROVAL),
                asked(
                        "its users have felt it for a moment",
                        REPLICATED,
                        with(unfelt, justNow(slow(3))),
                        Disposition.AWAIT_APPROVAL),
                asked(
                        "its users fail and do not wait",
                        REPLICATED,
                        with(unfelt, rising(CART, ERRORS, 0.99)),
                        Disposition.AWAIT_APPROVAL),
                asked("its users do not feel it", REPLICATED, unfelt, Disposition.SUGGEST),
                asked(
                        "its users feel it a little, as of a nightly job",
                        REPLICATED,
                        with(unfelt, slow(1.4)),
                        Disposition.SUGGEST),
                asked(
                        "another's users feel it",
                        REPLICATED,
                        with(unfelt, rising(GATEWAY, DURATION, 0.99)),
                        Disposition.SUGGEST));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void askedForAtMost(String why, Inventory inventory, List<Fact> facts, Disposition disposition) {
        // When, Then
        assertThat(RULES.decide(facts, inventory))
                .as(why)
                .singleElement()
                .satisfies(decision -> assertThat(decision.disposition()).isEqualTo(disposition));
    }

    static Stream<Arguments> nearMisses() {
        return Stream.concat(notRestarted("felt, ", spinningAndFelt()), notRestarted("not felt, ", spinning()));
    }

    private static Stream<Arguments> notRestarted(String felt, List<Fact> facts) {
        return Stream.of(
                miss(felt + "more load takes more CPU", with(facts, rising(CART, RATE, 0.99))),
                miss(
                        felt + "more load explains half of the CPU that it takes",
                        with(without(facts, CPU_TIME), times(3, busy(CART)), times(1.6, rising(CART, RATE, 0.99)))),
                miss(
                        felt + "it was idle, and is not any more",
                        with(without(facts, CPU_TIME), fromNothing(busy(CART)), fromNothing(rising(CART, RATE, 0.99)))),
                miss(felt + "it waits for its pool", with(facts, rising(CART, PENDING, 0.99))),
                miss(felt + "a replica waits for its pool", with(facts, rising(pod("cart-1"), PENDING, 0.99))),
                miss(felt + "a busy process is no cause", without(facts, Cause.class)),
                miss(felt + "the cause is elsewhere", with(without(facts, Cause.class), cause(GATEWAY, 0.8))),
                miss(felt + "a new version takes more CPU", with(facts, deployment(CART, NOON.minusSeconds(600)))),
                miss(
                        felt + "it was busy for a moment",
                        with(without(facts, CPU_TIME), since(busy(CART), NOON.minusSeconds(50)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void nearMisses(String why, List<Fact> facts) {
        // When, Then
        assertThat(RULES.decide(facts, REPLICATED)).as(why).isEmpty();
        assertThat(RULES.decide(facts)).as(why).isEmpty();
    }

    @Test
    void aConsumerThatTriesTheSameAgainAndAgainIsBusyAndNotHelpedByAnotherStart() {
        // Given
        List<Fact> poisoned = with(spinningAndFelt(), rising(pod("cart-1"), FAILED, 0.99), rising(CART, LAG, 0.99));

        // When, Then
        assertThat(RULES.decide(poisoned, REPLICATED)).isEmpty();
        assertThat(RULES.decide(without(poisoned, FAILED), REPLICATED))
                .anySatisfy(decision -> assertThat(decision.disposition()).isEqualTo(Disposition.ACT));
        assertThat(RULES.decide(without(poisoned, LAG), REPLICATED))
                .anySatisfy(decision -> assertThat(decision.disposition()).isEqualTo(Disposition.ACT));
    }

    @Test
    void callersThatTryAgainExplainLittleOfWhatASpinningProcessUses() {
        // Given
        List<Fact> facts = with(without(spinningAndFelt(), CPU_TIME), times(3, busy(CART)));

        // When, Then
        assertThat(RULES.decide(with(facts, times(1.4, rising(CART, RATE, 0.99))), REPLICATED))
                .singleElement()
                .satisfies(decision -> assertThat(decision.disposition()).isEqualTo(Disposition.ACT));
    }

    @Test
    void whoHasAFifthOfItsProcessorLeftIsSlowForAnotherReasonAndOnlyAskedFor() {
        // Given
        Anomaly most = used(pod("cart-1"), 0.79);
        Anomaly all = used(pod("cart-2"), 0.8);

        // When, Then
        assertThat(RULES.decide(with(spinningAndFelt(), most), REPLICATED))
                .singleElement()
                .satisfies(decision -> assertThat(decision.disposition()).isEqualTo(Disposition.AWAIT_APPROVAL));
        assertThat(RULES.decide(with(spinningAndFelt(), all), REPLICATED))
                .singleElement()
                .satisfies(decision -> assertThat(decision.disposition()).isEqualTo(Disposition.ACT));
        assertThat(RULES.decide(with(spinningAndFelt(), most, all), REPLICATED))
                .singleElement()
                .satisfies(decision -> assertThat(decision.disposition()).isEqualTo(Disposition.ACT));
    }

    @Test
    void aShareOfProcessorsThatNobodyCountsSaysNothingOfWhatIsLeft() {
        // When, Then
        assertThat(RULES.decide(with(spinningAndFelt(), at(rising(CART, Scene.CPU, 0.99), 0.12, USUAL)), REPLICATED))
                .singleElement()
                .satisfies(decision -> assertThat(decision.disposition()).isEqualTo(Disposition.ACT));
    }

    @Test
    void itsCallersMayBeWhoFeelIt() {
        // Given
        EntityId called = EntityId.edge(GATEWAY, CART);
        EntityId calls = EntityId.edge(CART, GATEWAY);

        // When, Then
        assertThat(RULES.decide(with(spinning(), rising(called, CALL, 0.99)), REPLICATED))
                .singleElement()
                .satisfies(decision -> assertThat(decision.disposition()).isEqualTo(Disposition.ACT));
        assertThat(RULES.decide(with(spinning(), rising(calls, CALL, 0.99)), REPLICATED))
                .singleElement()
                .satisfies(decision -> assertThat(decision.disposition()).isEqualTo(Disposition.SUGGEST));
    }

    @Test
    void aFewReplicasThatSpinAreEnough() {
        // Given
        List<Fact> facts = with(without(spinningAndFelt(), CPU_TIME), busy(pod("cart-1")));

        // When, Then
        assertThat(RULES.decide(facts, REPLICATED)).singleElement().satisfies(decision -> {
            assertThat(decision.disposition()).isEqualTo(Disposition.ACT);
            assertThat(decision.action().target()).isEqualTo(CART);
        });
    }

    private static List<Fact> spinning() {
        return List.of(incident(), busy(CART), cause(CART, 0.8));
    }

    private static List<Fact> spinningAndFelt() {
        return with(spinning(), slow(1.6));
    }

    private static List<Fact> slowByItself() {
        Cause itself =
                new Cause(incident().id(), CART, FailureKind.SLOW_BY_ITSELF, 0.8, List.of(CART), "it takes longer");
        return List.of(incident(), slow(3), itself);
    }

    private static Anomaly busy(EntityId entity) {
        return rising(entity, CPU_TIME, 0.99);
    }

    private static Anomaly slow(double times) {
        return times(times, rising(CART, DURATION, 0.99));
    }

    private static Anomaly used(EntityId entity, double share) {
        Anomaly used = rising(entity, LIMIT, 0.99);
        return at(used, share, used.expected());
    }

    private static Anomaly fromNothing(Anomaly anomaly) {
        return at(anomaly, anomaly.value(), new Band(0, 0, 0.01));
    }

    /// Long enough for a person to be asked, and not to act.
    private static Anomaly justNow(Anomaly anomaly) {
        return since(anomaly, NOON.minusSeconds(110));
    }

    private static Arguments asked(String why, Inventory runs, List<? extends Fact> facts, Disposition disposition) {
        return Arguments.of(why, runs, facts, disposition);
    }
}
