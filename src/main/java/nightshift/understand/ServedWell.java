package nightshift.understand;

import java.util.function.Predicate;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.detect.Standing;
import nightshift.understand.objective.Objective;
import nightshift.understand.objective.Objectives;

/// Whether the users of an entity's service are served: no incident is open on it, and it keeps its objective.
final class ServedWell implements Standing {
    private final Predicate<EntityId> open;
    private final Objectives objectives;
    private Readings readings = Readings.NONE;

    /// @param open whether an incident is open on an entity
    ServedWell(Predicate<EntityId> open, Objectives objectives) {
        this.open = open;
        this.objectives = objectives;
    }

    /// What was last seen; it holds for the windows that come next.
    void update(Readings last) {
        readings = last;
    }

    @Override
    public boolean incidentOpen(EntityId entity) {
        return open.test(entity);
    }

    @Override
    public boolean objectiveKept(EntityId entity) {
        Objective objective = objectives.of(entity.service());
        double slowest = objective.latency().map(most -> most.toNanos() / 1e9).orElse(Double.POSITIVE_INFINITY);
        return within(entity, SignalRole.REQUEST_ERRORS, objective.budget())
                && within(entity, SignalRole.REQUEST_LATENCY, slowest);
    }

    private boolean within(EntityId entity, SignalRole role, double most) {
        for (Reading reading : readings.of(entity.service(), role)) {
            if (reading.value() > most) {
                return false;
            }
        }
        return true;
    }
}
