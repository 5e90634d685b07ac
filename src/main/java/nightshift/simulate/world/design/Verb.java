package nightshift.simulate.world.design;

import org.jspecify.annotations.Nullable;

/// What a world can be asked to do.
public enum Verb {
    POOL_RECYCLE("pool.recycle"),
    WORKLOAD_SCALE("workload.scale"),
    WORKLOAD_ROLLBACK("workload.rollback"),
    WORKLOAD_RESTART("workload.restart");

    private final String type;

    Verb(String type) {
        this.type = type;
    }

    /// As it is written in an order.
    public String type() {
        return type;
    }

    /// Reads a type.
    ///
    /// @return null for a type that nobody here obeys
    public static @Nullable Verb of(String type) {
        for (Verb verb : values()) {
            if (verb.type.equals(type)) {
                return verb;
            }
        }
        return null;
    }
}
