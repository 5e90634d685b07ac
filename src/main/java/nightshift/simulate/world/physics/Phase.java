package nightshift.simulate.world.physics;

/// Where a pod is in its life.
public enum Phase {
    /// Its process has started and is not ready yet.
    STARTING,
    /// It takes requests.
    READY,
    /// Its process died; it waits to be started again.
    CRASHED,
    /// It takes no new requests and will be gone in seconds.
    TERMINATING
}
