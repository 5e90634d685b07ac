package nightshift.simulate.world.layout;

/// What a service is for.
public enum Role {
    /// Users call it.
    ENTRY,
    /// Other services call it.
    INNER,
    /// It works queues off.
    WORKER,
    /// The clock starts it, nobody calls it; it works in bursts.
    BATCH,
    /// Several services share it, through pools.
    DATABASE,
    /// A fast store; whoever misses it goes without.
    CACHE,
    /// Somebody else's: no pods of ours, no telemetry, obeys nobody.
    EXTERNAL;

    /// Whether it runs code of ours: it has versions, can be rolled out, scaled and restarted.
    public boolean ours() {
        return switch (this) {
            case ENTRY, INNER, WORKER, BATCH -> true;
            case DATABASE, CACHE, EXTERNAL -> false;
        };
    }
}
