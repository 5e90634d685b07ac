package nightshift.act.target;

import nightshift.fact.Action;

/// Which actuator does which action on which target. Safe from any thread.
public interface ActuatorTable {
    /// Where there is none, a [NoTarget] that says what to set.
    Actuator of(Action action);

    /// Whether there may be one for an action of a type, on some service.
    default boolean takes(String type) {
        return true;
    }
}
