package nightshift.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import nightshift.act.ActConfig;
import nightshift.act.Dispatcher;
import nightshift.act.target.Actuator;
import nightshift.act.target.ActuatorTable;
import nightshift.act.target.EscalateActuator;
import nightshift.decide.DecideConfig;
import nightshift.decide.Rulebook;
import nightshift.decide.WatchedRules;
import nightshift.decide.compile.RuleCompiler;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.ActionType;
import nightshift.fact.ForecasterStatus;
import nightshift.journal.Journal;
import nightshift.journal.WatchedJournal;
import nightshift.observe.ObserveConfig;
import nightshift.observe.Observer;
import nightshift.observe.naming.SignalDictionary;
import nightshift.understand.Analyst;
import nightshift.understand.UnderstandConfig;
import nightshift.understand.detect.Forecaster;
import nightshift.understand.detect.forecast.StatisticalForecaster;
import nightshift.understand.detect.history.HistoryBatch;
import nightshift.understand.diagnose.GraphRanking;
import org.jspecify.annotations.Nullable;

/// A whole Nightshift over a clock that is moved, with faults at its ports.
final class LoopOnTrial implements AutoCloseable {
    static final String RECYCLE = """
            rule "Recycle the pool of what is slow"
                @id("recycle") @mode("auto") @cooldown("1m")
            when
                $slow : Anomaly( signal == "http.server.request.duration", rising(), confidence > 0.8 )
            then
                insert( propose("pool.recycle").on($slow.entity()).because($slow) );
            end

            rule "Restart what recycling did not help"
                @id("restart") @mode("approve") @cooldown("1m")
            when
                $incident : Incident( open() )
                $tried : Outcome( incident == $incident.id, actionType == "pool.recycle", settled(), !helped() )
            then
                insert( propose("workload.restart").on($tried.target()).because($tried, $incident) );
            end
            """;

    final Observer observer = new Observer(ObserveConfig.defaults(), SignalDictionary.shipped());
    final Nightshift nightshift;
    private final Faults faults;
    private final Path directory;
    private final Set<String> known = new HashSet<>();
    /// What the target did.
    final List<String> effects = new ArrayList<>();

    /// What the rules were told last in a turn.
    final Map<Instant, List<String>> facts = new TreeMap<>();

    Instant now;

    /// By which it turns; null where a test moves [#now].
    private final @Nullable ForwardClock forward;

    LoopOnTrial(Path directory, RuleCompiler compiler, Faults faults) {
        this(directory, compiler, faults, Telemetry.START);
    }

    /// @param now when the process starts
    LoopOnTrial(Path directory, RuleCompiler compiler, Faults faults, Instant now) {
        this(directory, compiler, faults, now, RecallConfig.DEFAULT);
    }

    /// @param recall how much of the kept past it takes in
    LoopOnTrial(Path directory, RuleCompiler compiler, Faults faults, Instant now, RecallConfig recall) {
        this(directory, compiler, faults, now, recall, null);
    }

    /// @param clock by which it turns
    LoopOnTrial(Path directory, RuleCompiler compiler, ForwardClock clock) {
        this(directory, compiler, Faults.NONE, clock.instant(), RecallConfig.DEFAULT, clock);
    }

    private LoopOnTrial(
            Path directory,
            RuleCompiler compiler,
            Faults faults,
            Instant start,
            RecallConfig recall,
            @Nullable ForwardClock forward) {
        this.now = start;
        this.forward = forward;
        // A clock that moves sees a gap in each turn that fails twice, and rightly holds what a run without it does
        // not.
        InstantSource clock = forward == null ? InstantSource.fixed(start) : forward;
        this.directory = directory;
        this.faults = faults;
        Journal journal = WatchedJournal.open(directory.resolve("data"), () -> faults.passing(Faults.Place.STATEMENT));
        Rulebook rulebook = WatchedRules.rulebook(
                DecideConfig.of(rules(directory)), compiler, journal.modeOverrides(), new FactWatcher());
        Dispatcher dispatcher = new Dispatcher(
                ActConfig.defaults(),
                table(),
                rule -> {
                    faults.passing(Faults.Place.INTERLOCK);
                    return Optional.empty();
                },
                journal,
                effect -> {
                    faults.passing(Faults.Place.EFFECT);
                    effect.run();
                },
                clock);
        Analyst analyst = analyst(journal);
        Recall.into(observer, analyst, journal, rulebook.watches(), recall, start);
        nightshift = new Nightshift(
                new Stages(observer, analyst, rulebook, dispatcher), journal, clock, new TurnTimes(() -> 0));
    }

