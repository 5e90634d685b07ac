package nightshift.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.KnownSignals;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.Anomaly;
import nightshift.fact.Breach;
import nightshift.fact.Cause;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.Dependency;
import nightshift.fact.Fact;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.IncidentOutcome;
import nightshift.fact.IncidentState;
import nightshift.fact.Outcome;
import nightshift.fact.Regression;
import nightshift.fact.RuleMode;
import nightshift.fact.Symptom;
import nightshift.fact.Turn;
import nightshift.fact.Verification;
import nightshift.fact.Workload;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.RuleRef;
import nightshift.fact.decision.Trigger;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;

/// One of everything that the journal keeps.
final class Examples {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
    static final EntityId CART = EntityId.service("shop", "cart");
    static final Band USUAL = new Band(0.01, 0.02, 0.03);

    private Examples() {}

    static Incident incident(String id, Instant opened) {
        return new Incident(
                id,
                IncidentState.OPEN,
                CART,
                FailureKind.SATURATION,
                "cart's database is slow",
                opened,
                null,
                null,
                List.of(symptom(0.4)),
                List.of(cause(id)));
    }

    static Incident closed(Incident open, Instant at) {
        return new Incident(
                open.id(),
                IncidentState.CLOSED,
                open.entity(),
                open.kind(),
                open.title(),
                open.openedAt(),
                at,
                IncidentOutcome.HEALED,
                open.symptoms(),
                open.causes());
    }

    static Incident withValue(Incident incident, double value) {
        return new Incident(
                incident.id(),
                incident.state(),
                incident.entity(),
                incident.kind(),
                incident.title(),
                incident.openedAt(),
                null,
                null,
                List.of(symptom(value)),
                incident.causes());
    }

    static Decision decision(String id, String incident, Disposition disposition, Instant at) {
        return new Decision(
                id,
                incident + "|db-pool-recycle|pool.recycle|" + CART.text(),
                1,
                incident,
                new RuleRef("db-pool-recycle", "abc123", RuleMode.AUTO),
                new Action("pool.recycle", CART, Map.of()),
                0.97,
                disposition,
                facts(),
                List.of(new Guard("freeze window", Guard.Verdict.PASS, "no freeze now")),
                new Trigger(
                        CART,
                        "db.client.operation.duration",
                        KnownSignals.meaning("db.client.operation.duration"),
                        Direction.UP,
                        0.4,
                        USUAL),
                at);
    }

    static List<Fact> facts() {
        return List.of(
                new Anomaly(
                        CART,
                        "db.client.operation.duration",
                        KnownSignals.meaning("db.client.operation.duration"),
                        Map.of("a", "b"),
                        Direction.UP,
                        0.97,
                        NOON,
                        0.4,
                        USUAL,
                        200),
                new Breach(
                        CART,
                        "db.client.connection.pending_requests",
                        KnownSignals.meaning("db.client.connection.pending_requests"),
                        1,
                        Double.NaN,
                        NOON,
                        Duration.ofMinutes(2),
                        9),
                cause("i-1"),
                new Change(
                        "c-1",
                        NOON,
                        EntityId.workload("shop", "cart"),
                        ChangeKind.DEPLOYMENT,
                        "2",
                        "1",
                        "ci",
                        "cart 2"),
                new Dependency(CART, EntityId.database("shop", "a/b"), 10, 0.01, 0.4, NOON),
                closed(incident("i-0", NOON), NOON),
                new Outcome(
                        "d-0",
                        "i-1",
                        "r",
                        "pool.recycle",
                        CART,
                        1,
                        ActionResult.SUCCEEDED,
                        new Verification(Verification.State.NOT_HEALED, "still 0.4"),
                        false,
                        "still 0.4",
                        NOON),
                new Regression(
                        CART,
                        "c-1",
                        "2",
                        "1",
                        "k8s.container.ready",
                        KnownSignals.meaning("k8s.container.ready"),
                        1,
                        0.3,
                        0.99,
                        NOON),
                new Turn(NOON),
                new Workload(EntityId.workload("shop", "cart"), List.of(CART), 3, 2, 1, 4, NOON, List.of("1", "2")));
    }

    /// The step that follows when it is sent.
    static Remedy started(Remedy remedy, Instant at) {
        return remedy.in(DecisionState.STARTED, "sent", at)
                .at(remedy.execution().started(Optional.of(inverse()), Map.of("uid", "7c1f"), at))
                .revised();
    }

    static Action inverse() {
        return new Action("workload.scale", CART, Map.of("by", "-1"));
    }

    private static Symptom symptom(double value) {
        return new Symptom(
                CART,
                "db.client.operation.duration",
                KnownSignals.meaning("db.client.operation.duration"),
                Direction.UP,
                0.97,
                NOON,
                value,
                USUAL);
    }

    private static Cause cause(String incident) {
        return new Cause(incident, CART, FailureKind.SATURATION, 0.8, List.of(CART), "its pool is full");
    }
}
