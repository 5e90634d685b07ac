package nightshift.act;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import nightshift.KnownSignals;
import nightshift.ListedReadings;
import nightshift.act.interlock.CoolDowns;
import nightshift.act.target.ActuatorTable;
import nightshift.decide.decision.DecisionConfig;
import nightshift.decide.decision.SafetyNet;
import nightshift.fact.Action;
import nightshift.fact.Assessment;
import nightshift.fact.Fact;
import nightshift.fact.FailureKind;
import nightshift.fact.ForecasterStatus;
import nightshift.fact.Incident;
import nightshift.fact.IncidentOutcome;
import nightshift.fact.IncidentState;
import nightshift.fact.Knowledge;
import nightshift.fact.Outcome;
import nightshift.fact.RuleMode;
import nightshift.fact.Symptom;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.RuleRef;
import nightshift.fact.decision.Trigger;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.journal.DecisionQuery;
import nightshift.journal.Journal;

/// A dispatcher with a journal of its own, a scripted target and a clock that is moved by turns of ten
/// seconds; what is believed is one signal of one service and the incidents that a test opens.
public final class Ward implements AutoCloseable {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final EntityId CART = EntityId.service("shop", "cart");
    public static final String LATENCY = "db.client.operation.duration";
    static final Band USUAL = new Band(0.01, 0.02, 0.03);
    public static final double SICK = 0.4;
    public static final double WELL = 0.02;
    public static final Duration TURN = Duration.ofSeconds(10);

    public final ScriptedTarget target = new ScriptedTarget();

    /// What a turn told of remedies that came into another state.
    final List<Outcome> told = new ArrayList<>();

    private final SafetyNet safetyNet = new SafetyNet(DecisionConfig.defaults());
    private List<Remedy> remedies = List.of();
    private final Path directory;
    private final ActConfig config;
    private final List<Incident> incidents = new ArrayList<>();
    Journal journal;
    private Dispatcher dispatcher;
    Instant now = NOON;

    public Ward(Path directory, ActConfig config) {
        this.directory = directory;
        this.config = config;
        this.journal = Journal.open(directory, KnownSignals::meaning);
        this.dispatcher = dispatcher(Runnable::run);
    }

    /// A ward with the usual settings in which one incident is open.
    static Ward withIncident(Path directory, String id) {
        Ward ward = new Ward(directory, ActConfig.defaults());
        ward.open(id);
        return ward;
    }

    private Dispatcher dispatcher(Executor effects) {
        return new Dispatcher(config, target, rule -> Optional.empty(), journal, effects, () -> now);
    }

    /// From now on every call of a port of the dispatcher goes through a gate first, which may throw: the tables of
    /// actuators and cool-downs, and the executor of effects before and after the effect.
    void through(Runnable gate) {
        ActuatorTable actuators = action -> {
            gate.run();
            return target.of(action);
        };
        CoolDowns coolDowns = rule -> {
            gate.run();
            return Optional.empty();
        };
        Executor effects = effect -> {
            gate.run();
            effect.run();
            gate.run();
        };
        dispatcher = new Dispatcher(config, actuators, coolDowns, journal, effects, () -> now);
    }

    /// From now on effects run where the test wants them to.
    public void effectsOn(Executor effects) {
        dispatcher = dispatcher(effects);
    }

    /// As after a kill: whatever was only in memory is gone.
    void restart() {
        journal.close();
        journal = Journal.open(directory, KnownSignals::meaning);
        dispatcher = dispatcher(Runnable::run);
        remedies = journal.remediesOfOpenIncidents();
    }

    /// As after SIGSTOP and SIGCONT: time has gone by without a turn.
    void freeze(Duration pause) {
        now = now.plus(pause);
    }