    private static Path rules(Path directory) {
        try {
            Path healing = Files.createDirectories(directory.resolve("rules/healing"));
            Files.writeString(healing.resolve("pool.drl"), RECYCLE);
            return directory.resolve("rules");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Analyst analyst(Journal journal) {
        GraphRanking ranking = new GraphRanking();
        Forecaster forecaster = new ReadingForecaster();
        return new Analyst(
                UnderstandConfig.defaults(),
                forecaster,
                StatisticalForecaster.chosen(),
                (symptomatic, evidence, graph) -> {
                    faults.passing(Faults.Place.INCIDENT);
                    return ranking.rank(symptomatic, evidence, graph);
                },
                journal.openIncidents());
    }

    private final class FactWatcher implements WatchedRules.Watcher {
        @Override
        public void fact() {
            faults.passing(Faults.Place.FACT);
        }

        @Override
        public void evaluated(Instant turn, List<String> told) {
            faults.passing(Faults.Place.RULES);
            facts.merge(turn, told, (before, more) -> more);
        }
    }

    /// The statistical one; each series is a place where it may throw.
    private final class ReadingForecaster implements Forecaster {
        private final StatisticalForecaster statistical = StatisticalForecaster.chosen();

        @Override
        public ForecasterStatus status() {
            return statistical.status();
        }

        @Override
        public double[] forecast(HistoryBatch batch) {
            for (int row = 0; row < batch.rows(); row++) {
                faults.passing(Faults.Place.SERIES);
                float[] newest = new float[1];
                batch.recent(row, newest);
                faults.reading(newest[0]);
            }
            return statistical.forecast(batch);
        }
    }

    private ActuatorTable table() {
        Obedient obedient = new Obedient();
        EscalateActuator pages = new EscalateActuator(Optional.empty());
        return action -> action.type().equals(ActionType.ESCALATE) ? pages : obedient;
    }

    /// Does what it is told, once for each id.
    private final class Obedient implements Actuator {
        @Override
        public Optional<String> validate(Action action) {
            return Optional.empty();
        }

        @Override
        public Plan plan(Order order) {
            return new Plan.Possible("could be done", Optional.empty());
        }

        @Override
        public Answer start(Order order) {
            if (known.add(order.id())) {
                effects.add(order.action().type() + " " + order.id());
            }
            return poll(order);
        }

        @Override
        public Answer poll(Order order) {
            return known.contains(order.id())
                    ? new Answer(ActionResult.SUCCEEDED, false, "done")
                    : new Answer(ActionResult.UNKNOWN, true, "never heard of it");
        }

        @Override
        public Answer undo(Order order) {
            return start(order);
        }

        @Override
        public Answer cancel(Order order) {
            return new Answer(ActionResult.CANCELLED, false, "cancelled");
        }
    }

    /// Sends a step's telemetry and goes round once.
    ///
    /// @return whether the turn was written
    boolean step(Telemetry telemetry, int step) {
        now = Telemetry.turn(step);
        telemetry.send(step, observer);
        return turn();
    }

    /// Goes round once.
    ///
    /// @return whether the turn was written
    boolean turn() {
        try {
            now = forward == null ? now : forward.instant();
            nightshift.step(now);
            return true;
        } catch (RuntimeException failed) {
            return false;
        }
    }

    List<String> rows() {
        return WatchedJournal.rows(directory.resolve("data"));
    }

    @Override
    public void close() {
        nightshift.close();
    }
}
