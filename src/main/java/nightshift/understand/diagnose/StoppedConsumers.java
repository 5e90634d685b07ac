package nightshift.understand.diagnose;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.fact.Change;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Patience;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.symptom.ActiveSymptom;
import nightshift.understand.symptom.Materiality;
import nightshift.understand.symptom.Measurement;
import nightshift.understand.symptom.RedSignals;

/// Consumers of whose work nothing is heard any more while it waits for them. A consumer that is known by
/// its spans says nothing when it takes nothing, unlike one that counts: a span is told when it ends. So
/// does one that merely lost its telemetry, and one whose topic is quiet. What tells them apart is told by
/// somebody else, as the broker tells how much waits: about all that should have been taken since then.
final class StoppedConsumers {
    /// Messages come in bursts, and a rebalance keeps them waiting for less.
    private static final Patience STOPPED = new Patience(3, Duration.ofSeconds(60));
    /// Messages that should have been taken meanwhile: fewer may not have come.
    private static final double ENOUGH_MESSAGES = 10;
    /// Share of them that waits: who takes some leaves less.
    private static final double MOST = 0.5;
    /// Who is rolled out or scaled begins anew by then.
    private static final Duration BEGINS_ANEW = Duration.ofMinutes(5);

    private final Readings readings;
    private final List<Change> changes;

    StoppedConsumers(Readings readings, List<Change> changes) {
        this.readings = readings;
        this.changes = changes;
    }

    Set<EntityId> among(List<ActiveSymptom> activeSymptoms) {
        return activeSymptoms.stream()
                .filter(activeSymptom -> activeSymptom.role() == SignalRole.QUEUE
                        && activeSymptom.entity().kind() == EntityKind.SERVICE)
                .filter(waits -> Materiality.grave(waits, 1) && stopped(waits) && !beginsAnew(waits.service()))
                .map(ActiveSymptom::service)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Held against who was measured last of all that tell how much it takes.
    private boolean stopped(ActiveSymptom waits) {
        return RedSignals.lastTaken(readings, waits.service())
                .filter(taken -> !taken.fresh(readings.newest(), STOPPED))
                .filter(taken -> waits.level().at().isAfter(taken.at()))
                .filter(taken -> missed(taken, waits.level()))
                .isPresent();
    }

    private static boolean missed(Measurement taken, Measurement waits) {
        double usual = taken.expected().forecast()
                * Duration.between(taken.at(), waits.at()).toMillis()
                / 1000;
        return usual >= ENOUGH_MESSAGES && waits.value() - waits.expected().forecast() >= MOST * usual;
    }

    private boolean beginsAnew(EntityId service) {
        Instant lately = readings.newest().minus(BEGINS_ANEW);
        return changes.stream()
                .anyMatch(change ->
                        change.service().equals(service) && change.at().isAfter(lately));
    }
}
