package nightshift.simulate.world.design;

/// What looks like a fault and is none.
public enum TrapKind {
    SURGE,
    SALE,
    INNOCENT_DEPLOYMENT,
    LOG_STORM,
    BLIP,
    NIGHTLY_BATCH,
    COLLECTOR_OUTAGE,
    SCALE_DOWN,
    HEALTHY_ROLLOUT
}
