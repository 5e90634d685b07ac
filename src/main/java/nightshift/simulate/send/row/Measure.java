package nightshift.simulate.send.row;

/// A quantity of the world that some sender reports. Durations are seconds, memory bytes, processor time cores or
/// seconds.
public enum Measure {
    /// Requests that a process served, by route and how they ended.
    HTTP_SERVER,
    /// Requests that a process has taken and not answered.
    HTTP_ACTIVE,
    HTTP_CLIENT,
    RPC_SERVER,
    RPC_CLIENT,
    /// Queries, from the moment that they had a connection.
    QUERY,
    /// Connections of a pool by state.
    POOL_CONNECTIONS,
    POOL_USED,
    POOL_IDLE,
    POOL_MAX,
    POOL_PENDING,
    POOL_TIMEOUTS,
    POOL_WAIT,
    POOL_USE,
    PUBLISH,
    PROCESS,
    /// Messages that wait, as a consumer's client knows it.
    QUEUE_LAG,
    /// Messages that wait, as the broker knows it.
    GROUP_LAG,
    /// Of the pod's limit.
    CPU_SHARE,
    CPU_CORES,
    CPU_TIME,
    HEAP_USED,
    HEAP_LIMIT,
    HEAP_AFTER_COLLECTION,
    COLLECTION,
    GO_MEMORY,
    PROCESS_MEMORY,
    THREADS,
    CONTAINER_READY,
    CONTAINER_RESTARTS,
    CONTAINER_WAITING,
    CONTAINER_CPU_LIMIT,
    CONTAINER_MEMORY_LIMIT,
    CONTAINER_CPU_USAGE,
    CONTAINER_MEMORY,
    CONTAINER_WORKING_SET,
    POD_READY,
    POD_PHASE,
    POD_INFO,
    POD_CPU_USAGE,
    POD_MEMORY,
    POD_WORKING_SET,
    DEPLOYMENT_DESIRED,
    DEPLOYMENT_AVAILABLE,
    VOLUME_CAPACITY,
    VOLUME_AVAILABLE,
    VOLUME_USED,
    /// Requests that a sidecar saw, on their way in and out.
    MESH_REQUESTS,
    MESH_DURATION,
    /// Bytes that a sidecar passed on to those whose language it does not speak.
    MESH_REQUEST_BYTES,
    MESH_RESPONSE_BYTES,
    NODE_READY,
    NODE_CPU_USAGE,
    NODE_MEMORY
}
