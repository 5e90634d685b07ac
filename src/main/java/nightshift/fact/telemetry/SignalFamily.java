package nightshift.fact.telemetry;

/// Who measures a signal, and at what. Two families may say the same of one service: its HTTP server and its spans.
public enum SignalFamily {
    HTTP_SERVER,
    HTTP_CLIENT,
    RPC_SERVER,
    RPC_CLIENT,
    /// Producers and consumers of messages.
    MESSAGING,
    /// Requests counted from spans.
    SPANS,
    /// Calls between two services, counted from the spans of both.
    CALLS,
    /// A database as its client sees it, with the client's pool of connections.
    DATABASE,
    /// A proxy beside the service.
    MESH,
    /// The process and its runtime.
    RUNTIME,
    /// The machine.
    HOST,
    /// What the platform says of containers and workloads; it goes on when the process is dead.
    KUBERNETES,
    LOGS,
    /// The telemetry pipeline about itself.
    TELEMETRY,
    OTHER
}
