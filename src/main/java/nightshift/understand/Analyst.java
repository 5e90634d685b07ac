package nightshift.understand;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import nightshift.fact.Assessment;
import nightshift.fact.Cause;
import nightshift.fact.Change;
import nightshift.fact.DeadLetters;
import nightshift.fact.Incident;
import nightshift.fact.IncidentOutcome;
import nightshift.fact.Knowledge;
import nightshift.fact.Snapshot;
import nightshift.fact.Watch;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Remedy;
import nightshift.fact.inventory.Pledge;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Episode;
import nightshift.fact.telemetry.HistoryPoint;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Window;
import nightshift.understand.detect.Detector;
import nightshift.understand.detect.Forecaster;
import nightshift.understand.diagnose.CauseRanking;
import nightshift.understand.diagnose.DiagnosisInput;
import nightshift.understand.diagnose.Unheard;
import nightshift.understand.incident.IncidentTracker;
import nightshift.understand.objective.LearningReport;
import nightshift.understand.objective.ObjectiveTracker;
import nightshift.understand.objective.Objectives;
import nightshift.understand.symptom.ActiveSymptom;
import nightshift.understand.symptom.CalleeContribution;
import nightshift.understand.symptom.ReportingTracker;
import nightshift.understand.symptom.Silence;
import nightshift.understand.symptom.SymptomTracker;
import nightshift.understand.threshold.BreachTracker;
import nightshift.understand.topology.DependencyGraph;
import nightshift.understand.version.RegressionTracker;

/// The understanding stage. Owned by the loop's thread.
///
/// A turn goes: windows into the detector (baselines of open incidents frozen) and the trackers; what is
/// abnormal, beyond a threshold, worse than the version before, or silent becomes [DiagnosisInput]; the incident
/// tracker groups them, ranks their causes and closes what is over.
public final class Analyst {
    private final UnderstandConfig config;
    private final Detector detector;
    private final ReportingTracker reporting;
    private final SymptomTracker symptoms;
    private final Objectives promised;
    private final ObjectiveTracker objectives;
    private final LearningReport learning;
    private final BreachTracker breaches;
    private final RegressionTracker regressions;
    private final IncidentTracker incidents;
    private final ServedWell standing;
    private final Map<String, Change> changes = new LinkedHashMap<>();
    private List<Change> told = List.of();
    private DependencyGraph graph = new DependencyGraph(List.of());

    /// @param config what it is set to
    /// @param model makes the forecasts
    /// @param fallback takes over when the model is missing or breaks
    /// @param ranking says who is to blame
    /// @param restored incidents that were open when the process ended; they go on
    public Analyst(
            UnderstandConfig config,
            Forecaster model,
            Forecaster fallback,
            CauseRanking ranking,
            List<Incident> restored) {
        this.config = config;
        detector = new Detector(config.detection(), model, fallback);
        reporting = new ReportingTracker(config.silent());
        symptoms = new SymptomTracker(config.silent());
        promised = new Objectives(config.objectives());
        objectives = new ObjectiveTracker(promised);
        learning = new LearningReport(promised);
        breaches = new BreachTracker(config.breaches(), new BreachTracker.Past() {
            @Override
            public List<SeriesKey> series(Watch.Scope scope) {
                return detector.watched(scope::covers);
            }

            @Override
            public List<HistoryPoint> of(SeriesKey series) {
                return detector.history(series);
            }
        });
        regressions = new RegressionTracker(config.regressions());
        incidents = new IncidentTracker(config.incidents(), config.silent(), ranking, restored);
        standing = new ServedWell(incidents::frozen, promised);
    }

    /// Where these series are now is their normal course, so people say; with the next [#assess] they are judged by
    /// that.
    public void heed(List<Command> orders) {
        for (Command order : orders) {
            if (order instanceof Command.Relearn relearn) {
                detector.relearn(relearn.series());
            }
        }
    }

    /// What to believe now; what throws ends it.
    public Assessment assess(Snapshot seen, List<Remedy> remedies, List<Watch> watches) {
        return assess(seen, remedies, watches, DeadLetters.NONE);
    }

    /// What to believe now. When it threw it may be asked again with the same: what was taken in already
    /// is not taken in twice.
    ///
    /// @param seen what closed since the last turn
    /// @param remedies what was decided for open incidents, as it is now
    /// @param watches thresholds that rules ask for at present
    /// @param letters where entries go that can't be taken in
    public Assessment assess(Snapshot seen, List<Remedy> remedies, List<Watch> watches, DeadLetters letters) {
        remember(seen.changes(), seen.now());
        promised.pledged(seen.inventory().pledges());
        letters.deliver("watches of the rules", () -> breaches.watch(watches));
        seen.windows().forEach(window -> take(window, seen.directory(), letters));
        seen.ended().forEach(number -> letters.deliver("end of series " + number, () -> end(number, seen.directory())));
        DiagnosisInput input = input(seen);
        Instant newest = input.readings().newest();
        List<Incident> now = incidents.update(input, remedies, service -> reporting.fresh(service, newest), letters);
        settle(now);
        return new Assessment(
                seen.now(),
                detector.anomalies(),
                input.breaches(),
                input.regressions(),
                now,
                causes(now),
                input.changes(),
                seen.dependencies(),
                seen.inventory(),
                input.readings(),
                detector.forecaster(),
                new Knowledge(
                        learning.of(input.readings()),
                        input.silent(),
                        reporting.allSilentSince(newest).orElse(null)));
    }

