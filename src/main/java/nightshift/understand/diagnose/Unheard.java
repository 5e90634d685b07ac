package nightshift.understand.diagnose;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.fact.Change;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Readings;
import nightshift.understand.symptom.ActiveSymptom;
import nightshift.understand.symptom.Materiality;
import nightshift.understand.symptom.Measurement;
import nightshift.understand.symptom.RedSignals;
import nightshift.understand.symptom.Silence;
import nightshift.understand.topology.DependencyGraph;
import org.jspecify.annotations.Nullable;

/// Services of which nothing is heard while somebody needs them: alone, missing telemetry is no outage.
/// Looked for when first asked, and once. Owned by the loop's thread.
public final class Unheard {
    /// So many calls go unanswered by chance, exp(-5), less than once in a hundred times.
    private static final double ENOUGH_CALLS = 5;

    private static final double CONFIDENT = 0.99;
    /// Share of the calls that fail when nobody is there to answer; a few may have come before the end.
    private static final double NEARLY_ALL = 0.9;

    private final Readings readings;
    private final List<ActiveSymptom> activeSymptoms;
    private final Silence silence;
    private final List<Change> changes;
    private final DependencyGraph graph;
    private @Nullable Set<EntityId> found;

    /// @param changes of the last hours
    public Unheard(
            Readings readings,
            List<ActiveSymptom> activeSymptoms,
            Silence silence,
            List<Change> changes,
            DependencyGraph graph) {
        this.readings = readings;
        this.activeSymptoms = activeSymptoms;
        this.silence = silence;
        this.changes = changes;
        this.graph = graph;
    }

    Set<EntityId> services() {
        Set<EntityId> known = found;
        if (known == null) {
            known = Collections.unmodifiableSet(look());
            found = known;
        }
        return known;
    }

    /// Silent services that callers still call and do not get through to. Who is late, and nearly all of
    /// whose calls fail, need not be waited for. And consumers of whose work nothing is heard any more, while
    /// it waits for them.
    private Set<EntityId> look() {
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
