package nightshift.fact.telemetry;

import java.util.Set;

/// What a signal tells about its entity. Signals in the wild are endless, what they can mean to a diagnosis
/// is not.
public enum SignalRole {
    /// How long a service takes to answer.
    LATENCY(0.002),
    /// The share of its answers that are errors.
    ERRORS(0.005),
    /// How long what it calls takes, as the caller sees it.
    CALL_LATENCY(0.002),
    /// The share of its calls that fail.
    CALL_ERRORS(0.005),
    /// How much of a resource is in use, 0..1.
    UTILIZATION(0.02),
    /// How much work waits: for a connection, in a queue.
    QUEUE(0.5),
    /// Whether it takes requests.
    READINESS(0.05),
    /// How much is asked of it: never wrong by itself.
    LOAD(0.1),
    /// How much it logs: never wrong by itself.
    LOGS(0.1),
    /// The telemetry pipeline talking about itself: never a symptom.
    SELF(1),
    /// Anything else: shown, but it says nothing about the service's health that we know of.
    OTHER(0);

    private static final Set<String> SDK =
            Set.of("queueSize", "processedSpans", "processedLogs", "processedMetrics", "seen", "exported");

    private final double floor;

    SignalRole(double floor) {
        this.floor = floor;
    }

    /// The smallest residual worth measuring, in the signal's unit: below it a narrow band only says that the
    /// series was constant.
    public double floor() {
        return floor;
    }

    /// Whether leaving the band to that side is a symptom of trouble.
    public boolean troubledBy(Direction direction) {
        return switch (this) {
            case LATENCY, ERRORS, CALL_LATENCY, CALL_ERRORS, UTILIZATION, QUEUE -> direction == Direction.UP;
            case READINESS -> direction == Direction.DOWN;
            case LOAD, LOGS, SELF, OTHER -> false;
        };
    }

    /// Whether a user of the service feels it.
    public boolean userFacing() {
        return this == LATENCY || this == ERRORS;
    }

    /// Whether it is about calls to somebody else.
    public boolean outgoing() {
        return this == CALL_LATENCY || this == CALL_ERRORS;
    }

    /// Whether it says that something is used up.
    public boolean saturation() {
        return this == UTILIZATION || this == QUEUE;
    }

    /// The role of a signal when it is measured for that entity: what an edge takes is the caller's view.
    public static SignalRole of(EntityId entity, String signal) {
        if (SDK.contains(signal) || signal.startsWith("otlp.") || signal.startsWith("otel.")) {
            return SELF;
        }
        boolean edge = entity.kind() == EntityKind.EDGE;
        if (signal.endsWith(".error.ratio")) {
            return edge || signal.contains(".client.") ? CALL_ERRORS : ERRORS;
        }
        if (signal.endsWith(".duration")) {
            return durationRole(edge, signal);
        }
        if (signal.endsWith(".rate")) {
            return signal.startsWith("log.") ? LOGS : LOAD;
        }
        return levelRole(signal);
    }

    private static SignalRole durationRole(boolean edge, String signal) {
        if (edge || signal.startsWith("http.client.") || signal.startsWith("rpc.client.")) {
            return CALL_LATENCY;
        }
        if (signal.equals("db.client.operation.duration")) {
            return CALL_LATENCY;
        }
        boolean answering = signal.startsWith("http.server.")
                || signal.startsWith("rpc.server.")
                || signal.startsWith("messaging.process.")
                || signal.equals("traces.span.metrics.duration");
        return answering ? LATENCY : OTHER;
    }

    private static SignalRole levelRole(String signal) {
        if (signal.equals("k8s.container.ready")) {
            return READINESS;
        }
        if (signal.endsWith(".utilization")) {
            return UTILIZATION;
        }
        boolean waiting = signal.endsWith(".pending_requests")
                || signal.endsWith(".lag")
                || signal.endsWith(".queue.depth")
                || signal.endsWith(".queue.length")
                || signal.endsWith(".queue.messages");
        return waiting ? QUEUE : OTHER;
    }
}
