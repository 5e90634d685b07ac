package nightshift.simulate.shop;

/// How a request ended, as its sender sees it.
public enum Reply {
    OK(200, ""),
    /// An exception in the code.
    FAILED(500, "500"),
    /// Something it needs failed.
    BAD_GATEWAY(502, "502"),
    /// Too many requests in the process already.
    BUSY(503, "503"),
    /// Something it needs took too long.
    LATE(504, "504"),
    /// Nobody listens there.
    REFUSED(0, "java.net.ConnectException"),
    /// The process died while it worked on it.
    RESET(0, "java.net.SocketException"),
    /// No answer within the sender's patience.
    TIMED_OUT(0, "java.net.SocketTimeoutException");

    private final int status;
    private final String errorType;

    Reply(int status, String errorType) {
        this.status = status;
        this.errorType = errorType;
    }

    /// HTTP status; 0 when there was no answer.
    public int status() {
        return status;
    }

    /// What went wrong, as an instrumentation would say it; empty when nothing did.
    public String errorType() {
        return errorType;
    }

    public boolean ok() {
        return this == OK;
    }

    /// What one who needs this answer tells its own caller.
    Reply passedOn() {
        return switch (this) {
            case OK -> OK;
            case TIMED_OUT, LATE -> LATE;
            case FAILED, BAD_GATEWAY, BUSY, REFUSED, RESET -> BAD_GATEWAY;
        };
    }
}
