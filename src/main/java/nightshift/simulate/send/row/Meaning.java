package nightshift.simulate.send.row;

/// What an attribute says of a measured thing, whatever key it goes under.
public enum Meaning {
    METHOD,
    ROUTE,
    /// HTTP status code, a number.
    STATUS,
    /// Class of an error; absent when there was none.
    ERROR,
    /// Micrometer's class of an exception, `none` when there was none.
    EXCEPTION,
    /// Micrometer's word for the class of the status.
    OUTCOME,
    /// Micrometer's word for how a message ended.
    RESULT,
    RPC_SERVICE,
    RPC_METHOD,
    RPC_FULL_METHOD,
    /// gRPC status code, a number.
    RPC_STATUS,
    RPC_STATUS_NAME,
    /// Host as the caller addresses it.
    PEER,
    PORT,
    DB_SYSTEM,
    DB_NAMESPACE,
    DB_OPERATION,
    DB_COLLECTION,
    POOL,
    STATE,
    DESTINATION,
    GROUP,
    NAMESPACE,
    DEPLOYMENT,
    REPLICA_SET,
    POD,
    UID,
    CONTAINER,
    NODE,
    REASON,
    VOLUME,
    CLAIM,
    /// Which of the two sidecars between caller and callee tells.
    REPORTER,
    SOURCE_WORKLOAD,
    SOURCE_NAMESPACE,
    SOURCE_VERSION,
    DESTINATION_WORKLOAD,
    DESTINATION_NAMESPACE,
    DESTINATION_VERSION,
    DESTINATION_SERVICE,
    DESTINATION_SERVICE_NAME,
    REQUEST_PROTOCOL,
    RESPONSE_CODE,
    /// Envoy's letters for what was unusual, a dash for nothing.
    RESPONSE_FLAGS,
    GRPC_RESPONSE_STATUS
}
