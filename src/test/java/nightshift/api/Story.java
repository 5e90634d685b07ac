package nightshift.api;

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
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.IncidentOutcome;
import nightshift.fact.IncidentState;
import nightshift.fact.RuleMode;
import nightshift.fact.Symptom;
import nightshift.fact.Verification;
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
import nightshift.journal.Journal;

/// One incident of a service of its own, told to the journal step by step: its database is slow, the pool is exhausted,
/// a rule wants to recycle the pool.
public final class Story {
    public static final String SIGNAL = "db.client.operation.duration";
    private static final Band USUAL = new Band(0.004, 0.012, 0.021);

    private final Journal journal;
    private final EntityId service;
    private final Instant opened;

    public Story(Journal journal, String service, Instant opened) {
        this.journal = journal;
        this.service = EntityId.service("shop", service);
        this.opened = opened;
    }

    public String incident() {
        return "incident-" + service.name();
    }

    public String decision() {
        return "decision-" + service.name();
    }

    public Story opens() {
        journal.conclude(List.of(incident(IncidentState.OPEN, null, null)), opened);
        return this;
    }

    /// The same where its CPU alone is busy, and nobody feels it.
    public Story opensUnfelt() {
        String cpu = "process.cpu.utilization";
        Symptom busy = new Symptom(
                service, cpu, KnownSignals.meaning(cpu), Direction.UP, 0.998, opened, 0.82, new Band(0.1, 0.2, 0.3));
        Incident felt = incident(IncidentState.OPEN, null, null);
        Incident unfelt = new Incident(
                felt.id(),
                felt.state(),
                felt.entity(),
                felt.kind(),
                service.name() + " is busy",
                felt.openedAt(),
                felt.closedAt(),
                felt.outcome(),
                List.of(busy),
                felt.causes());
        journal.conclude(List.of(unfelt), opened);
        return this;
    }

    public Story waitsForApproval() {
        journal.intend(List.of(decision(Disposition.AWAIT_APPROVAL, RuleMode.APPROVE)), List.of(), at(60));
        return this;
    }

    public Story acts() {
        journal.intend(List.of(decision(Disposition.ACT, RuleMode.AUTO)), List.of(), at(60));
        journal.conclude(List.of(incident(IncidentState.ACTING, null, null)), at(61));
        sent();
        return this;
    }

    private void sent() {
        Remedy intended = remedy();
        move(
                intended.in(DecisionState.STARTED, "sent", at(61))
                        .at(intended.execution().started(Optional.empty(), at(61))),
                at(61));
    }

    /// The target has done it, the signal is back, the incident is closed.
    public Story heals() {
        if (remedy().startedAt() == null) {
            sent();
        }
        Remedy started = remedy();
        move(
                started.in(DecisionState.VERIFYING, "pool of 20 recycled", at(62))
                        .at(started.execution().answered(ActionResult.SUCCEEDED, at(62))),
                at(62));
        String proof = "0.011 is in 0.004 to 0.021";
        move(
                remedy().in(DecisionState.HEALED, proof, at(120))
                        .verified(new Verification(Verification.State.HEALED, proof)),
                at(120));
        journal.conclude(List.of(incident(IncidentState.CLOSED, at(120), IncidentOutcome.HEALED)), at(120));
        return this;
    }

    private Remedy remedy() {
        return journal.decision(decision()).orElseThrow();
    }

    private void move(Remedy next, Instant now) {
        journal.move(remedy(), next.revised(), now);
    }

    public Instant at(int seconds) {
        return opened.plusSeconds(seconds);
    }

    private Incident incident(IncidentState state, Instant closedAt, IncidentOutcome outcome) {
        return new Incident(
                incident(),
                state,
                service,
                FailureKind.SATURATION,
                service.name() + " waits for its database",
                opened,
                closedAt,
                outcome,
                List.of(
                        new Symptom(
                                service,
                                SIGNAL,
                                KnownSignals.meaning(SIGNAL),
                                Direction.UP,
                                0.998,
                                opened,
                                0.82,
                                USUAL),
                        new Symptom(
                                EntityId.service("shop", "gateway"),
                                "http.server.request.duration",
                                KnownSignals.meaning("http.server.request.duration"),
                                Direction.UP,
                                0.97,
                                at(10),
                                1.3,
                                new Band(0.05, 0.1, 0.18))),
                List.of(cause(service, 0.84), cause(EntityId.NOT_IN_VIEW, 0.16)));
    }

    private Cause cause(EntityId entity, double probability) {
        return new Cause(
                incident(),
                entity,
                FailureKind.SATURATION,
                probability,
                List.of(EntityId.service("shop", "gateway"), entity),
                "14 requests wait for a connection");
    }

    private Decision decision(Disposition disposition, RuleMode mode) {
        return new Decision(
                decision(),
                incident() + "|db-pool-recycle|pool.recycle|" + service.text(),
                1,
                incident(),
                new RuleRef("db-pool-recycle", "9f3c21ab", mode),
                new Action("pool.recycle", service, Map.of()),
                0.97,
                disposition,
                List.of(
                        new Anomaly(
                                service,
                                SIGNAL,
                                KnownSignals.meaning(SIGNAL),
                                Map.of(),
                                Direction.UP,
                                0.998,
                                opened,
                                0.82,
                                USUAL,
                                400),
                        new Breach(
                                service,
                                "db.client.connection.pending_requests",
                                KnownSignals.meaning("db.client.connection.pending_requests"),
                                1,
                                Double.NaN,
                                opened,
                                Duration.ofMinutes(2),
                                14),
                        cause(service, 0.84)),
                List.of(
                        new Guard("confidence-floor", Guard.Verdict.PASS, "0.97 is above 0.9"),
                        new Guard("payments-freeze", Guard.Verdict.APPROVAL, "payments asks a person at night")),
                new Trigger(service, SIGNAL, KnownSignals.meaning(SIGNAL), Direction.UP, 0.82, USUAL),
                at(60));
    }
}
