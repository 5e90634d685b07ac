package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.GATEWAY;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.RATE;
import static nightshift.decide.Scene.WAIT;
import static nightshift.decide.Scene.above;
import static nightshift.decide.Scene.cause;
import static nightshift.decide.Scene.deployment;
import static nightshift.decide.Scene.falling;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.restarted;
import static nightshift.decide.Scene.rising;
import static nightshift.decide.Scene.running;
import static nightshift.decide.Scene.since;
import static nightshift.decide.Scene.times;
import static nightshift.decide.Scene.with;
import static nightshift.decide.Scene.without;
import static nightshift.decide.ShippedRules.miss;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nightshift.KnownSignals;
import nightshift.fact.Anomaly;
import nightshift.fact.Breach;
import nightshift.fact.Cause;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.Fact;
import nightshift.fact.FailureKind;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The shipped rules on what fills up: queues whose consumers stand still or fall behind, and disks.
@Tag("rules")
class BacklogRulesTest {
    @AutoClose
    private static final ShippedRules RULES = new ShippedRules();

    private static final String RESTARTS = "k8s.container.restart.count";
    private static final String READY = "k8s.container.ready";
    private static final String LAG = "messaging.consumer.lag";
    private static final String TAKEN = "messaging.process.rate";
    private static final String WORKED = "messaging.process.duration";
    private static final EntityId CART_0 = EntityId.of(EntityKind.INSTANCE, "", "shop", "cart", "cart-0");
    private static final String DISK = "system.filesystem.utilization";

    static Stream<Arguments> fires() {
        return Stream.of(
                Arguments.of("stuck-consumer-restart", "workload.restart", Disposition.SUGGEST, stuck()),
                Arguments.of(
                        "stuck-consumer-restart",
                        "workload.restart",
                        Disposition.SUGGEST,
                        with(stuck(), falling(rising(CART, TAKEN, 0.99)), logged("info"))),
                Arguments.of("slow-consumer-restart", "workload.restart", Disposition.SUGGEST, slow()),
                Arguments.of("busy-consumer-scale-up", "workload.scale", Disposition.SUGGEST, overrun()),
                Arguments.of("disk-full-expand", "volume.expand", Disposition.SUGGEST, full()));
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
                miss("more waits because more comes, and more is taken", with(stuck(), rising(CART, TAKEN, 0.5))),
                miss("what it takes fails, as behind a message nobody can work on", with(stuck(), failed())),
                miss("what it takes fails, which only its logs say", with(stuck(), logged("error"))),
                miss("it works and is slow", with(stuck(), rising(CART, WORKED, 0.5))),
                miss("it is a little slow", with(stuck(), times(1.4, rising(CART, WORKED, 0.99)))),
                miss("it is slow because more comes", with(slow(), rising(CART, TAKEN, 0.5))),
                miss("it is slow because it fails", with(slow(), failed())),
                miss("it is slow because it waits for its pool", with(slow(), rising(CART, WAIT, 0.5))),
                miss("it is slow since its new version", with(slow(), deployment(CART, lately))),
                miss("it is slow and another is the cause", with(without(slow(), Cause.class), cause(GATEWAY, 0.8))),
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
        assertThat(RULES.decide(facts)).as(why).isEmpty();
    }

