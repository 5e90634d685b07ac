package nightshift.fact.telemetry;

/// What kind of thing an [EntityId] names.
public enum EntityKind {
    CLUSTER,
    NAMESPACE,
    NODE,
    SERVICE,
    WORKLOAD,
    /// One running copy of a service; its `part` is `service.instance.id`.
    INSTANCE,
    POD,
    /// A database or another backing store, named by its host, else by itself; `part` tells port and database.
    DATABASE,
    /// A caller and its callee; `name` is the caller, `part` the callee.
    EDGE,
    /// The cause lies outside of everything that sends telemetry here.
    NOT_IN_VIEW
}
