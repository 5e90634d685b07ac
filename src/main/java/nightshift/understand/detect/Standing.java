package nightshift.understand.detect;

import nightshift.fact.telemetry.EntityId;

/// How an entity stands while its series are judged. Only what hurts nobody can become normal.
public interface Standing {
    /// Nothing is known to be wrong anywhere.
    Standing WELL = new Standing() {
        @Override
        public boolean incidentOpen(EntityId entity) {
            return false;
        }

        @Override
        public boolean objectiveKept(EntityId entity) {
            return true;
        }
    };

    /// Whether an incident is open on it: its baselines stay as they are.
    boolean incidentOpen(EntityId entity);

    /// Whether its users are served as they should be, as far as anybody knows.
    boolean objectiveKept(EntityId entity);
}
