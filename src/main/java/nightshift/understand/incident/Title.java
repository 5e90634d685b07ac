package nightshift.understand.incident;

import nightshift.fact.FailureKind;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SignalRole;

/// The one line that a person reads first. It has no numbers in it, so that it stays the same while they
/// move.
final class Title {
    private Title() {}

    /// @param service that shows the first symptom
    /// @param complaint what is wrong with it, such as `is slow`
    static String of(EntityId service, String complaint, Ranking ranking) {
        String symptom = service.label() + " " + complaint;
        return ranking.root()
                .map(root -> symptom + ", probably because of " + name(root.entity(), service)
                        + (root.kind() == FailureKind.UNKNOWN
                                ? ""
                                : ": " + root.kind().sentence()))
                .orElse(symptom + ", the cause is not in view");
    }

    static String complaint(SignalRole role) {
        return switch (role) {
            case REQUEST_LATENCY -> "is slow";
            case REQUEST_ERRORS -> "fails requests";
            case CALL_LATENCY, CONNECTION_HOLD -> "waits for what it calls";
            case CALL_ERRORS -> "fails to call others";
            case SATURATION, CONNECTION_USE -> "runs out of a resource";
            case QUEUE -> "has work waiting";
            case CONNECTION_QUEUE, CONNECTION_WAIT -> "waits for connections";
            case READINESS -> "is not ready";
            case PRESSURE -> "runs out of what its pods need";
            case REQUEST_RATE, CALL_RATE, LOAD, LOGS, SELF, OTHER -> "behaves unusually";
            case PROCESSOR -> "uses far more processor time than usual";
            case MEMORY -> "uses far more memory than usual";
            case DISK -> "runs out of disk space";
            case RESTARTS, GARBAGE_COLLECTION, USAGE -> "behaves unusually";
        };
    }

    private static String name(EntityId cause, EntityId service) {
        return cause.equals(service) ? "itself" : cause.label();
    }
}
