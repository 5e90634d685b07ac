package nightshift.understand.diagnose;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.fact.Breach;
import nightshift.fact.Change;
import nightshift.fact.Regression;
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
public record DiagnosisInput(
        Readings readings,
        List<ActiveSymptom> activeSymptoms,
        List<Breach> breaches,
        List<Regression> regressions,
        Silence silence,
        List<Change> changes,
        DependencyGraph graph) {
    /// So many calls go unanswered by chance, exp(-5), less than once in a hundred times.
    private static final double ENOUGH_CALLS = 5;

    private static final double CONFIDENT = 0.99;
    /// Share of the calls that fail when nobody is there to answer; a few may have come before the end.
    private static final double NEARLY_ALL = 0.9;
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

    public double load(EntityId service) {
        return RedSignals.load(readings, service);
    }

    /// Services that stopped reporting, with the end of the last window in which each did.
    public Map<EntityId, Instant> silent() {
        return silence.lasting();
    }

    /// Silent services that callers still call and do not get through to: alone, missing telemetry is no outage. Who is
    /// late, and nearly all of whose calls fail, need not be waited for. And consumers of whose work nothing
    /// is heard any more, while it waits for them.
    public Set<EntityId> silentWhileCalled() {
        Set<EntityId> called = new LinkedHashSet<>(new StoppedConsumers(readings, changes).among(activeSymptoms));
        silence.lasting().forEach((service, last) -> {
            if (graph.callersOf(service).stream().anyMatch(caller -> missed(caller, service, last))) {
                called.add(service);
            }
        });
        silence.begun().forEach((service, last) -> {
            if (graph.callersOf(service).stream().anyMatch(caller -> shut(caller, service, last))) {
                called.add(service);
            }
        });
        return called;
    }

    /// Whether a caller that is heard itself has called often enough since then to know: a service that
    /// is called once a minute is silent for minutes and well.
    private boolean missed(EntityId caller, EntityId callee, Instant since) {
        boolean suffers = sure(RedSignals.callErrors(readings, caller, callee), since)
                || sure(RedSignals.callLatency(readings, caller, callee), since);
        return suffers && wouldKnow(caller, callee, since);
    }

    /// Whether nearly all calls of such a caller fail since then.
    private boolean shut(EntityId caller, EntityId callee, Instant since) {
        return wouldKnow(caller, callee, since)
                && RedSignals.callErrors(readings, caller, callee)
                        .filter(level -> level.at().isAfter(since) && level.value() >= NEARLY_ALL)
                        .filter(level -> level.expected().forecast() < NEARLY_ALL / 2)
                        .isPresent();
    }

    private boolean wouldKnow(EntityId caller, EntityId callee, Instant since) {
        double usual = RedSignals.callRate(readings, caller, callee)
                .map(calls -> calls.expected().forecast())
                .orElse(0.0);
        double expected = usual * Duration.between(since, readings.newest()).toMillis() / 1000;
        return !silence.lasting().containsKey(caller) && expected >= ENOUGH_CALLS;
    }

    private static boolean sure(Optional<Measurement> call, Instant since) {
        return call.filter(level -> level.at().isAfter(since))
                .filter(level ->
                        level.confidence() >= CONFIDENT || level.signal().role().failures() && level.value() >= 0.5)
                .filter(level -> Materiality.matters(level.signal(), Direction.UP, level.value(), level.expected(), 1))
                .isPresent();
    }
}
