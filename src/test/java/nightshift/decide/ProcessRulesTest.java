package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.PENDING;
import static nightshift.decide.Scene.RATE;
import static nightshift.decide.Scene.WAIT;
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
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import nightshift.KnownSignals;
import nightshift.decide.compile.RuleCompiler;
import nightshift.fact.Anomaly;
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
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.inventory.Release;
import nightshift.fact.inventory.Replica;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import org.jspecify.annotations.Nullable;
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
    private static final String READY = "k8s.container.ready";
    private static final String LAG = "messaging.consumer.lag";
    private static final String TAKEN = "messaging.process.rate";
    private static final String WORKED = "messaging.process.duration";
    private static final EntityId CART_0 = EntityId.of(EntityKind.INSTANCE, "", "shop", "cart", "cart-0");
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
                Arguments.of("memory-killed-restart", "workload.restart", Disposition.ACT, killed()),
                Arguments.of("busy-unfelt-restart", "workload.restart", Disposition.SUGGEST, spinning()),
                Arguments.of("stuck-consumer-restart", "workload.restart", Disposition.SUGGEST, stuck()),
                Arguments.of(
                        "stuck-consumer-restart",
                        "workload.restart",
                        Disposition.SUGGEST,
                        with(stuck(), falling(rising(CART, TAKEN, 0.99)), logged("info"))),
                Arguments.of("busy-consumer-scale-up", "workload.scale", Disposition.SUGGEST, overrun()),
                Arguments.of("disk-full-expand", "volume.expand", Disposition.SUGGEST, full()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void fires(String rule, String action, Disposition disposition, List<Fact> facts) {
        // When
        List<Decision> decisions = rulebook.decide(belief(facts), List.of(), List.of(), NOON);

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
                                since(rising(CART, CPU_TIME, 0.99), NOON.minusSeconds(50)))),
                miss("more waits because more comes, and more is taken", with(stuck(), rising(CART, TAKEN, 0.5))),
                miss("what it takes fails, as behind a message nobody can work on", with(stuck(), failed())),
                miss("what it takes fails, which only its logs say", with(stuck(), logged("error"))),
                miss("it works and is slow", with(stuck(), rising(CART, WORKED, 0.5))),
                miss("it waits for its pool and so for its database", with(stuck(), rising(CART, WAIT, 0.5))),
                miss(
                        "the queue may be behind another's trouble",
                        with(without(stuck(), Cause.class), cause(CART, 0.5))),
                miss("a new version takes less", with(stuck(), deployment(CART, lately))),
                miss("it was scaled down to nothing a moment ago", with(stuck(), scaled(Duration.ofMinutes(10)))),
                miss(
                        "a burst is not worked off yet",
                        with(without(stuck(), LAG), since(rising(CART, LAG, 0.99), NOON.minusSeconds(110)))),
                miss("less is taken and nothing waits", with(without(hung(), LAG), falling(rising(CART, TAKEN, 0.99)))),
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

    @Test
    void whoIsMissingIsRestartedIfItDiedAndNotIfItNeverBecameReady() {
        // Given
        Instant died = NOON.minus(Duration.ofMinutes(2));
        // When, Then
        assertThat(rulebook.decide(belief(dead(), shortOfOne(died), NOON), List.of(), List.of(), NOON))
                .hasSize(1);
        assertThat(rulebook.decide(belief(dead(), shortOfOne(null), NOON), List.of(), List.of(), NOON))
                .isEmpty();
    }

    /// `dying-replicas-restart`.
    @Test
    void replicasThatDieAgainAndAgainAreReplacedThoughTheOthersAnswer() {
        // Given
        Instant lately = NOON.minusSeconds(60);
        // When, Then
        assertThat(decided(dying(Duration.ofMinutes(3)), shortOfOne(lately)))
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.rule().id()).isEqualTo("dying-replicas-restart");
                    assertThat(decision.action().target()).isEqualTo(CART);
                });
        assertThat(decided(dying(Duration.ofSeconds(170)), shortOfOne(lately))).isEmpty();
        assertThat(decided(dying(Duration.ofMinutes(3)), shortOfOne(NOON.minusSeconds(600))))
                .isEmpty();
        assertThat(decided(dying(Duration.ofMinutes(3)), Inventory.NOTHING)).isEmpty();
        assertThat(decided(
                        with(dying(Duration.ofMinutes(3)), deployment(CART, NOON.minusSeconds(900))),
                        shortOfOne(lately)))
                .isEmpty();
    }

    private List<Decision> decided(List<Fact> facts, Inventory inventory) {
        return rulebook.decide(belief(facts, inventory, NOON), List.of(), List.of(), NOON);
    }

    private static List<Fact> dying(Duration heldFor) {
        Breach unready = new Breach(
                CART, READY, KnownSignals.meaning(READY), Double.NaN, 0.9, NOON.minus(heldFor), heldFor, 0.5);
        return List.of(
                incident(),
                unready,
                new Cause(incident().id(), CART, FailureKind.CRASH, 0.8, List.of(CART), "it is unready"));
    }

    /// One of two replicas is missing.
    private static Inventory shortOfOne(@Nullable Instant restartedAt) {
        Replica replica = new Replica(
                EntityId.of(EntityKind.POD, "", CART.namespace(), CART.name(), "cart-1"),
                "",
                Release.Version.UNKNOWN,
                Replica.Readiness.UNREADY,
                restartedAt == null ? 0 : 1,
                restartedAt,
                NOON.minus(Duration.ofHours(1)));
        return new Inventory(List.of(new Deployed(
                EntityId.workload(CART.namespace(), CART.name()),
                List.of(CART),
                OptionalInt.of(2),
                OptionalInt.of(1),
                OptionalInt.empty(),
                List.of(replica),
                List.of())));
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

    @Test
    void aConsumerThatTakesNothingAnyMoreIsRestarted() {
        // When
        List<Decision> decisions = rulebook.decide(belief(hung()), List.of(), List.of(), NOON);

        // Then
        assertThat(decisions)
                .filteredOn(decision -> decision.disposition() == Disposition.ACT)
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.rule().id()).isEqualTo("hung-consumer-restart");
                    assertThat(decision.action().type()).isEqualTo("workload.restart");
                    assertThat(decision.action().target()).isEqualTo(CART);
                    assertThat(decision.trigger().signal()).isEqualTo(LAG);
                });
    }

    static Stream<Arguments> notHung() {
        return Stream.of(
                miss("its queue is as long as ever", without(hung(), LAG)),
                miss(
                        "its queue is too young to say so",
                        with(without(hung(), LAG), filling(NOON.minusSeconds(150), Anomaly.UNCALIBRATED_AT_MOST))),
                miss("it takes little, and something", without(hung(), Breach.class)),
                miss(
                        "it has taken nothing for less than two minutes",
                        with(without(hung(), Breach.class), nothing(CART_0, Duration.ofSeconds(110)))),
                miss(
                        "it never has anything to take, or long work, and another takes less",
                        with(without(hung(), Breach.class), nothing(CART_0, Duration.ofMinutes(5)))),
                miss("its queue filled up before", with(without(hung(), LAG), filling(NOON.minusSeconds(320), 0.99))),
                miss("the cause is elsewhere", with(without(hung(), Cause.class), cause(GATEWAY, 0.8))),
                miss("what it takes fails again and again", with(hung(), failed())),
                miss("it dies of what it takes", with(hung(), rising(CART, RESTARTS, 0.5))),
                miss("a new version takes nothing", with(hung(), deployment(CART, NOON.minus(Duration.ofMinutes(30))))),
                miss("it was restarted a moment ago", with(hung(), restarted(Duration.ofMinutes(10)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void notHung(String why, List<Fact> facts) {
        // When, Then
        assertThat(rulebook.decide(belief(facts), List.of(), List.of(), NOON))
                .as(why)
                .noneMatch(decision -> decision.disposition().acts());
    }

    private static List<Fact> stuck() {
        return List.of(incident(), rising(CART, LAG, 0.9), cause(CART, 0.8));
    }

    private static List<Fact> hung() {
        return List.of(
                incident(),
                filling(NOON.minusSeconds(150), 0.99),
                nothing(CART_0, Duration.ofMinutes(2)),
                cause(CART, 0.8));
    }

    private static Anomaly filling(Instant since, double confidence) {
        return since(rising(CART, LAG, confidence), since);
    }

    private static Breach nothing(EntityId instance, Duration heldFor) {
        return new Breach(
                instance, TAKEN, KnownSignals.meaning(TAKEN), Double.NaN, 0.001, NOON.minus(heldFor), heldFor, 0);
    }

    private static Fact failed() {
        return rising(CART, "messaging.process.error.ratio", 0.5);
    }

    private static Fact logged(String severity) {
        Anomaly plain = rising(CART, "log.record.rate", 0.99);
        return new Anomaly(
                plain.entity(),
                plain.signal(),
                plain.meaning(),
                Map.of("severity", severity),
                plain.direction(),
                plain.confidence(),
                plain.since(),
                plain.value(),
                plain.expected(),
                plain.rows());
    }

    private static Change scaled(Duration ago) {
        return new Change("c-3", NOON.minus(ago), CART, ChangeKind.SCALING, "", "", "ops", "0 replicas");
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
