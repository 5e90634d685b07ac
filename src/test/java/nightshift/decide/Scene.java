package nightshift.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import nightshift.KnownSignals;
import nightshift.fact.ActionResult;
import nightshift.fact.Anomaly;
import nightshift.fact.Assessment;
import nightshift.fact.Breach;
import nightshift.fact.Cause;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.Fact;
import nightshift.fact.FailureKind;
import nightshift.fact.ForecasterStatus;
import nightshift.fact.Incident;
import nightshift.fact.IncidentOutcome;
import nightshift.fact.IncidentState;
import nightshift.fact.Knowledge;
import nightshift.fact.Regression;
import nightshift.fact.Symptom;
import nightshift.fact.Verification;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Remedy;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.inventory.Release;
import nightshift.fact.inventory.Replica;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Readings;
import org.jspecify.annotations.Nullable;

/// Facts as an incident on `cart` would show them, and the assessment that holds them.
final class Scene {
    static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    static final EntityId CART = EntityId.service("shop", "cart");
    static final EntityId GATEWAY = EntityId.service("shop", "gateway");
    static final String DB_DURATION = "db.client.operation.duration";
    static final String PENDING = "db.client.connection.pending_requests";
    static final String CPU = "process.cpu.utilization";
    static final String DURATION = "http.server.request.duration";
    static final String WAIT = "db.client.connection.wait_time";
    static final String HOLD = "db.client.connection.use_time";
    static final String RATE = "http.server.request.rate";
    static final String INCIDENT = "i-cart";

    private Scene() {}

    static Anomaly rising(EntityId entity, String signal, double confidence) {
        return new Anomaly(
                entity,
                signal,
                KnownSignals.meaning(signal),
                Map.of(),
                Direction.UP,
                confidence,
                NOON.minusSeconds(300),
                0.9,
                new Band(0.01, 0.02, 0.05),
                500);
    }

    static Anomaly since(Anomaly a, Instant since) {
        return anomaly(a, a.direction(), since, a.value(), a.expected());
    }

    static Anomaly falling(Anomaly a) {
        return anomaly(a, Direction.DOWN, a.since(), a.value(), a.expected());
    }

    /// The same anomaly at so many times of what is usual.
    static Anomaly times(double times, Anomaly a) {
        return at(a, 0.2 * times, new Band(0.19, 0.2, 0.21));
    }

    /// The same anomaly at a value, where something else is usual.
    static Anomaly at(Anomaly a, double value, Band expected) {
        return anomaly(a, a.direction(), a.since(), value, expected);
    }

    private static Anomaly anomaly(Anomaly a, Direction direction, Instant since, double value, Band expected) {
        return new Anomaly(
                a.entity(),
                a.signal(),
                a.meaning(),
                a.attributes(),
                direction,
                a.confidence(),
                since,
                value,
                expected,
                a.rows());
    }

    static Breach above(EntityId entity, String signal, double threshold, Duration heldFor) {
        return new Breach(
                entity,
                signal,
                KnownSignals.meaning(signal),
                threshold,
                Double.NaN,
                NOON.minus(heldFor),
                heldFor,
                threshold * 2);
    }

    static Cause cause(EntityId entity, double probability) {
        return new Cause(INCIDENT, entity, FailureKind.SATURATION, probability, List.of(entity), "its pool is full");
    }

    static Change deployment(EntityId entity, Instant at) {
        return new Change("c-1", at, entity, ChangeKind.DEPLOYMENT, "v2", "v1", "ci", "release v2");
    }

    /// The change of [#deployment], as another kind of it and by somebody else.
    static Change change(ChangeKind kind, String by) {
        return new Change("c-1", NOON.minus(Duration.ofMinutes(3)), CART, kind, "v2", "v1", by, kind.name());
    }

    static Change restarted(Duration ago) {
        return new Change("c-2", NOON.minus(ago), CART, ChangeKind.RESTART, "", "", "ci", "rolling restart");
    }

    static Regression regression(EntityId entity, double confidence) {
        return new Regression(
                entity,
                "c-1",
                "v2",
                "v1",
                "http.server.request.error.ratio",
                KnownSignals.meaning("http.server.request.error.ratio"),
                0.01,
                0.21,
                confidence,
                NOON);
    }

    static Incident incident() {
        return incident(IncidentState.OPEN, NOON.minusSeconds(300));
    }

    static Incident incident(IncidentState state, Instant openedAt) {
        boolean closed = state == IncidentState.CLOSED;
        return new Incident(
                INCIDENT,
                state,
                CART,
                FailureKind.SATURATION,
                "cart is slow",
                openedAt,
                closed ? NOON : null,
                closed ? IncidentOutcome.RECOVERED : null,
                List.of(new Symptom(
                        CART,
                        DB_DURATION,
                        KnownSignals.meaning(DB_DURATION),
                        Direction.UP,
                        0.99,
                        openedAt,
                        0.9,
                        new Band(0.01, 0.02, 0.05))),
                List.of());
    }

