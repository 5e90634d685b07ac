package nightshift.understand.diagnose;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.fact.Breach;
import nightshift.fact.Change;
import nightshift.fact.Regression;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Patience;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.symptom.ActiveSymptom;
import nightshift.understand.symptom.Materiality;
import nightshift.understand.symptom.Measurement;
import nightshift.understand.symptom.RedSignals;
import nightshift.understand.symptom.Silence;
import nightshift.understand.topology.DependencyGraph;

/// All that a turn's diagnosis starts from.
///
/// @param readings last value and band of every live series
/// @param activeSymptoms symptoms as they stand
/// @param breaches thresholds that are exceeded
/// @param regressions versions that do worse, but for what all callers deny
/// @param silence who stopped reporting while most others do
/// @param changes of the last hours
/// @param graph who calls whom
/// @param unheard of whom nothing is heard while somebody needs them
/// @param inventory how many replicas are wanted, and there
public record DiagnosisInput(
        Readings readings,
        List<ActiveSymptom> activeSymptoms,
        List<Breach> breaches,
        List<Regression> regressions,
        Silence silence,
        List<Change> changes,
        DependencyGraph graph,
        Unheard unheard,
        Inventory inventory) {
    /// Nobody who hands work over to be done at once expects it to lie for so long.
    private static final double LATE_SECONDS = 30;
    /// The most that a consumer holds in its hands, worked on or about to be.
    private static final double FETCHED_SECONDS = 5;
    /// A burst is over, or worked on faster, by then.
    private static final Patience FILLS = new Patience(2, Duration.ofSeconds(60));
    /// Times as much as usual.
    private static final double MORE = 1.25;

    public DiagnosisInput {
        Witnesses witnesses = new Witnesses(readings, graph);
        regressions = regressions.stream()
                .filter(found ->
                        !witnesses.contradict(found.entity(), found.meaning().role()))
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
                .filter(activeSymptom -> activeSymptom.held() >= 2)
                .filter(activeSymptom ->
                        activeSymptom.sure() || strains(activeSymptom) || late(activeSymptom) || fillsUp(activeSymptom))
                .filter(activeSymptom -> Materiality.matters(activeSymptom, load(activeSymptom.service())))
                .filter(activeSymptom -> !contradicted(activeSymptom))
                .toList();
    }

    /// Whether work waits in a queue for long, and much longer than usual, by Little's law: what waits
    /// over what is taken a second. That needs no long past to be trouble.
    public boolean late(ActiveSymptom activeSymptom) {
        return activeSymptom.role() == SignalRole.QUEUE
                && activeSymptom.entity().kind() == EntityKind.SERVICE
                && Materiality.grave(activeSymptom, load(activeSymptom.service()))
                && RedSignals.taken(readings, activeSymptom.service())
                        .filter(taken -> activeSymptom.level().value() >= LATE_SECONDS * taken.value())
                        .isPresent();
    }

    /// Whether a queue gets longer with each window, for a minute, though no more than usual is taken from it:
    /// some of what comes stays. A burst is taken from at once, faster than usual, and what a consumer fetches at
    /// a time is in its hands within seconds.
    public boolean fillsUp(ActiveSymptom activeSymptom) {
        return activeSymptom.role() == SignalRole.QUEUE
                && activeSymptom.entity().kind() == EntityKind.SERVICE
                && activeSymptom.grew() >= FILLS.windows(activeSymptom.level().step())
                && Materiality.grave(activeSymptom, 1)
                && RedSignals.taken(readings, activeSymptom.service())
                        .filter(taken -> taken.value() > MORE * taken.expected().forecast()
                                || activeSymptom.level().value() < FETCHED_SECONDS * taken.value())
                        .isEmpty();
    }

    /// Whether something of which more is bad is beyond its band and matters.
    ///
    /// @param service whose load counts: who is measured, or who calls whom is measured
    public boolean worse(Measurement level, EntityId service) {
        return Materiality.persists(level.signal(), Direction.UP, level.value(), level.expected(), load(service));
    }

    private boolean strains(ActiveSymptom activeSymptom) {
        return Materiality.strains(activeSymptom, load(activeSymptom.service()));
    }

    /// Whether a symptom is more than users were promised to bear, whatever was usual.
    public boolean breaksObjective(ActiveSymptom.Key key) {
        return activeSymptoms.stream()
                .anyMatch(activeSymptom ->
                        activeSymptom.breaksObjective() && activeSymptom.key().equals(key));
    }

    /// Requests a second that a service answers, or calls that an edge sees, or, where it hardly gets to, usually
    /// answers; without end where nobody counts them.
    public double requestRate(EntityId asked) {
        Optional<Measurement> counted = asked.kind() == EntityKind.EDGE
                ? RedSignals.callRate(readings, asked.caller(), asked.callee())
                : RedSignals.rate(readings, asked);
        return counted.map(rate -> Math.max(rate.value(), rate.expected().forecast()))
                .orElse(Double.POSITIVE_INFINITY);
    }

    /// Requests a second that usually come to a service of which none was answered since; 0 if one was in a window
    /// that began since then, and where nobody counts them.
    public double unansweredRate(EntityId service, Instant since) {
        return RedSignals.lastTaken(readings, service)
                .filter(rate ->
                        rate.value() <= 0 || rate.at().minus(rate.step()).isBefore(since))
                .map(rate -> rate.expected().forecast())
                .orElse(0.0);
    }

    public double load(EntityId service) {
        return RedSignals.load(readings, service);
    }

    /// Services that stopped reporting, with the end of the last window in which each did.
    public Map<EntityId, Instant> silent() {
        return silence.lasting();
    }

    /// Whether the platform misses replicas of a workload; not of one that it does not count, or that is gone.
    public boolean misses(EntityId workload) {
        return inventory.of(workload).stream().anyMatch(it -> it.missing() > 0);
    }

    /// Services of which nothing is heard while somebody needs them.
    public Set<EntityId> silentWhileCalled() {
        return unheard.services();
    }
}
