package nightshift.act;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import nightshift.fact.Action;
import nightshift.fact.ActionType;
import nightshift.fact.Assessment;
import nightshift.fact.Fact;
import nightshift.fact.FailureKind;
import nightshift.fact.ForecasterStatus;
import nightshift.fact.Incident;
import nightshift.fact.IncidentOutcome;
import nightshift.fact.IncidentState;
import nightshift.fact.Outcome;
import nightshift.fact.RuleMode;
import nightshift.fact.Symptom;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.RuleRef;
import nightshift.fact.decision.Trigger;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalKind;
import nightshift.journal.DecisionQuery;
import nightshift.journal.DecisionRecord;
import nightshift.journal.DecisionState;
import nightshift.journal.Journal;

/// A dispatcher with a journal of its own, a scripted target and a clock that is moved by turns of ten seconds; what is
/// believed is one signal of one service and the incidents that a test opens.
public final class Ward implements AutoCloseable {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final EntityId CART = EntityId.service("shop", "cart");
    public static final String LATENCY = "db.client.operation.duration";
    static final Band USUAL = new Band(0.01, 0.02, 0.03);
    public static final double SICK = 0.4;
    public static final double WELL = 0.02;
    public static final Duration TURN = Duration.ofSeconds(10);

    final ScriptedTarget target = new ScriptedTarget();
    final List<Outcome> told = new ArrayList<>();
    private final Path directory;
    private final ActConfig config;
    private final List<Incident> incidents = new ArrayList<>();
    Journal journal;
    private Dispatcher dispatcher;
    Instant now = NOON;

    Ward(Path directory, ActConfig config) {
        this.directory = directory;
        this.config = config;
        this.journal = Journal.open(directory);
        this.dispatcher = dispatcher(Runnable::run);
    }

    private Dispatcher dispatcher(Executor effects) {
        return new Dispatcher(config, target, rule -> Optional.empty(), journal, effects);
    }

    /// From now on effects run where the test wants them to.
    void effectsOn(Executor effects) {
        dispatcher = dispatcher(effects);
    }

    /// As after a kill: whatever was only in memory is gone.
    void restart() {
        journal.close();
        journal = Journal.open(directory);
        dispatcher = dispatcher(Runnable::run);
    }

    void open(String id) {
        incidents.add(incident(id, CART, now));
    }

    void closeIncident(String id) {
        incidents.replaceAll(incident -> incident.id().equals(id) ? closed(incident) : incident);
    }

    private Incident closed(Incident open) {
        return new Incident(
                open.id(),
                IncidentState.CLOSED,
                open.entity(),
                open.kind(),
                open.title(),
                open.openedAt(),
                now,
                IncidentOutcome.RECOVERED,
                open.symptoms(),
                open.causes());
    }

    /// A turn in which the signal's newest window ended now with this value; NaN for no data.
    List<Outcome> turn(double value, Decision... decisions) {
        return turn(value, List.of(), decisions);
    }

    List<Outcome> turn(double value, List<Command> orders, Decision... decisions) {
        now = now.plus(TURN);
        Assessment belief = belief(now, incidents, value);
        journal.intend(List.of(decisions), orders, now);
        List<Outcome> outcomes = dispatcher.advance(List.of(decisions), orders, belief, now);
        journal.record(incidents, outcomes, now);
        told.addAll(outcomes);
        return outcomes;
    }

    void turns(int count, double value) {
        for (int i = 0; i < count; i++) {
            turn(value);
        }
    }

    boolean paused() {
        return dispatcher.paused();
    }

    DecisionState state(String decision) {
        return record(decision).state();
    }

    DecisionRecord record(String decision) {
        return journal.decision(decision).orElseThrow();
    }

    List<DecisionRecord> pages() {
        return journal.decisions(DecisionQuery.newest(100)).items().stream()
                .filter(record -> record.decision().action().type().equals(ActionType.ESCALATE))
                .toList();
    }

    static Decision recycle(String id, String incident) {
        return decision(id, incident, new Action("pool.recycle", CART, Map.of()), 0.97, Disposition.ACT);
    }

    public static Decision decision(
            String id, String incident, Action action, double confidence, Disposition disposition) {
        return new Decision(
                id,
                incident + "|" + id,
                1,
                incident,
                new RuleRef("db-pool-recycle", "abc", RuleMode.AUTO),
                action,
                confidence,
                disposition,
                List.<Fact>of(),
                List.of(),
                new Trigger(CART, LATENCY, Direction.UP, SICK, USUAL),
                NOON);
    }

    public static Incident incident(String id, EntityId entity, Instant at) {
        return new Incident(
                id,
                IncidentState.OPEN,
                entity,
                FailureKind.SATURATION,
                "cart's database is slow",
                at,
                null,
                null,
                List.of(new Symptom(entity, LATENCY, Direction.UP, 0.97, at, SICK, USUAL)),
                List.of());
    }

    public static Assessment belief(Instant now, List<Incident> incidents, double value) {
        return new Assessment(
                now,
                List.of(),
                List.of(),
                List.of(),
                incidents,
                List.of(),
                List.of(),
                List.of(),
                new OneSignal(now, value),
                new ForecasterStatus("statistical", "1", false, ""));
    }

    @Override
    public void close() {
        journal.close();
    }

    /// The latency of the cart, and nothing else.
    private record OneSignal(Instant now, double value) implements Readings {
        @Override
        public List<Reading> of(EntityId entity, String signal) {
            return all().stream()
                    .filter(reading -> reading.key().entity().equals(entity)
                            && reading.key().signal().name().equals(signal))
                    .toList();
        }

        @Override
        public Optional<Reading> of(SeriesKey key) {
            return all().stream().filter(reading -> reading.key().equals(key)).findFirst();
        }

        @Override
        public List<Reading> all() {
            if (Double.isNaN(value)) {
                return List.of();
            }
            SeriesKey key = new SeriesKey(CART, new Signal(LATENCY, "s", SignalKind.HISTOGRAM));
            return List.of(new Reading(key, now, value, USUAL, 0.5, 500));
        }

        @Override
        public Instant newest() {
            return now;
        }
    }
}