    /// An incident that shows a resource alone.
    static Incident strained(String signal, Instant openedAt) {
        return strained(CART, signal, openedAt);
    }

    /// The same of somebody else.
    static Incident strained(EntityId entity, String signal, Instant openedAt) {
        Symptom symptom = new Symptom(
                entity,
                signal,
                KnownSignals.meaning(signal),
                Direction.UP,
                0.99,
                openedAt,
                0.9,
                new Band(0.01, 0.02, 0.05));
        return new Incident(
                INCIDENT,
                IncidentState.OPEN,
                entity,
                FailureKind.SATURATION,
                entity.label() + " runs out of a resource",
                openedAt,
                null,
                null,
                List.of(symptom),
                List.of());
    }

    /// The same incident with its symptom's last value.
    static Incident standingAt(Incident incident, double value) {
        Symptom shown = incident.symptoms().getFirst();
        Symptom now = new Symptom(
                shown.entity(),
                shown.signal(),
                shown.meaning(),
                shown.direction(),
                shown.confidence(),
                shown.since(),
                value,
                shown.expected());
        return new Incident(
                incident.id(),
                incident.state(),
                incident.entity(),
                incident.kind(),
                incident.title(),
                incident.openedAt(),
                incident.closedAt(),
                incident.outcome(),
                List.of(now),
                incident.causes());
    }

    /// A decision that was carried out, and how it ended.
    static Remedy ended(Decision decision, DecisionState state, ActionResult result, Verification.State verified) {
        Remedy started = Remedy.of(decision).in(DecisionState.STARTED, "by the test", NOON);
        return started.at(started.execution().started(Optional.empty(), NOON).answered(result, NOON))
                .in(state, "by the test", NOON)
                .verified(new Verification(verified, "by the test"));
    }

    static Remedy notHealed(Decision decision) {
        return ended(decision, DecisionState.NOT_HEALED, ActionResult.SUCCEEDED, Verification.State.NOT_HEALED);
    }

    /// What makes `db-pool-recycle` fire.
    static List<Fact> exhaustedPool() {
        return List.of(
                incident(),
                rising(CART, WAIT, 0.99),
                above(CART, PENDING, 1.0, Duration.ofMinutes(1)),
                cause(CART, 0.8));
    }

    /// `cart` runs as so many replicas, of which so many are ready; nobody restarted any.
    static Inventory running(int replicas, int ready) {
        return running(replicas, ready, null);
    }

    /// The same where each was started anew at that time.
    static Inventory running(int replicas, int ready, @Nullable Instant restartedAt) {
        List<Replica> there = IntStream.range(0, replicas)
                .mapToObj(number -> new Replica(
                        pod("cart-" + number),
                        "",
                        Release.Version.UNKNOWN,
                        number < ready ? Replica.Readiness.READY : Replica.Readiness.UNREADY,
                        restartedAt == null ? 0 : 1,
                        restartedAt,
                        NOON.minusSeconds(7200)))
                .toList();
        return new Inventory(List.of(new Deployed(
                EntityId.workload(CART.namespace(), CART.name()),
                List.of(CART),
                OptionalInt.of(replicas),
                OptionalInt.of(ready),
                OptionalInt.empty(),
                there,
                List.of())));
    }

    /// A pod of `cart`.
    static EntityId pod(String name) {
        return EntityId.of(EntityKind.POD, "", CART.namespace(), CART.name(), name);
    }

    static Assessment belief(List<? extends Fact> facts) {
        return belief(facts, NOON);
    }

    static Assessment belief(List<? extends Fact> facts, Instant now) {
        return belief(facts, Inventory.NOTHING, now);
    }

    static Assessment belief(List<? extends Fact> facts, Inventory inventory, Instant now) {
        return new Assessment(
                now,
                only(facts, Anomaly.class),
                only(facts, Breach.class),
                only(facts, Regression.class),
                only(facts, Incident.class),
                only(facts, Cause.class),
                only(facts, Change.class),
                List.of(),
                inventory,
                Readings.NONE,
                new ForecasterStatus("statistical", "1", false, ""),
                Knowledge.WHOLE);
    }

    /// `facts` with `more` behind them.
    static List<Fact> with(List<? extends Fact> facts, Fact... more) {
        List<Fact> all = new ArrayList<>(facts);
        all.addAll(List.of(more));
        return all;
    }

    /// `facts` without those of a type.
    static List<Fact> without(List<? extends Fact> facts, Class<? extends Fact> type) {
        return facts.stream()
                .filter(fact -> !type.isInstance(fact))
                .map(Fact.class::cast)
                .toList();
    }

    /// `facts` without the anomalies of a signal.
    static List<Fact> without(List<? extends Fact> facts, String signal) {
        return facts.stream()
                .filter(fact ->
                        !(fact instanceof Anomaly anomaly && anomaly.signal().equals(signal)))
                .map(Fact.class::cast)
                .toList();
    }

    private static <F extends Fact> List<F> only(List<? extends Fact> facts, Class<F> type) {
        return facts.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
