package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.DB_DURATION;
import static nightshift.decide.Scene.INCIDENT;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.RATE;
import static nightshift.decide.Scene.cause;
import static nightshift.decide.Scene.change;
import static nightshift.decide.Scene.deployment;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.regression;
import static nightshift.decide.Scene.rising;
import static nightshift.decide.Scene.with;
import static nightshift.decide.Scene.without;
import static nightshift.decide.ShippedRules.miss;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nightshift.KnownSignals;
import nightshift.fact.Action;
import nightshift.fact.Anomaly;
import nightshift.fact.Cause;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.Fact;
import nightshift.fact.FailureKind;
import nightshift.fact.Regression;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The shipped rules on new versions that do worse, do not become ready or answer nobody.
@Tag("rules")
class DeploymentRulesTest {
    @AutoClose
    private static final ShippedRules RULES = new ShippedRules();

    private static final String READY = "k8s.container.ready";

    @Test
    void aDeploymentThatRegressesIsRolledBackToTheVersionBefore() {
        // When
        List<Decision> decisions = RULES.decide(badDeployment());

        // Then
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo("deployment-rollback");
            assertThat(decision.action()).isEqualTo(new Action("workload.rollback", CART, Map.of("to", "v1")));
            assertThat(decision.trigger().signal()).isEqualTo("http.server.request.error.ratio");
            assertThat(decision.trigger().expected().contains(0.21)).isFalse();
            assertThat(decision.trigger().expected().contains(0.02)).isTrue();
        });
    }

    @Test
    void aVersionThatWasOnlySeenInTelemetryIsRolledBackToo() {
        // Given
        List<Fact> facts = with(without(badDeployment(), Change.class), change(ChangeKind.DEPLOYMENT, ""));

        // When, Then
        assertThat(RULES.decide(facts))
                .singleElement()
                .satisfies(decision -> assertThat(decision.action().type()).isEqualTo("workload.rollback"));
    }

    @Test
    void aVersionThatDoesNotBecomeReadyIsRolledBackThoughSomethingElseIsWrongAsWell() {
        // Given
        Cause among = new Cause(INCIDENT, CART, FailureKind.BAD_DEPLOYMENT, 0.3, List.of(CART), "not ready");

        // When
        List<Decision> decisions = RULES.decide(unready(among));

        // Then
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo("deployment-unready-rollback");
            assertThat(decision.action()).isEqualTo(new Action("workload.rollback", CART, Map.of("to", "v1")));
        });
    }

    /// `deployment-unserving-rollback`. What is verified is what is felt, since the version itself does
    /// nothing.
    @Test
    void aVersionThatAnswersNobodyIsRolledBackWhileItIsMissed() {
        // When
        List<Decision> decisions = RULES.decide(unserving());

        // Then
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo("deployment-unserving-rollback");
            assertThat(decision.action()).isEqualTo(new Action("workload.rollback", CART, Map.of("to", "v1")));
            assertThat(decision.trigger().signal()).isEqualTo(DB_DURATION);
        });
    }

    /// `deployment-since-rollback`: all that is known is that it got worse then.
    @Test
    void aVersionThatNothingOfBeforeRunsBesideIsRolledBackWhenAPersonAgrees() {
        // When
        List<Decision> decisions = RULES.decide(since(0.9));

        // Then
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo("deployment-since-rollback");
            assertThat(decision.action()).isEqualTo(new Action("workload.rollback", CART, Map.of("to", "v1")));
            assertThat(decision.disposition()).isEqualTo(Disposition.AWAIT_APPROVAL);
        });
    }

    static Stream<Arguments> nearMisses() {
        EntityId payment = EntityId.service("shop", "payment");
        return Stream.of(
                miss(
                        "who is not ready is hardly a cause",
                        unready(new Cause(
                                INCIDENT, CART, FailureKind.BAD_DEPLOYMENT, 0.2, List.of(CART), "not ready"))),
                miss("nobody rolled out who is not ready", without(unready(cause(CART, 0.8)), Change.class)),
                miss("a version in reserve is missed by nobody", without(unserving(), Anomaly.class)),
                miss("a silent version is no cause", without(unserving(), Cause.class)),
                miss("nobody rolled a silent version out", without(unserving(), Change.class)),
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
                miss("hardly anything is known of what is worse since", since(0.8)),
                miss(
                        "a neighbour is the cause of what is worse since",
                        with(without(since(0.9), Cause.class), cause(payment, 0.9))),
                miss(
                        "the regression may be chance",
                        with(without(badDeployment(), Regression.class), regression(CART, 0.95))),
                miss(
                        "a version that is not ready is our own roll-back",
                        with(
                                without(unready(cause(CART, 0.8)), Change.class),
                                change(ChangeKind.DEPLOYMENT, "nightshift"))),
                miss(
                        "a silent version is our own roll-back",
                        with(without(unserving(), Change.class), change(ChangeKind.DEPLOYMENT, "nightshift"))),
                miss(
                        "a silent version may be none of the cause",
                        with(without(unserving(), Cause.class), cause(CART, 0.5))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void nearMisses(String why, List<Fact> facts) {
        // When, Then
        assertThat(RULES.decide(facts)).as(why).isEmpty();
    }

    private static List<Fact> badDeployment() {
        return List.of(
                incident(),
                deployment(CART, NOON.minus(Duration.ofMinutes(3))),
                regression(CART, 0.99),
                cause(CART, 0.8));
    }

    private static List<Fact> since(double confidence) {
        return with(without(badDeployment(), Regression.class), regression(CART, confidence));
    }

    private static List<Fact> unready(Cause cause) {
        Regression unready = new Regression(
                CART, "c-1", "v2", "v1", READY, KnownSignals.meaning(READY), 1, 0, 0.999, NOON.minusSeconds(200));
        return List.of(incident(), deployment(CART, NOON.minus(Duration.ofMinutes(3))), unready, cause);
    }

    private static List<Fact> unserving() {
        Regression silent = new Regression(
                CART, "c-1", "v2", "v1", RATE, KnownSignals.meaning(RATE), 40, 0, 0.999, NOON.minusSeconds(200));
        return with(without(badDeployment(), Regression.class), silent, incident(), rising(CART, DB_DURATION, 0.99));
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
}
