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
/// @param regressions versions that do worse, but for what all callers deny
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
    public DiagnosisInput {
        Witnesses witnesses = new Witnesses(readings, graph);
        regressions = regressions.stream()
                .filter(found -> !witnesses.contradict(
                        found.entity(), found.meaning().role()))
                .toList();
    }

    /// Whether a service says of itself what all of its callers deny.
    boolean contradicted(ActiveSymptom activeSymptom) {
        return new Witnesses(readings, graph).contradict(activeSymptom.service(), activeSymptom.role());
    }

    /// Symptoms that are sure, matter given the load of their service, have not just begun, and are not denied
    /// by all who would feel them.
    public List<ActiveSymptom> material() {
        return activeSymptoms.stream()
                .filter(activeSymptom -> activeSymptom.sure() && activeSymptom.held() >= 2)
                .filter(activeSymptom -> Materiality.matters(activeSymptom, load(activeSymptom.service())))
                .filter(activeSymptom -> !contradicted(activeSymptom))
                .toList();
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