    public void open(String id) {
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
    public List<Remedy> turn(double value, Decision... decisions) {
        return turn(value, List.of(), decisions);
    }

    public List<Remedy> turn(double value, List<Command> orders, Decision... decisions) {
        now = now.plus(TURN);
        return turn(belief(now, incidents, value), orders, decisions);
    }

    /// The same, and once more with the same decisions and orders if it threw.
    void turnAgainIfItThrows(double value, List<Command> orders, Decision... decisions) {
        try {
            turn(value, orders, decisions);
        } catch (IllegalStateException thrown) {
            turn(belief(now, incidents, value), orders, decisions);
        }
    }

    private List<Remedy> turn(Assessment belief, List<Command> orders, Decision... decisions) {
        List<Decision> decided = decided(belief, decisions);
        journal.intend(decided, orders, now);
        dispatcher.attend(now, now, Duration.ZERO);
        List<Remedy> next = dispatcher.advance(decided, orders, belief, now);
        journal.conclude(incidents, now);
        next.stream()
                .filter(remedy -> remedy.told() && moved(remedy))
                .map(Remedy::outcome)
                .forEach(told::add);
        remedies = next;
        return next;
    }

    /// What a test decides, and the pages that fall due.
    private List<Decision> decided(Assessment belief, Decision... decisions) {
        List<Remedy> known = new ArrayList<>(remedies);
        List.of(decisions).stream().map(Remedy::of).filter(this::unknown).forEach(known::add);
        List<Decision> decided = new ArrayList<>(List.of(decisions));
        decided.addAll(safetyNet.due(belief, known));
        return decided;
    }

    private boolean unknown(Remedy remedy) {
        return remedies.stream().noneMatch(known -> known.id().equals(remedy.id()));
    }

    private boolean moved(Remedy remedy) {
        return remedies.stream()
                .noneMatch(before -> before.id().equals(remedy.id()) && before.state() == remedy.state());
    }

    public void turns(int count, double value) {
        for (int i = 0; i < count; i++) {
            turn(value);
        }
    }

    Optional<String> unheard() {
        return dispatcher.unheard();
    }

    boolean paused() {
        return dispatcher.paused();
    }

    public DecisionState state(String decision) {
        return record(decision).state();
    }

    public Remedy record(String decision) {
        return journal.decision(decision).orElseThrow();
    }

    List<Remedy> pages() {
        return journal.decisions(DecisionQuery.newest(100)).items().stream()
                .filter(Remedy::escalates)
                .toList();
    }

    public static Decision recycle(String id, String incident) {
        return decision(id, incident, new Action("pool.recycle", CART, Map.of()), 0.97, Disposition.ACT);
    }

    public static Decision decision(
            String id, String incident, Action action, double confidence, Disposition disposition, Fact... because) {
        return new Decision(
                id,
                incident + "|" + id,
                1,
                incident,
                new RuleRef("db-pool-recycle", "abc", RuleMode.AUTO),
                action,
                confidence,
                disposition,
                List.of(because),
                List.of(),
                new Trigger(CART, LATENCY, KnownSignals.meaning(LATENCY), Direction.UP, SICK, USUAL),
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
                List.of(new Symptom(
                        entity, LATENCY, KnownSignals.meaning(LATENCY), Direction.UP, 0.97, at, SICK, USUAL)),
                List.of());
    }

    public static Assessment belief(Instant now, List<Incident> incidents, double value) {
        return belief(now, incidents, value, TURN);
    }

    /// @param step of the signal
    public static Assessment belief(Instant now, List<Incident> incidents, double value, Duration step) {
        return new Assessment(
                now,
                List.of(),
                List.of(),
                List.of(),
                incidents,
                List.of(),
                List.of(),
                List.of(),
                Inventory.NOTHING,
                oneSignal(now, value, step),
                new ForecasterStatus("statistical", "1", false, ""),
                Knowledge.WHOLE);
    }

    @Override
    public void close() {
        journal.close();
    }

    /// The latency of the cart, and nothing else; nothing at all where its value is no number.
    private static Readings oneSignal(Instant now, double value, Duration step) {
        SeriesKey key = new SeriesKey(CART, KnownSignals.signal(LATENCY));
        Reading latency = new Reading(key, now, value, USUAL, 0.5, 500, step, null, null, Double.NaN);
        return new ListedReadings(now, Double.isNaN(value) ? List.of() : List.of(latency));
    }
}
