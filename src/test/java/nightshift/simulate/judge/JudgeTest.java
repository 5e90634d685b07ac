package nightshift.simulate.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.KnownSignals;
import nightshift.fact.Action;
import nightshift.fact.Cause;
import nightshift.fact.Fact;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.IncidentState;
import nightshift.fact.RuleMode;
import nightshift.fact.Verification;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.RuleRef;
import nightshift.fact.decision.Trigger;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.simulate.target.CarriedOut;
import nightshift.simulate.trial.Outcome;
import nightshift.simulate.trial.Scenario;
import nightshift.simulate.trial.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Instant STRUCK = Instant.parse("2026-03-03T10:22:00Z");
    private static final EntityId CHECKOUT = EntityId.service("shop", "checkout");
    private static final CarriedOut RECYCLED =
            new CarriedOut("d1", "pool.recycle", "shop", "checkout", STRUCK.plusSeconds(200));

    @Test
    void whatWasHealedInTimeByAnAllowedActionPasses() {
        // When
        Verdict verdict = judge(evidence(STRUCK.plusSeconds(300), 40, 400, List.of(RECYCLED), List.of()));

        // Then
        assertThat(verdict.failures()).isEmpty();
        assertThat(verdict.outcome()).isEqualTo(Outcome.HEALED);
        assertThat(verdict.detectedAfter()).isEqualTo(Duration.ofSeconds(60));
        assertThat(verdict.healedAfter()).isEqualTo(Duration.ofSeconds(300));
        assertThat(verdict.causeNamed()).isTrue();
        assertThat(verdict.kindNamed()).isTrue();
    }

    @Test
    void anActionOnTheWrongTargetIsAFalseAction() {
        // Given
        CarriedOut wrong = new CarriedOut("d2", "pool.recycle", "shop", "cart", STRUCK.plusSeconds(100));

        // When
        Verdict verdict = judge(evidence(STRUCK.plusSeconds(300), 40, 400, List.of(wrong, RECYCLED), List.of()));

        // Then
        assertThat(verdict.falseActions()).singleElement().asString().contains("pool.recycle on cart");
        assertThat(verdict.passed()).isFalse();
    }

    @Test
    void undoingIsNeverAFalseAction() {
        // Given
        CarriedOut undo = new CarriedOut("d1-undo", "workload.scale", "shop", "checkout", STRUCK.plusSeconds(250));

        // When
        Verdict verdict = judge(evidence(STRUCK.plusSeconds(300), 40, 400, List.of(RECYCLED, undo), List.of()));

        // Then
        assertThat(verdict.falseActions()).isEmpty();
    }

    @Test
    void usersWhoFareWorseThanWithoutAnyActionAreHarmed() {
        assertThat(judge(evidence(null, 426, 400, List.of(RECYCLED), List.of())).harmful())
                .isTrue();
        assertThat(judge(evidence(null, 424, 400, List.of(RECYCLED), List.of())).harmful())
                .isFalse();
    }

    @Test
    void aPageWhereNoneIsAllowedIsAFalseActionAndNotHealing() {
        // When
        Verdict verdict = judge(evidence(STRUCK.plusSeconds(300), 40, 400, List.of(RECYCLED), List.of(escalation())));

        // Then
        assertThat(verdict.pages()).isEqualTo(1);
        assertThat(verdict.outcome()).isEqualTo(Outcome.ESCALATED);
        assertThat(verdict.falseActions()).hasSize(1);
    }

    @Test
    void theCauseMustBeRightInTheFirstStatement() {
        // Given: the incident blames checkout in the end, but cart was named first
        Statement first = new Statement(STRUCK.plusSeconds(60), incident(EntityId.service("shop", "cart")));
        Statement later = new Statement(STRUCK.plusSeconds(90), incident(CHECKOUT));

        // When
        Verdict verdict = judge(evidence(STRUCK.plusSeconds(300), List.of(first, later), List.of()));

        // Then
        assertThat(verdict.causeNamed()).isFalse();
        assertThat(verdict.failures()).singleElement().asString().contains("in the first statement, named cart");
    }

    @Test
    void whatWasSaidBeforeTheFaultIsNoStatementAboutIt() {
        // Given
        Statement before = new Statement(STRUCK.minusSeconds(60), incident(EntityId.service("shop", "cart")));
        Statement first = new Statement(STRUCK.plusSeconds(60), incident(CHECKOUT));

        // When
        Verdict verdict = judge(evidence(STRUCK.plusSeconds(300), List.of(before, first), List.of()));

        // Then
        assertThat(verdict.causeNamed()).isTrue();
    }

    @Test
    void theKindThatCountsIsTheOneThatWasActedUpon() {
        // Given
        Cause then = new Cause("i1", CHECKOUT, FailureKind.BAD_DEPLOYMENT, 0.9, List.of(CHECKOUT), "it was");
        Remedy acted = decision("pool.recycle", List.of(then), STRUCK.plusSeconds(210));
        List<Statement> statements = List.of(new Statement(STRUCK.plusSeconds(60), incident(CHECKOUT)));

        // When
        Verdict verdict = judge(evidence(STRUCK.plusSeconds(300), statements, List.of(acted)));

        // Then
        assertThat(verdict.kindNamed()).isFalse();
        assertThat(verdict.failures()).singleElement().asString().contains("BAD_DEPLOYMENT");
    }

    @Test
    void whatRecoveredWithoutAnActionWasNotHealed() {
        assertThat(judge(evidence(STRUCK.plusSeconds(300), 40, 400, List.of(), List.of()))
                        .outcome())
                .isEqualTo(Outcome.UNTOUCHED);
    }

    @Test
    void whatStaysBrokenIsAFailure() {
        // When
        Verdict verdict = judge(evidence(null, 400, 400, List.of(RECYCLED), List.of()));

        // Then
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.failures()).hasSize(2);
    }

    @Test
    void healingTooLateIsAFailure() {
        assertThat(judge(evidence(STRUCK.plusSeconds(700), 40, 400, List.of(RECYCLED), List.of()))
                        .failures())
                .singleElement()
                .asString()
                .contains("healed within");
    }

    private static Verdict judge(RunRecord evidence) {
        Scenario.Then then = new Scenario.Then(
                Outcome.HEALED,
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                "checkout",
                FailureKind.SATURATION,
                List.of(new Scenario.Deed("pool.recycle", "checkout")),
                1,
                List.of());
        Scenario.Given given = new Scenario.Given(
                STRUCK.minusSeconds(1320), Duration.ofMinutes(22), Duration.ofMinutes(20), 1, Map.of(), Map.of());
        return Judge.judge(new Scenario("leak", "a leak", given, List.of(), then), evidence);
    }

    private static RunRecord evidence(
            @Nullable Instant well,
            double errorSeconds,
            double twin,
            List<CarriedOut> carriedOut,
            List<Remedy> decisions) {
        List<Statement> statements = List.of(new Statement(STRUCK.plusSeconds(60), incident(CHECKOUT)));
        return new RunRecord(
                STRUCK, well, true, errorSeconds, twin, carriedOut, List.of(incident(CHECKOUT)), statements, decisions);
    }

    private static RunRecord evidence(Instant well, List<Statement> statements, List<Remedy> decisions) {
        return new RunRecord(
                STRUCK, well, true, 40, 400, List.of(RECYCLED), List.of(incident(CHECKOUT)), statements, decisions);
    }

    private static Incident incident(EntityId blamed) {
        Cause cause = new Cause("i1", blamed, FailureKind.SATURATION, 1, List.of(blamed), "it is");
        return new Incident(
                "i1",
                IncidentState.OPEN,
                blamed,
                FailureKind.SATURATION,
                "checkout is slow",
                STRUCK.plusSeconds(60),
                null,
                null,
                List.of(),
                List.of(cause));
    }

    private static Remedy escalation() {
        return decision("escalate", List.of(), null);
    }

    private static Remedy decision(String type, List<Fact> because, @Nullable Instant startedAt) {
        Decision decision = new Decision(
                "d9",
                "i1/ladder/escalate/checkout",
                1,
                "i1",
                new RuleRef("ladder", "v1", RuleMode.AUTO),
                new Action(type, CHECKOUT, Map.of()),
                0.9,
                Disposition.values()[0],
                because,
                List.of(),
                new Trigger(
                        CHECKOUT,
                        "http.server.request.duration",
                        KnownSignals.meaning("http.server.request.duration"),
                        Direction.UP,
                        2,
                        new Band(0.1, 0.2, 0.3)),
                STRUCK.plusSeconds(500));
        Remedy remedy = Remedy.of(decision)
                .in(DecisionState.HEALED, "sent", STRUCK.plusSeconds(600))
                .verified(new Verification(Verification.State.NOT_APPLICABLE, "a page"));
        return startedAt == null ? remedy : remedy.at(remedy.execution().started(Optional.empty(), startedAt));
    }
}
