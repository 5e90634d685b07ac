package nightshift.observe.naming;

/// What a metric tells of who runs where, beside the series it makes.
public enum Tally {
    /// How many replicas of a workload there should be.
    DESIRED,
    /// How many of them have been ready for long enough.
    AVAILABLE,
    /// How many of them are ready.
    READY,
    /// Whether a pod is ready: 0 or 1.
    POD_READY,
    /// Whether a container of a pod is ready: 0 or 1.
    CONTAINER_READY,
    /// How often a container of a pod was started anew since the pod began.
    RESTARTS,
    /// Nothing but what its attributes say: the metric is always 1 and makes no series.
    IDENTITY
}
