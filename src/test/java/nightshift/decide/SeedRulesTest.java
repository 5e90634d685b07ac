package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.CPU;
import static nightshift.decide.Scene.DB_DURATION;
import static nightshift.decide.Scene.DURATION;
import static nightshift.decide.Scene.HOLD;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.PENDING;
import static nightshift.decide.Scene.RATE;
import static nightshift.decide.Scene.WAIT;
import static nightshift.decide.Scene.above;
import static nightshift.decide.Scene.belief;
import static nightshift.decide.Scene.cause;
import static nightshift.decide.Scene.deployment;
import static nightshift.decide.Scene.ended;
import static nightshift.decide.Scene.exhaustedPool;
import static nightshift.decide.Scene.falling;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.regression;
import static nightshift.decide.Scene.rising;
import static nightshift.decide.Scene.since;
import static nightshift.decide.Scene.strained;
import static nightshift.decide.Scene.with;
import static nightshift.decide.Scene.without;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import nightshift.KnownSignals;
import nightshift.decide.compile.RuleCompiler;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.Anomaly;
import nightshift.fact.Breach;
import nightshift.fact.Cause;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.Fact;
import nightshift.fact.FailureKind;
import nightshift.fact.IncidentState;
import nightshift.fact.Regression;
import nightshift.fact.Symptom;
import nightshift.fact.Verification;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The shipped rules, fired on the facts they are meant for and on near misses.
@Tag("rules")
class SeedRulesTest {
    private static final RuleCompiler COMPILER = new RuleCompiler();
    private static final String LAG = "kafka.consumer.records.lag";
    private static final String READY = "k8s.container.ready";
    private static final Duration TEN = Duration.ofMinutes(10);

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
    void anExhaustedPoolIsRecycled() {
        // When
        List<Decision> decisions = rulebook.decide(belief(exhaustedPool()), List.of(), List.of(), NOON);

        // Then
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo("db-pool-recycle");
            assertThat(decision.action().type()).isEqualTo("pool.recycle");
            assertThat(decision.action().target()).isEqualTo(CART);
            assertThat(decision.disposition()).isEqualTo(Disposition.ACT);
            assertThat(decision.confidence()).isEqualTo(0.99);
            assertThat(decision.because()).hasSize(3);
            assertThat(decision.trigger().signal()).isEqualTo(WAIT);
            assertThat(decision.incident()).isEqualTo(Scene.INCIDENT);
        });
    }

    @Test
    void anExhaustedCpuUnderMoreLoadIsScaledUp() {
        // When
        List<Decision> decisions = rulebook.decide(belief(exhaustedCpu()), List.of(), List.of(), NOON);

        // Then
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo("cpu-scale-up");
            assertThat(decision.action()).isEqualTo(new Action("workload.scale", CART, java.util.Map.of("by", "2")));
        });
    }

    @Test
    void aDeploymentThatRegressesIsRolledBackToTheVersionBefore() {
        // When
        List<Decision> decisions = rulebook.decide(belief(badDeployment()), List.of(), List.of(), NOON);

        // Then
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo("deployment-rollback");
            assertThat(decision.action())
                    .isEqualTo(new Action("workload.rollback", CART, java.util.Map.of("to", "v1")));
            assertThat(decision.trigger().signal()).isEqualTo("http.server.request.error.ratio");
            assertThat(decision.trigger().expected().contains(0.21)).isFalse();
            assertThat(decision.trigger().expected().contains(0.02)).isTrue();
        });
    }

    @Test
    void aVersionThatDoesNotBecomeReadyIsRolledBackThoughSomethingElseIsWrongAsWell() {
        // Given
        Cause among = new Cause(Scene.INCIDENT, CART, FailureKind.BAD_DEPLOYMENT, 0.3, List.of(CART), "not ready");

        // When
        List<Decision> decisions = rulebook.decide(belief(unready(among)), List.of(), List.of(), NOON);

        // Then
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo("deployment-unready-rollback");
            assertThat(decision.action())
                    .isEqualTo(new Action("workload.rollback", CART, java.util.Map.of("to", "v1")));
        });
    }

    private static List<Fact> unready(Cause cause) {
        Regression unready = new Regression(
                CART, "c-1", "v2", "v1", READY, KnownSignals.meaning(READY), 1, 0, 0.999, NOON.minusSeconds(200));
        return List.of(incident(), deployment(CART, NOON.minus(Duration.ofMinutes(3))), unready, cause);
    }

    /// `deployment-unserving-rollback`. What is verified is what is felt, since the version itself does nothing.
    @Test
    void aVersionThatAnswersNobodyIsRolledBackWhileItIsMissed() {
        // When
        List<Decision> decisions = rulebook.decide(belief(unserving()), List.of(), List.of(), NOON);

        // Then
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo("deployment-unserving-rollback");
            assertThat(decision.action())
                    .isEqualTo(new Action("workload.rollback", CART, java.util.Map.of("to", "v1")));
            assertThat(decision.trigger().signal()).isEqualTo(DB_DURATION);
        });
    }

    private static List<Fact> unserving() {
        Regression silent = new Regression(
                CART, "c-1", "v2", "v1", RATE, KnownSignals.meaning(RATE), 40, 0, 0.999, NOON.minusSeconds(200));
        return with(without(badDeployment(), Regression.class), silent, incident(), rising(CART, DB_DURATION, 0.99));
    }

    static Stream<Arguments> nearMisses() {
        EntityId payment = EntityId.service("shop", "payment");
        return Stream.of(
                miss(
                        "who is not ready is hardly a cause",
                        unready(new Cause(
                                Scene.INCIDENT, CART, FailureKind.BAD_DEPLOYMENT, 0.2, List.of(CART), "not ready"))),
                miss("nobody rolled out who is not ready", without(unready(cause(CART, 0.8)), Change.class)),
                miss("a version in reserve is missed by nobody", without(unserving(), Anomaly.class)),
                miss("a silent version is no cause", without(unserving(), Cause.class)),
                miss("nobody rolled a silent version out", without(unserving(), Change.class)),
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
                miss("the cause is doubtful", with(without(exhaustedPool(), Cause.class), cause(CART, 0.5))),
                miss(
                        "the CPU has not been busy for ten minutes",
                        with(without(exhaustedCpu(), Breach.class), above(CART, CPU, 0.9, TEN.minusSeconds(10)))),
                miss("nobody feels the busy CPU", without(exhaustedCpu(), DURATION)),
                miss("the CPU is always that busy", without(exhaustedCpu(), CPU)),
                miss(
                        "a neighbour makes it slow",
                        with(without(exhaustedCpu(), Cause.class), cause(CART, 0.3), cause(payment, 0.6))),
                miss("a surge keeps no CPU busy", without(exhaustedCpu(), Breach.class)),
                miss(
                        "the workload was changed half an hour ago",
                        with(exhaustedCpu(), deployment(CART, NOON.minus(Duration.ofMinutes(30))))),
                miss("no version is worse", without(badDeployment(), Regression.class)),
                miss("it was scaled", with(without(badDeployment(), Change.class), change(ChangeKind.SCALING, "ci"))),
                miss(
                        "it was restarted",
                        with(without(badDeployment(), Change.class), change(ChangeKind.RESTART, "ci"))),
                miss(
                        "the change is our own roll-back",
                        with(without(badDeployment(), Change.class), change(ChangeKind.DEPLOYMENT, "nightshift"))),
                miss(
                        "the version before is not known",
                        with(without(badDeployment(), Regression.class), unknownBefore(regression(CART, 0.99)))),
                miss(
                        "a neighbour is the cause of the regression",
                        with(without(badDeployment(), Cause.class), cause(payment, 0.9))),
                miss(
                        "the regression may be chance",
                        with(without(badDeployment(), Regression.class), regression(CART, 0.95))));
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
    void aBusyCpuUnderNoMoreLoadThanUsualIsNotScaledButARestartIsAskedFor() {
        // Given
        List<Fact> facts = without(exhaustedCpu(), RATE);

        // When, Then
        assertThat(rulebook.decide(belief(facts), List.of(), List.of(), NOON))
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.rule().id()).isEqualTo("busy-process-restart");
                    assertThat(decision.disposition()).isEqualTo(Disposition.AWAIT_APPROVAL);
                });
    }

    @Test
    void anOldChangeDoesNotKeepFromScaling() {
        // Given
        List<Fact> facts = with(exhaustedCpu(), deployment(CART, NOON.minus(Duration.ofMinutes(31))));

        // When, Then
        assertThat(rulebook.decide(belief(facts), List.of(), List.of(), NOON)).hasSize(1);
    }

    @Test
    void anotherNumberOfReplicasAndARestartDoNotKeepFromScaling() {
        // Given
        List<Fact> facts = with(exhaustedCpu(), change(ChangeKind.SCALING, "ci"), change(ChangeKind.RESTART, "ci"));

        // When, Then
        assertThat(rulebook.decide(belief(facts), List.of(), List.of(), NOON)).hasSize(1);
    }

    @Test
    void whoIsTooYoungToActAloneWaitsForAnApproval() {
        // Given
        List<Fact> facts = with(without(exhaustedPool(), Anomaly.class), rising(CART, PENDING, 0.9));

        // When
        List<Decision> decisions = rulebook.decide(belief(facts), List.of(), List.of(), NOON);

        // Then
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.action().type()).isEqualTo("pool.recycle");
            assertThat(decision.disposition()).isEqualTo(Disposition.AWAIT_APPROVAL);
        });
    }

    @Test
    void aVersionThatWasOnlySeenInTelemetryIsRolledBackToo() {
        // Given
        List<Fact> facts = with(without(badDeployment(), Change.class), change(ChangeKind.DEPLOYMENT, ""));

        // When, Then
        assertThat(rulebook.decide(belief(facts), List.of(), List.of(), NOON))
                .singleElement()
                .satisfies(decision -> assertThat(decision.action().type()).isEqualTo("workload.rollback"));
    }

    @Test
    void theServiceIsRestartedWhenRecyclingDidNotHelpAndAPersonIsWokenWhenThatDidNotHelpEither() {
        // Given
        Decision recycle = rulebook.decide(belief(exhaustedPool()), List.of(), List.of(), NOON)
                .getFirst();

        Remedy recycled = notHealed(recycle);

        // When
        List<Decision> restart =
                rulebook.decide(belief(exhaustedPool()), List.of(recycled), List.of(), NOON.plusSeconds(10));
        List<Decision> escalate = rulebook.decide(
                belief(exhaustedPool()),
                List.of(recycled, notHealed(restart.getFirst())),
                List.of(),
                NOON.plusSeconds(20));

        // Then
        assertThat(restart).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo("db-pool-restart");
            assertThat(decision.attempt()).isEqualTo(2);
        });
        assertThat(escalate).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo("escalate-after-failed-remedy");
            assertThat(decision.action().type()).isEqualTo("escalate");
            assertThat(decision.attempt()).isEqualTo(3);
            assertThat(decision.action().parameters().get("summary")).contains("cart is slow");
        });
    }

    @Test
    void nobodyIsRestartedForConnectionsThatAreKeptForLonger() {
        // Given
        Decision recycle = rulebook.decide(belief(exhaustedPool()), List.of(), List.of(), NOON)
                .getFirst();
        List<Fact> held = with(exhaustedPool(), rising(CART, HOLD, 0.99));

        // When, Then
        assertThat(rulebook.decide(belief(held), List.of(notHealed(recycle)), List.of(), NOON.plusSeconds(10)))
                .isEmpty();
    }

    @Test
    void aRemedyThatHelpedIsTheEndOfIt() {
        // Given
        Decision recycle = rulebook.decide(belief(exhaustedPool()), List.of(), List.of(), NOON)
                .getFirst();

        // When, Then
        assertThat(rulebook.decide(
                        belief(exhaustedPool()),
                        List.of(ended(
                                recycle, DecisionState.HEALED, ActionResult.SUCCEEDED, Verification.State.HEALED)),
                        List.of(),
                        NOON.plusSeconds(10)))
                .isEmpty();
    }

    @Test
    void aPersonIsWokenWhenASymptomStaysForAQuarterOfAnHourAndNoRuleHasAnAnswer() {
        // Given
        Anomaly slow = since(rising(CART, DB_DURATION, 0.99), NOON.minus(Duration.ofMinutes(15)));
        Anomaly flapping = since(slow, NOON.minus(Duration.ofMinutes(14)));
        Fact incident = incident(IncidentState.OPEN, NOON.minus(Duration.ofMinutes(15)));
        Fact acting = incident(IncidentState.ACTING, NOON.minus(Duration.ofMinutes(15)));

        // When, Then
        assertThat(rulebook.decide(belief(List.of(incident, flapping)), List.of(), List.of(), NOON))
                .isEmpty();
        assertThat(rulebook.decide(belief(List.of(acting, slow)), List.of(), List.of(), NOON))
                .isEmpty();
        assertThat(rulebook.decide(belief(List.of(incident, slow)), List.of(), List.of(), NOON))
                .singleElement()
                .satisfies(decision -> assertThat(decision.rule().id()).isEqualTo("escalate-unknown"));
    }

    @Test
    void nobodyIsWokenForWhatUsersFeltForAMoment() {
        // Given
        Instant longAgo = NOON.minus(Duration.ofMinutes(15));
        Anomaly slow = since(rising(CART, DB_DURATION, 0.99), longAgo);
        Fact atTheEdge = Scene.standingAt(incident(IncidentState.OPEN, longAgo), 0.02 + Symptom.GOES_ON * 0.03);
        Fact beyond = Scene.standingAt(incident(IncidentState.OPEN, longAgo), 0.066);

        // When, Then
        assertThat(rulebook.decide(belief(List.of(atTheEdge, slow)), List.of(), List.of(), NOON))
                .isEmpty();
        assertThat(rulebook.decide(belief(List.of(beyond, slow)), List.of(), List.of(), NOON))
                .hasSize(1);
    }

    @Test
    void nobodyIsWokenForAResourceThatIsStrainedAndThatNobodyFeels() {
        // Given
        Anomaly busy = since(rising(CART, CPU, 0.99), NOON.minus(Duration.ofMinutes(30)));
        Fact strained = strained(CPU, NOON.minus(Duration.ofMinutes(30)));

        // When, Then
        assertThat(rulebook.decide(belief(List.of(strained, busy)), List.of(), List.of(), NOON))
                .isEmpty();
    }

    private static Remedy notHealed(Decision decision) {
        return ended(decision, DecisionState.NOT_HEALED, ActionResult.SUCCEEDED, Verification.State.NOT_HEALED);
    }

    private static List<Fact> exhaustedCpu() {
        return List.of(
                incident(),
                rising(CART, DURATION, 0.98),
                rising(CART, RATE, 0.97),
                rising(CART, CPU, 0.99),
                above(CART, CPU, 0.9, TEN),
                cause(CART, 0.8));
    }

    private static Change change(ChangeKind kind, String by) {
        return new Change("c-1", NOON.minus(Duration.ofMinutes(3)), CART, kind, "v2", "v1", by, kind.name());
    }

    private static Regression unknownBefore(Regression worse) {
        return new Regression(
                worse.entity(),
                worse.change(),
                worse.version(),
                "",
                worse.signal(),
                worse.meaning(),
                worse.before(),
                worse.after(),
                worse.confidence(),
                worse.since());
    }

    private static List<Fact> badDeployment() {
        return List.of(
                incident(),
                deployment(CART, NOON.minus(Duration.ofMinutes(3))),
                regression(CART, 0.99),
                cause(CART, 0.8));
    }

    private static Arguments miss(String why, List<? extends Fact> facts) {
        return Arguments.of(why, facts);
    }
}
