package nightshift.simulate.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.KnownSignals;
import nightshift.fact.Action;
import nightshift.fact.ActionType;
import nightshift.fact.Cause;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.IncidentState;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.RuleRef;
import nightshift.fact.decision.Trigger;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.simulate.trial.Statement;
import org.junit.jupiter.api.Test;

/// A trap at 300 s and a leak at 600 s, each for 100 s.
class ReplayJudgeTest {
    private static final Instant BEGIN = Instant.parse("2026-03-03T10:00:00Z");
    private static final String LATENCY = "http.server.request.duration";

    private static final RecordedTruth TRUTH = new RecordedTruth(
            BEGIN,
            List.of(
                    new RecordedTruth.Fault(
                            "surge", at(300), at(400), "gateway", Set.of(), "surge", Set.of(), Set.of(), true),
                    new RecordedTruth.Fault(
                            "leak",
                            at(600),
                            at(700),
                            "orders",
                            Set.of("5432"),
                            "connection-leak",
                            Set.of(ActionType.POOL_RECYCLE),
                            Set.of(ActionType.WORKLOAD_RESTART, ActionType.ESCALATE),
                            false)));

    @Test
    void aFaultThatIsSeenBlamedAndDecidedRightFailsInNothing() {
        // When
        ReplayVerdict verdict = judge(
                List.of(said(620, "i1", "orders"), said(640, "i1", "gateway")),
                List.of(decision(650, ActionType.POOL_RECYCLE, "orders", Disposition.ACT)));

        // Then
        assertThat(verdict.failures()).isEmpty();
        ReplayVerdict.OnFault leak = verdict.faults().getLast();
        assertThat(leak.seenAfter()).isEqualTo(Duration.ofSeconds(20));
        assertThat(leak.blamed()).isEqualTo("orders");
        assertThat(leak.kind()).isEqualTo(FailureKind.SATURATION);
        assertThat(leak.decided()).containsExactly("pool.recycle on orders");
    }

    @Test
    void whatNobodySawFailsInAllThatIsAskedOfIt() {
        assertThat(judge(List.of(), List.of()).failures())
                .containsExactly(
                        "leak: not seen in time", "leak: wrong service first", "leak: right remedy not decided");
    }

    @Test
    void anIncidentAfterAMinuteIsTooLate() {
        assertThat(judge(List.of(said(661, "i1", "orders")), recycled()).failures())
                .containsExactly("leak: not seen in time");
    }

    @Test
    void theFirstStatementCountsAndNotWhatIsKnownLater() {
        assertThat(judge(List.of(said(620, "i1", "gateway"), said(630, "i1", "orders")), recycled())
                        .failures())
                .containsExactly("leak: wrong service first");
    }

    @Test
    void aDatabaseIsBlamedByItsAddress() {
        // Given
        EntityId database = EntityId.of(EntityKind.DATABASE, "", "lab", "127.0.0.1", "5432/orders");

        // Then
        assertThat(judge(List.of(said(620, "i1", database)), recycled()).failures())
                .isEmpty();
    }

    @Test
    void asManyIncidentsAsOneFaultHasAreCountedOnce() {
        assertThat(judge(List.of(said(620, "i1", "orders"), said(750, "i2", "orders")), recycled())
                        .failures())
                .containsExactly("leak: more than one incident");
    }

    @Test
    void theRightActionOnAnotherServiceIsWrong() {
        assertThat(judge(
                                List.of(said(620, "i1", "orders")),
                                List.of(decision(650, ActionType.POOL_RECYCLE, "gateway", Disposition.ACT)))
                        .failures())
                .containsExactly("leak: right remedy not decided", "leak: wrong remedy decided");
    }

    @Test
    void whatIsAcceptableIsNeitherRightNorWrong() {
        assertThat(judge(
                                List.of(said(620, "i1", "orders")),
                                List.of(
                                        decision(650, ActionType.WORKLOAD_RESTART, "orders", Disposition.ACT),
                                        decision(655, ActionType.ESCALATE, "gateway", Disposition.ACT)))
                        .failures())
                .containsExactly("leak: right remedy not decided");
    }

    @Test
    void aSuggestionCountsAsDecidedAndAShadowDoesNot() {
        assertThat(judge(
                                List.of(said(620, "i1", "orders")),
                                List.of(decision(650, ActionType.POOL_RECYCLE, "orders", Disposition.SUGGEST)))
                        .failures())
                .isEmpty();
        assertThat(judge(
                                List.of(said(620, "i1", "orders")),
                                List.of(decision(650, ActionType.POOL_RECYCLE, "orders", Disposition.SHADOW)))
                        .failures())
                .containsExactly("leak: right remedy not decided");
    }

    @Test
    void onATrapNothingMayBeSaidOrDecided() {
        // When
        ReplayVerdict verdict = judge(
                List.of(said(320, "i0", "gateway"), said(620, "i1", "orders")),
                List.of(
                        decision(330, ActionType.WORKLOAD_SCALE, "gateway", Disposition.AWAIT_APPROVAL),
                        decision(650, ActionType.POOL_RECYCLE, "orders", Disposition.ACT)));

        // Then
        assertThat(verdict.failures()).containsExactly("surge: opens an incident", "surge: decides something");
    }

    @Test
    void whileNothingIsWrongAllIsUncalledForButDuringStartUp() {
        // When
        ReplayVerdict verdict = judge(
                List.of(
                        said(30, "start", "orders"),
                        said(200, "a", "orders"),
                        said(500, "b", "orders"),
                        said(620, "i1", "orders"),
                        said(900, "c", "orders"),
                        said(950, "d", "orders")),
                recycled());

        // Then
        assertThat(verdict.failures())
                .containsExactly(
                        "quiet after begin: opens an incident",
                        "quiet after surge: opens an incident",
                        "quiet after leak: opens an incident");
        assertThat(verdict.quiet()).hasSize(4);
    }

    private static ReplayVerdict judge(List<Statement> statements, List<Remedy> decisions) {
        return new ReplayJudge(TRUTH).judge(new Replay.Heard(1000, statements, decisions));
    }

    private static List<Remedy> recycled() {
        return List.of(decision(650, ActionType.POOL_RECYCLE, "orders", Disposition.ACT));
    }

    private static Instant at(long second) {
        return BEGIN.plusSeconds(second);
    }

    private static Statement said(long second, String incident, String blamed) {
        return said(second, incident, EntityId.service("lab", blamed));
    }

    private static Statement said(long second, String incident, EntityId entity) {
        Cause cause = new Cause(incident, entity, FailureKind.SATURATION, 1, List.of(entity), "it is");
        return new Statement(
                at(second),
                new Incident(
                        incident,
                        IncidentState.OPEN,
                        entity,
                        FailureKind.SATURATION,
                        entity.label() + " is slow",
                        at(second - 5),
                        null,
                        null,
                        List.of(),
                        List.of(cause)));
    }

    private static Remedy decision(long second, String type, String target, Disposition disposition) {
        EntityId entity = EntityId.service("lab", target);
        return Remedy.of(new Decision(
                type + second,
                type,
                1,
                "i1",
                new RuleRef("rule", "v1", RuleMode.AUTO),
                new Action(type, entity, Map.of()),
                0.9,
                disposition,
                List.of(),
                List.of(),
                new Trigger(entity, LATENCY, KnownSignals.meaning(LATENCY), Direction.UP, 2, new Band(0.1, 0.2, 0.3)),
                at(second)));
    }
}
