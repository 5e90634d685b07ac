package nightshift.understand;

import java.util.function.Predicate;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.detect.Standing;

/// Whether the users of an entity's service are served: no incident is open on it and hardly any answer is an error.
final class ServedWell implements Standing {
    /// The errors that an availability of 99.5 % allows.
    private static final double ERRORS_ALLOWED = 0.005;

    private final Predicate<EntityId> open;
    private Readings readings = Readings.NONE;

    /// @param open whether an incident is open on an entity
    ServedWell(Predicate<EntityId> open) {
        this.open = open;
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
        for (Reading errors : readings.of(entity.service(), SignalRole.REQUEST_ERRORS)) {
            if (errors.value() > ERRORS_ALLOWED) {
                return false;
            }
        }
        return true;
    }
}
