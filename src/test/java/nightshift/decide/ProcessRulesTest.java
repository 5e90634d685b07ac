package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.GATEWAY;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.RATE;
import static nightshift.decide.Scene.above;
import static nightshift.decide.Scene.cause;
import static nightshift.decide.Scene.deployment;
import static nightshift.decide.Scene.ended;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.notHealed;
import static nightshift.decide.Scene.restarted;
import static nightshift.decide.Scene.rising;
import static nightshift.decide.Scene.running;
import static nightshift.decide.Scene.since;
import static nightshift.decide.Scene.with;
import static nightshift.decide.Scene.without;
import static nightshift.decide.ShippedRules.miss;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import nightshift.KnownSignals;
import nightshift.fact.ActionResult;
import nightshift.fact.Anomaly;
import nightshift.fact.Breach;
import nightshift.fact.Cause;
import nightshift.fact.Fact;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.IncidentState;
import nightshift.fact.Symptom;
import nightshift.fact.Verification;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Remedy;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.telemetry.Direction;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The shipped rules on processes that are dead or leak. [BusyRulesTest] has those that spin.
@Tag("rules")
class ProcessRulesTest {
    @AutoClose
    private static final ShippedRules RULES = new ShippedRules();

    private static final String FAILED_CALLS = "http.client.request.error.ratio";
    private static final String HEAP = "jvm.memory.used";
    private static final String COLLECTION = "jvm.gc.duration";
    private static final String RESTARTS = "k8s.container.restart.count";
    private static final String MEMORY_SHARE = "container.memory.share";
    private static final String READY = "k8s.container.ready";