    /// What an earlier process saw is about to be taken in again, newest part: thresholds hold through it.
    public void recalling(List<Watch> watches) {
        breaches.watch(watches);
    }

    /// Since when a change is still a fact.
    public Instant changesFrom(Instant now) {
        return now.minus(config.changeMemory());
    }

    /// Takes in changes that an earlier process knew, the oldest first.
    public void recallChanges(List<Change> known, Instant now) {
        remember(known, now);
    }

    /// Takes in what was written on services when an earlier process looked last.
    public void recallPledges(Map<EntityId, Pledge> pledges) {
        promised.pledged(pledges);
    }

    /// Takes in the habits of series as an earlier process knew them, the oldest episode of each first.
    public void recallEpisodes(List<Episode> known) {
        detector.recall(known);
    }

    /// Episodes that ended and hurt nobody since this was asked last, for who keeps them.
    public List<Episode> episodes() {
        return detector.episodes();
    }

    /// Takes in a window that an earlier process saw, as it did: what is normal comes of it, and since
    /// when a threshold has been exceeded. Nothing is judged by it, and who reports is learned anew,
    /// since a gap of our own is nobody else's silence.
    ///
    /// @param open whether an incident was open on an entity then
    public void recall(Window window, SeriesDirectory directory, Predicate<EntityId> open, DeadLetters letters) {
        ServedWell then = new ServedWell(open, promised);
        then.update(detector.readings());
        detector.take(window, directory, then, letters);
        letters.deliver("breaches of a kept window", () -> breaches.take(window, directory));
        letters.deliver("versions of a kept window", () -> regressions.take(window, directory));
    }

    /// Takes in what a window of an earlier day says about the time of day.
    ///
    /// @param open whether an incident was open on an entity then
    public void recallTimeOfDay(Window window, SeriesDirectory directory, Predicate<EntityId> open) {
        detector.recallTimeOfDay(window, directory, open);
    }

    /// What follows is seen by this process.
    public void recalled() {
        detector.awaitSeries();
    }

    /// The last values of a series, oldest first, without bands; empty for a series that is not
    /// watched. Safe from any thread.
    public List<HistoryPoint> history(SeriesKey key) {
        return detector.history(key);
    }

    /// Live series that found no room and are judged by nobody. Safe from any thread.
    public int unwatched() {
        return detector.unwatched();
    }

    private void take(Window window, SeriesDirectory directory, DeadLetters letters) {
        detector.take(window, directory, standing, letters);
        String of = " of a window";
        letters.deliver("reports" + of, () -> reporting.take(window, directory));
        letters.deliver("objectives" + of, () -> objectives.take(window, directory));
        letters.deliver("breaches" + of, () -> breaches.take(window, directory));
        letters.deliver("versions" + of, () -> regressions.take(window, directory));
    }

    private void end(int number, SeriesDirectory directory) {
        detector.end(List.of(number));
        objectives.end(directory.key(number));
        breaches.end(List.of(directory.key(number)));
    }

    private DiagnosisInput input(Snapshot seen) {
        Readings readings = detector.readings();
        standing.update(readings);
        graph = graph.with(seen.dependencies());
        Silence silence = reporting.silence(readings.newest());
        List<ActiveSymptom> current =
                symptoms.update(detector.anomalies(), objectives.violations(), readings, seen.inventory());
        return new DiagnosisInput(
                readings,
                current,
                breaches.current(readings.newest()),
                regressions.current(
                        told,
                        new RegressionTracker.Circumstances(
                                new CalleeContribution(readings, graph),
                                seen.inventory(),
                                detector.anomalies(),
                                readings,
                                silence.lasting())),
                silence,
                told,
                graph,
                new Unheard(readings, current, silence, told, graph),
                seen.inventory());
    }

    /// What an incident of nobody left behind is the normal course from now on.
    private void settle(List<Incident> incidents) {
        incidents.stream()
                .filter(incident -> incident.outcome() == IncidentOutcome.SETTLED)
                .flatMap(incident -> incident.symptoms().stream())
                .forEach(symptom -> detector.relearn(symptom.entity(), symptom.signal()));
    }

    private static List<Cause> causes(List<Incident> incidents) {
        List<Cause> causes = new ArrayList<>();
        incidents.stream().filter(Incident::open).forEach(incident -> causes.addAll(incident.causes()));
        return causes;
    }

    private void remember(List<Change> fresh, Instant now) {
        // What is told later of a change that was seen replaces it.
        fresh.forEach(change -> changes.put(change.id(), change));
        Instant oldest = changesFrom(now);
        boolean over = changes.values().removeIf(change -> change.at().isBefore(oldest));
        if (over || !fresh.isEmpty()) {
            told = List.copyOf(changes.values());
        }
    }
}