    @Test
    void aConsumerThatTakesNothingAnyMoreIsRestarted() {
        // When
        List<Decision> decisions = RULES.decide(hung());

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

    @Test
    void whoSendsOnceAMinuteMayBeHeardToStandStillTwoMinutesAfterItsQueue() {
        // When, Then
        assertThat(RULES.decide(with(without(hung(), LAG), filling(NOON.minusSeconds(240), 0.99))))
                .anySatisfy(decision -> assertThat(decision.rule().id()).isEqualTo("hung-consumer-restart"));
    }

    @Test
    void aConsumerOfWhichNothingIsHeardAnyMoreIsRestarted() {
        // When
        List<Decision> decisions = RULES.decide(silent(), running(1, 1));

        // Then
        assertThat(decisions)
                .filteredOn(decision -> decision.disposition() == Disposition.ACT)
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.rule().id()).isEqualTo("silent-consumer-restart");
                    assertThat(decision.action().type()).isEqualTo("workload.restart");
                    assertThat(decision.action().target()).isEqualTo(CART);
                });
    }

    static Stream<Arguments> notSilent() {
        return Stream.of(
                miss("its queue is as long as ever", without(silent(), LAG)),
                miss(
                        "its queue is too young to say so",
                        with(without(silent(), LAG), filling(NOON.minusSeconds(150), Anomaly.UNCALIBRATED_AT_MOST))),
                miss(
                        "its queue has filled up for less than two minutes",
                        with(without(silent(), LAG), filling(NOON.minusSeconds(110), 0.99))),
                miss("it is heard, and takes less than comes", with(without(silent(), Cause.class), cause(CART, 0.8))),
                miss("the cause is elsewhere", with(without(silent(), Cause.class), dead(GATEWAY))),
                miss("what it took failed again and again", with(silent(), failed())),
                miss("it logs errors still", with(silent(), logged("error"))),
                miss("it dies of what it takes", with(silent(), rising(CART, RESTARTS, 0.5))),
                miss("it is not ready", with(silent(), unready())),
                miss("a new version is silent", with(silent(), deployment(CART, NOON.minus(Duration.ofMinutes(30))))),
                miss("it was scaled down to nothing", with(silent(), scaled(Duration.ofMinutes(10)))),
                miss("it was restarted a moment ago", with(silent(), restarted(Duration.ofMinutes(10)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void notSilent(String why, List<Fact> facts) {
        // When, Then
        assertThat(RULES.decide(facts, running(1, 1)))
                .as(why)
                .noneMatch(decision -> decision.disposition().acts());
    }

    @Test
    void aSilentConsumerOfWhichNoPlatformSaysThatItRunsMayBeGoneSoItsRestartIsOnlySuggested() {
        // When, Then
        assertThat(RULES.decide(silent()))
                .singleElement()
                .satisfies(decision -> assertThat(decision.disposition()).isEqualTo(Disposition.SUGGEST));
    }

    @Test
    void aConsumerWhoseReplicasAreMissingIsLeftToItsPlatform() {
        // When, Then
        assertThat(RULES.decide(silent(), running(2, 1)))
                .noneMatch(decision -> decision.disposition().acts());
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
                miss(
                        "it stood still by chance, minutes after its queue began to fill up",
                        with(without(hung(), LAG), filling(NOON.minusSeconds(241), 0.99))),
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
        assertThat(RULES.decide(facts))
                .as(why)
                .noneMatch(decision -> decision.disposition().acts());
    }

    private static List<Fact> stuck() {
        return List.of(incident(), rising(CART, LAG, 0.9), cause(CART, 0.8));
    }

    private static List<Fact> slow() {
        return with(stuck(), times(1.6, rising(CART, WORKED, 0.99)));
    }

    private static List<Fact> hung() {
        return List.of(
                incident(),
                filling(NOON.minusSeconds(150), 0.99),
                nothing(CART_0, Duration.ofMinutes(2)),
                cause(CART, 0.8));
    }

    private static List<Fact> silent() {
        return List.of(incident(), filling(NOON.minusSeconds(150), 0.99), dead(CART));
    }

    private static Cause dead(EntityId entity) {
        return new Cause(Scene.INCIDENT, entity, FailureKind.CRASH, 0.8, List.of(entity), "it is silent");
    }

    private static Breach unready() {
        return new Breach(
                CART, READY, KnownSignals.meaning(READY), Double.NaN, 0.9, NOON.minusSeconds(60), Duration.ZERO, 0.5);
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

    private static List<Fact> overrun() {
        return List.of(incident(), rising(CART, LAG, 0.99), rising(CART, RATE, 0.99));
    }

    private static List<Fact> full() {
        return List.of(incident(), rising(CART, DISK, 0.99), above(CART, DISK, 0.9, Duration.ofMinutes(5)));
    }

    private static Change scaled(Duration ago) {
        return new Change("c-3", NOON.minus(ago), CART, ChangeKind.SCALING, "", "", "ops", "0 replicas");
    }
}
