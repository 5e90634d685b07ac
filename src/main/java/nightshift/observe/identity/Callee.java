package nightshift.observe.identity;

import nightshift.fact.telemetry.EntityId;

/// Who is called, as far as is known. Guarded by the observer's lock.
public final class Callee {
    private final EntityId id;
    private boolean superseded;

    Callee(EntityId id) {
        this.id = id;
    }

    public EntityId id() {
        return id;
    }

    /// Whether somebody else turned out to be meant.
    boolean superseded() {
        return superseded;
    }

    void supersede() {
        superseded = true;
    }
}
