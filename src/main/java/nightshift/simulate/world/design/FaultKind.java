package nightshift.simulate.world.design;

/// What can go wrong.
public enum FaultKind {
    LEAKED_POOL,
    SLOW_DATABASE,
    BUSY_PROCESSOR,
    MEMORY_LEAK,
    CRASH_LOOP,
    BAD_VERSION,
    NEVER_READY_VERSION,
    SLOW_DEPENDENCY,
    LOSSY_LINK,
    DEAD_CONSUMER,
    FULL_DISK,
    EXPIRED_CERTIFICATE,
    QUOTA,
    POISON_MESSAGE
}
