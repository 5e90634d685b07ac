package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.DURATION;
import static nightshift.decide.Scene.HOLD;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.PENDING;
import static nightshift.decide.Scene.RATE;
import static nightshift.decide.Scene.above;
import static nightshift.decide.Scene.belief;
import static nightshift.decide.Scene.cause;
import static nightshift.decide.Scene.deployment;
import static nightshift.decide.Scene.falling;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.rising;
import static nightshift.decide.Scene.since;
import static nightshift.decide.Scene.with;
import static nightshift.decide.Scene.without;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nightshift.decide.compile.RuleCompiler;
import nightshift.fact.Anomaly;
import nightshift.fact.Assessment;
import nightshift.fact.Breach;
import nightshift.fact.Cause;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.Fact;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.IncidentState;
import nightshift.fact.Symptom;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Deployed;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Inventory;
import nightshift.fact.telemetry.Release;
import nightshift.fact.telemetry.Replica;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The shipped rules on processes that are dead, leak or spin, on queues and on disks: each fires on
/// what it is meant for, and on none of its near misses.
@Tag("rules")
class ProcessRulesTest {
    private static final RuleCompiler COMPILER = new RuleCompiler();
    private static final EntityId GATEWAY = EntityId.service("shop", "gateway");
    private static final String FAILED_CALLS = "http.client.request.error.ratio";
    private static final String HEAP = "jvm.memory.used";
    private static final String COLLECTION = "jvm.gc.duration";
    private static final String RESTARTS = "k8s.container.restart.count";
    private static final String MEMORY_SHARE = "container.memory.share";
    private static final String CPU_TIME = "process.cpu.time";
    private static final String CALL = "traces.service.graph.request.duration";
    private static final String LAG = "messaging.consumer.lag";
    private static final String DISK = "system.filesystem.utilization";

    private final Rulebook rulebook = new Rulebook(DecideConfig.of(Path.of("rules")), COMPILER, List.of());

    @AfterEach
    void closeRulebook() {
        rulebook.close();
    }

    @AfterAll
    static void closeCompiler() {
        COMPILER.close();
    }