    static Stream<Arguments> fires() {
        return Stream.of(
                Arguments.of("dead-process-restart", "workload.restart", Disposition.ACT, dead()),
                Arguments.of("memory-leak-restart", "workload.restart", Disposition.ACT, leaking()),
                Arguments.of("memory-limit-restart", "workload.restart", Disposition.ACT, atTheLimit()),
                Arguments.of("memory-killed-restart", "workload.restart", Disposition.ACT, killed()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void fires(String rule, String action, Disposition disposition, List<Fact> facts) {
        // When, Then
        RULES.decideAlone(rule, action, disposition, facts);
    }

    static Stream<Arguments> nearMisses() {
        Instant lately = NOON.minus(Duration.ofMinutes(30));
        return Stream.of(
                miss("a dead process is missed by nobody", without(dead(), Anomaly.class)),
                miss(
                        "it is back within a minute",
                        with(without(dead(), Anomaly.class), since(failing(), NOON.minusSeconds(60)))),
                miss("it did not die", with(without(dead(), Cause.class), cause(CART, 0.8))),
                miss("a new version does not come up", with(dead(), deployment(CART, lately))),
                miss("it was restarted a moment ago", with(dead(), restarted(Duration.ofMinutes(10)))),
                miss("the collector is busy and the heap is as usual", without(leaking(), HEAP)),
                miss("the heap has grown and the collector is at rest", without(leaking(), COLLECTION)),
                miss("more load takes more memory", with(leaking(), rising(CART, RATE, 0.9))),
                miss("a new version takes more memory", with(leaking(), deployment(CART, lately))),
                miss("the leak may be another's", with(without(leaking(), Cause.class), cause(CART, 0.5))),
                miss("memory has grown and there is room", without(atTheLimit(), Breach.class)),
                miss(
                        "memory has grown and what is used up is the processor",
                        with(
                                without(atTheLimit(), Breach.class),
                                above(CART, "container.cpu.share", 0.9, Duration.ofSeconds(30)),
                                above(CART, "process.cpu.utilization", 0.9, Duration.ofSeconds(30)))),
                miss("memory has always been nearly used up", without(atTheLimit(), HEAP)),
                miss("it is killed and holds as much as ever", without(killed(), HEAP)),
                miss("it holds more and lives", without(killed(), RESTARTS)),
                miss("more load takes more memory, up to the limit", with(atTheLimit(), rising(CART, RATE, 0.9))),
                miss("a new version takes more memory, up to the limit", with(atTheLimit(), deployment(CART, lately))),
                miss("more load takes more memory than it may have", with(killed(), rising(CART, RATE, 0.9))),
                miss("a new version takes more memory than it may have", with(killed(), deployment(CART, lately))),
                miss("another is killed", with(without(killed(), RESTARTS), rising(GATEWAY, RESTARTS, 0.99))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void nearMisses(String why, List<Fact> facts) {
        // When, Then
        assertThat(RULES.decide(facts)).as(why).isEmpty();
    }

    @Test
    void whoIsMissingIsRestartedIfItDiedAndNotIfItNeverBecameReady() {
        // Given
        Instant died = NOON.minus(Duration.ofMinutes(2));
        // When, Then
        assertThat(RULES.decide(dead(), running(2, 1, died))).hasSize(1);
        assertThat(RULES.decide(dead(), running(2, 1))).isEmpty();
    }

    static Stream<List<Fact>> memoryThatGrows() {
        return Stream.of(leaking(), atTheLimit(), killed());
    }

    @ParameterizedTest
    @MethodSource("memoryThatGrows")
    void whoLeaksIsRestartedWhileAllAreThereOrWereKilledAndNotWhileOneNeverBecameReady(List<Fact> facts) {
        // Given
        Instant killed = NOON.minusSeconds(599);
        Instant longAgo = NOON.minusSeconds(600);
        // When, Then
        assertThat(RULES.decide(facts, running(2, 2))).hasSize(1);
        assertThat(RULES.decide(facts, running(2, 1, killed))).hasSize(1);
        assertThat(RULES.decide(facts, running(2, 1, longAgo))).isEmpty();
        assertThat(RULES.decide(facts, running(2, 1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "memory-leak-restart",
                "memory-limit-restart",
                "memory-killed-restart",
                "memory-leak-again",
                "memory-limit-again"
            })
    void whoLeaksRestsNoLongerThanThePlatformDoesBeforeItStartsItAnew(String rule) {
        // When, Then
        assertThat(RULES.cooldown(rule)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void memoryIsFullWhenItWasForHalfAMinute() {
        // When, Then
        assertThat(RULES.decide(full(Duration.ofSeconds(30)))).hasSize(1);
        assertThat(RULES.decide(full(Duration.ofSeconds(20)))).isEmpty();
    }

    @Test
    void aRestartForALeakIsJudgedByTheRoomThatIsLeftAndNotByWhatIsHeld() {
        // When, Then
        assertThat(RULES.decide(leaking()).getFirst().trigger().signal()).isEqualTo(COLLECTION);
        assertThat(RULES.decide(atTheLimit()).getFirst().trigger().signal()).isEqualTo(MEMORY_SHARE);
        assertThat(RULES.decide(killed()).getFirst().trigger().signal()).isEqualTo(HEAP);
    }

    static Stream<Arguments> fullAnew() {
        return Stream.of(
                Arguments.of("memory-leak-again", leaking()), Arguments.of("memory-limit-again", atTheLimit()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fullAnew")
    void whatHelpedAgainstALeakIsDoneAgainAsOftenAsItIsFullAnew(String again, List<Fact> facts) {
        // Given
        Remedy first = helped(RULES.decide(facts).getFirst());
        Remedy second = helped(RULES.decide(facts, first).getFirst());

        // When
        List<Decision> third = RULES.decide(facts, first, second);

        // Then
        assertThat(second.decision().rule().id()).isEqualTo(again);
        assertThat(second.decision().attempt()).isEqualTo(2);
        assertThat(third).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo(again);
            assertThat(decision.action().target()).isEqualTo(CART);
            assertThat(decision.attempt()).isEqualTo(3);
        });
        assertThat(RULES.decide(facts, first, second, Remedy.of(third.getFirst())))
                .isEmpty();
        assertThat(RULES.decide(without(facts, HEAP), first, second, helped(third.getFirst())))
                .singleElement()
                .satisfies(decision -> assertThat(decision.rule().id()).isEqualTo("escalate-not-cured"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fullAnew")
    void whatDidNotHelpAgainstALeakIsNotDoneAgain(String again, List<Fact> facts) {
        // Given
        Remedy first = notHealed(RULES.decide(facts).getFirst());

        // When, Then
        assertThat(RULES.decide(facts, first))
                .singleElement()
                .satisfies(decision -> assertThat(decision.rule().id()).isEqualTo("escalate-after-failed-remedy"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fullAnew")
    void aLeakThatIsBackBeforeItWasSeenThatARestartHelpedIsAPersons(String again, List<Fact> facts) {
        // Given
        Remedy first = helped(RULES.decide(facts).getFirst());
        Remedy second = notHealed(RULES.decide(facts, first).getFirst());
        List<Fact> both = with(leaking(), above(CART, MEMORY_SHARE, 0.9, Duration.ofSeconds(30)));

        // When, Then
        assertThat(RULES.decide(facts, first, second))
                .extracting(decision -> decision.rule().id())
                .containsExactly("escalate-after-failed-remedy");
        assertThat(RULES.decide(both, first, second))
                .extracting(decision -> decision.rule().id())
                .containsExactly("escalate-after-failed-remedy");
        assertThat(RULES.decide(both, notHealed(RULES.decide(facts).getFirst())))
                .extracting(decision -> decision.rule().id())
                .containsExactly("escalate-after-failed-remedy");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fullAnew")
    void whoIsNotFullAnewOrHasMoreToDoIsLeftAlone(String again, List<Fact> facts) {
        // Given
        Remedy first = helped(RULES.decide(facts).getFirst());

        // When, Then
        assertThat(RULES.decide(without(facts, HEAP), first)).isEmpty();
        assertThat(RULES.decide(without(without(facts, COLLECTION), Breach.class), first))
                .isEmpty();
        assertThat(RULES.decide(with(facts, rising(CART, RATE, 0.9)), first)).isEmpty();
    }

    private static Remedy helped(Decision decision) {
        return ended(decision, DecisionState.HEALED, ActionResult.SUCCEEDED, Verification.State.HEALED);
    }

    private static List<Fact> full(Duration heldFor) {
        return with(without(atTheLimit(), Breach.class), above(CART, MEMORY_SHARE, 0.9, heldFor));
    }

    /// `dying-replicas-restart`.
    @Test
    void replicasThatDieAgainAndAgainAreReplacedThoughTheOthersAnswer() {
        // Given
        Instant lately = NOON.minusSeconds(60);
        // When, Then
        assertThat(RULES.decide(dying(Duration.ofMinutes(3)), running(2, 1, lately)))
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.rule().id()).isEqualTo("dying-replicas-restart");
                    assertThat(decision.action().target()).isEqualTo(CART);
                });
        assertThat(RULES.decide(dying(Duration.ofSeconds(170)), running(2, 1, lately)))
                .isEmpty();
        assertThat(RULES.decide(dying(Duration.ofMinutes(3)), running(2, 1, NOON.minusSeconds(600))))
                .isEmpty();
        assertThat(RULES.decide(dying(Duration.ofMinutes(3)), Inventory.NOTHING))
                .isEmpty();
        assertThat(RULES.decide(
                        with(dying(Duration.ofMinutes(3)), deployment(CART, NOON.minusSeconds(900))),
                        running(2, 1, lately)))
                .isEmpty();
    }

    private static List<Fact> dying(Duration heldFor) {
        Breach unready = new Breach(
                CART, READY, KnownSignals.meaning(READY), Double.NaN, 0.9, NOON.minus(heldFor), heldFor, 0.5);
        return List.of(
                incident(),
                unready,
                new Cause(incident().id(), CART, FailureKind.CRASH, 0.8, List.of(CART), "it is unready"));
    }

    private static List<Fact> dead() {
        Anomaly failing = failing();
        Symptom symptom = new Symptom(
                failing.entity(),
                failing.signal(),
                failing.meaning(),
                Direction.UP,
                failing.confidence(),
                failing.since(),
                failing.value(),
                failing.expected());
        Incident plain = incident();
        Incident missed = new Incident(
                plain.id(),
                IncidentState.OPEN,
                CART,
                FailureKind.CRASH,
                "gateway fails to call others",
                plain.openedAt(),
                null,
                null,
                List.of(symptom),
                List.of());
        Cause died = new Cause(plain.id(), CART, FailureKind.CRASH, 0.8, List.of(GATEWAY, CART), "it is silent");
        return List.of(missed, failing, died);
    }

    private static Anomaly failing() {
        return rising(GATEWAY, FAILED_CALLS, 0.99);
    }

    private static List<Fact> leaking() {
        return List.of(incident(), rising(CART, HEAP, 0.99), rising(CART, COLLECTION, 0.99), cause(CART, 0.8));
    }

    private static List<Fact> atTheLimit() {
        return List.of(
                incident(),
                rising(CART, HEAP, 0.99),
                above(CART, MEMORY_SHARE, 0.9, Duration.ofSeconds(30)),
                cause(CART, 0.8));
    }

    private static List<Fact> killed() {
        return List.of(incident(), rising(CART, HEAP, 0.99), rising(CART, RESTARTS, 0.99), cause(CART, 0.8));
    }
}
