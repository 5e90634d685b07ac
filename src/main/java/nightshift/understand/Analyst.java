package nightshift.understand;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightshift.fact.Anomaly;
import nightshift.fact.Assessment;
import nightshift.fact.Cause;
import nightshift.fact.Change;
import nightshift.fact.Incident;
import nightshift.fact.Snapshot;
import nightshift.fact.Watch;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.HistoryPoint;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.SignalRole;
import nightshift.fact.telemetry.Window;
import nightshift.understand.detect.Detector;
import nightshift.understand.detect.Forecaster;
import nightshift.understand.diagnose.CauseRanking;
import nightshift.understand.diagnose.DiagnosisInput;
import nightshift.understand.incident.IncidentTracker;
import nightshift.understand.symptom.CalleeContribution;
import nightshift.understand.symptom.ReportingTracker;
import nightshift.understand.symptom.SymptomTracker;
import nightshift.understand.threshold.BreachTracker;
import nightshift.understand.topology.DependencyGraph;
import nightshift.understand.version.RegressionTracker;

/// The understanding stage. Owned by the loop's thread.
///
/// A turn goes: windows into the detector (baselines of open incidents frozen) and the trackers; what is
/// abnormal, beyond a threshold, worse than the version before, or silent becomes [DiagnosisInput]; the incident tracker
/// groups them, ranks their causes and closes what is over.
public final class Analyst {
    private final UnderstandConfig config;
    private final Detector detector;
    private final ReportingTracker reporting;
    private final SymptomTracker symptoms;
    private final BreachTracker breaches;
    private final RegressionTracker regressions;
    private final IncidentTracker incidents;
    private final Map<String, Change> changes = new LinkedHashMap<>();

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
        reporting = new ReportingTracker(config.silentAfter());
        symptoms = new SymptomTracker(config.silentAfter());
        breaches = new BreachTracker(config.silentAfter(), detector::history);
        regressions = new RegressionTracker(config.regressions());
        incidents = new IncidentTracker(config.incidents(), ranking, restored);
    }

    /// What to believe now.
    ///
    /// @param seen what closed since the last turn
    /// @param remedies what was decided for open incidents, as it is now
    /// @param watches thresholds that rules ask for at present
    public Assessment assess(Snapshot seen, List<Remedy> remedies, List<Watch> watches) {
        remember(seen.changes(), seen.now());
        breaches.watch(watches);
        seen.windows().forEach(window -> take(window, seen));
        end(seen);
        DiagnosisInput signs = signs(seen);
        Instant newest = signs.readings().newest();
        List<Incident> now = incidents.update(signs, remedies, service -> reporting.fresh(service, newest));
        return new Assessment(
                seen.now(),
                anomalies(),
                signs.breaches(),
                signs.regressions(),
                now,
                causes(now),
                signs.changes(),
                seen.dependencies(),
                signs.readings(),
                detector.forecaster());
    }

    /// The recent past of a series for a plot, oldest first; empty for a series that never was. Safe from any
    /// thread.
    public List<HistoryPoint> history(SeriesKey key) {
        return detector.history(key);
    }

    private void take(Window window, Snapshot seen) {
        detector.take(window, seen.directory(), incidents::frozen);
        reporting.take(window, seen.directory());
        breaches.take(window, seen.directory());
        regressions.take(window, seen.directory());
    }

    private void end(Snapshot seen) {
        detector.end(seen.ended());
        breaches.end(seen.ended().stream().map(seen.directory()::key).toList());
    }

    private DiagnosisInput signs(Snapshot seen) {
        Readings readings = detector.readings();
        DependencyGraph graph = new DependencyGraph(seen.dependencies());
        List<Change> told = List.copyOf(changes.values());
        return new DiagnosisInput(
                readings,
                symptoms.update(detector.anomalies(), readings),
                breaches.current(readings.newest()),
                regressions.current(told, readings.newest(), new CalleeContribution(readings, graph)),
                reporting.silent(readings.newest()),
                told,
                graph);
    }

    /// What the telemetry pipeline says about itself is no fact for rules.
    private List<Anomaly> anomalies() {
        return detector.anomalies().stream()
                .filter(anomaly -> SignalRole.of(anomaly.entity(), anomaly.signal()) != SignalRole.SELF)
                .toList();
    }

    private static List<Cause> causes(List<Incident> incidents) {
        List<Cause> causes = new ArrayList<>();
        incidents.stream().filter(Incident::open).forEach(incident -> causes.addAll(incident.causes()));
        return causes;
    }

    private void remember(List<Change> told, Instant now) {
        told.forEach(change -> changes.putIfAbsent(change.id(), change));
        Instant oldest = now.minus(config.changeMemory());
        changes.values().removeIf(change -> change.at().isBefore(oldest));
    }
}