    static Stream<Arguments> fires() {
        return Stream.of(
                Arguments.of("dead-process-restart", "workload.restart", Disposition.ACT, dead()),
                Arguments.of("memory-leak-restart", "workload.restart", Disposition.ACT, leaking()),
                Arguments.of("memory-limit-restart", "workload.restart", Disposition.ACT, atTheLimit()),
                Arguments.of("memory-killed-restart", "workload.restart", Disposition.AWAIT_APPROVAL, killed()),
                Arguments.of("busy-process-restart", "workload.restart", Disposition.AWAIT_APPROVAL, spinning()),
                Arguments.of("busy-replicas-restart", "workload.restart", Disposition.ACT, spinningAndFelt()),
                Arguments.of("slow-by-itself-restart", "workload.restart", Disposition.SUGGEST, slowByItself()),
                Arguments.of("stuck-consumer-restart", "workload.restart", Disposition.SUGGEST, stuck()),
                Arguments.of("busy-consumer-scale-up", "workload.scale", Disposition.SUGGEST, overrun()),
                Arguments.of("disk-full-expand", "volume.expand", Disposition.SUGGEST, full()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void fires(String rule, String action, Disposition disposition, List<Fact> facts) {
        // When
        List<Decision> decisions = rulebook.decide(beside(2, facts), List.of(), List.of(), NOON);

        // Then
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo(rule);
            assertThat(decision.action().type()).isEqualTo(action);
            assertThat(decision.action().target()).isEqualTo(CART);
            assertThat(decision.disposition()).isEqualTo(disposition);
        });
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
                miss("memory has always been nearly used up", without(atTheLimit(), HEAP)),
                miss("it is killed and holds as much as ever", without(killed(), HEAP)),
                miss("it holds more and lives", without(killed(), RESTARTS)),
                miss("more load takes more CPU", with(spinning(), rising(CART, RATE, 0.99))),
                miss("it waits for its pool", with(spinning(), rising(CART, PENDING, 0.99))),
                miss("a busy process is no cause", without(spinning(), Cause.class)),
                miss(
                        "it was busy for a moment",
                        with(
                                without(spinning(), Anomaly.class),
                                since(rising(CART, CPU_TIME, 0.99), NOON.minusSeconds(290)))),
                miss("more load makes it slow", with(slowByItself(), rising(CART, RATE, 0.99))),
                miss("a new version is slow", with(slowByItself(), deployment(CART, lately))),
                miss("its connections are kept for longer", with(slowByItself(), rising(CART, HOLD, 0.99))),
                miss("what it calls is slow", with(without(slowByItself(), Cause.class), cause(CART, 0.8))),
                miss("more waits and as much is taken as ever", without(stuck(), RATE)),
                miss("less is taken and nothing waits", without(stuck(), LAG)),
                miss("a disk has always been that full", without(full(), Anomaly.class)),
                miss("a disk fills and has room", without(full(), Breach.class)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void nearMisses(String why, List<Fact> facts) {
        // When, Then
        assertThat(rulebook.decide(belief(facts), List.of(), List.of(), NOON))
                .as(why)
                .isEmpty();
    }

    static Stream<Arguments> askedForAtMost() {
        List<Fact> felt = spinningAndFelt();
        Instant justNow = NOON.minusSeconds(110);
        return Stream.of(
                asked("nobody else answers meanwhile", 1, felt),
                asked("its users do not feel it", 2, without(felt, DURATION)),
                asked("its users feel it a little, as of a nightly job", 2, slowerBy(1.4)),
                asked("its users have felt it for a moment", 2, with(without(felt, DURATION), since(slow(3), justNow))),
                asked("another's users feel it", 2, with(without(felt, DURATION), rising(GATEWAY, DURATION, 0.99))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void askedForAtMost(String why, int replicas, List<Fact> facts) {
        // When, Then
        assertThat(rulebook.decide(beside(replicas, facts), List.of(), List.of(), NOON))
                .as(why)
                .singleElement()
                .satisfies(decision -> assertThat(decision.disposition()).isEqualTo(Disposition.AWAIT_APPROVAL));
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
                        with(without(felt, CPU_TIME), since(rising(CART, CPU_TIME, 0.99), NOON.minusSeconds(110)))));
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
                .satisfies(decision -> assertThat(decision.disposition()).isEqualTo(Disposition.AWAIT_APPROVAL));
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
                above(CART, MEMORY_SHARE, 0.9, Duration.ofMinutes(1)),
                cause(CART, 0.8));
    }

    private static List<Fact> killed() {
        return List.of(incident(), rising(CART, HEAP, 0.99), rising(CART, RESTARTS, 0.99), cause(CART, 0.8));
    }

    private static List<Fact> spinning() {
        return List.of(incident(), rising(CART, CPU_TIME, 0.99), cause(CART, 0.8));
    }

    private static List<Fact> spinningAndFelt() {
        return with(spinning(), slow(1.6));
    }

    private static List<Fact> slowByItself() {
        Cause itself = new Cause(
                incident().id(), CART, FailureKind.SLOW_BY_ITSELF, 0.8, List.of(CART), "it takes longer");
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

    private static Arguments asked(String why, int replicas, List<? extends Fact> facts) {
        return Arguments.of(why, replicas, facts);
    }

    private static List<Fact> stuck() {
        return List.of(incident(), rising(CART, LAG, 0.99), falling(rising(CART, RATE, 0.99)));
    }

    private static List<Fact> overrun() {
        return List.of(incident(), rising(CART, LAG, 0.99), rising(CART, RATE, 0.99));
    }

    private static List<Fact> full() {
        return List.of(incident(), rising(CART, DISK, 0.99), above(CART, DISK, 0.9, Duration.ofMinutes(5)));
    }

    private static Change restarted(Duration ago) {
        return new Change("c-2", NOON.minus(ago), CART, ChangeKind.RESTART, "", "", "ci", "rolling restart");
    }

    private static Arguments miss(String why, List<? extends Fact> facts) {
        return Arguments.of(why, facts);
    }
}
