package nightshift.understand.diagnose;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.fact.Breach;
import nightshift.fact.Change;
import nightshift.fact.Regression;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Readings;
import nightshift.understand.symptom.ActiveSymptom;
import nightshift.understand.symptom.Materiality;
import nightshift.understand.symptom.Measurement;
import nightshift.understand.symptom.RedSignals;
import nightshift.understand.topology.DependencyGraph;

/// All that a turn's diagnosis starts from.
///
/// @param readings last value and band of every live series
/// @param activeSymptoms symptoms as they stand
/// @param breaches thresholds that are exceeded
/// @param regressions versions that do worse
/// @param silent services that stopped reporting while most others do
/// @param changes of the last hours
/// @param graph who calls whom
public record DiagnosisInput(
        Readings readings,
        List<ActiveSymptom> activeSymptoms,
        List<Breach> breaches,
        List<Regression> regressions,
        Set<EntityId> silent,
        List<Change> changes,
        DependencyGraph graph) {
    /// Symptoms that matter given the load of their service, and have not just begun.
    public List<ActiveSymptom> material() {
        return activeSymptoms.stream()
                .filter(activeSymptom -> activeSymptom.held() >= 2)
                .filter(activeSymptom -> Materiality.matters(activeSymptom, load(activeSymptom.service())))
                .toList();
    }

    /// Whether a symptom is more than users were promised to bear, whatever was usual.
    public boolean breaksObjective(ActiveSymptom.Key key) {
        return activeSymptoms.stream()
                .anyMatch(activeSymptom ->
                        activeSymptom.breaksObjective() && activeSymptom.key().equals(key));
    }

    public double load(EntityId service) {
        return RedSignals.load(readings, service);
    }

    /// Silent services whose callers still call and do not get through: alone, missing telemetry is no
    /// outage.
    public Set<EntityId> silentWhileCalled() {
        Set<EntityId> called = new LinkedHashSet<>();
        for (EntityId service : silent) {
            if (graph.callersOf(service).stream().anyMatch(caller -> suffers(caller, service))) {
                called.add(service);
            }
        }
        return called;
    }

    private boolean suffers(EntityId caller, EntityId callee) {
        return troubled(RedSignals.callErrors(readings, caller, callee))
                || troubled(RedSignals.callLatency(readings, caller, callee));
    }

    private static boolean troubled(Optional<Measurement> call) {
        return call.filter(
                        level -> Materiality.matters(level.signal(), Direction.UP, level.value(), level.expected(), 1))
                .isPresent();
    }
}
