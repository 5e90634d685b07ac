package nightshift.observe.otlp.wire;

/// Why a whole request is refused, and how each transport says so.
public enum Refusal {
    UNDECODABLE(3, 400),
    UNKNOWN_ENCODING(12, 400),
    TOO_LARGE(8, 413),
    UNAUTHENTICATED(16, 401),
    UNKNOWN_PATH(12, 404),
    WRONG_METHOD(12, 405),
    UNKNOWN_MEDIA_TYPE(3, 415),
    /// The only one that a sender should try again.
    OVERLOADED(14, 503),
    /// A bug of ours; the sender keeps its data and tries again, as OTLP asks for unknown failures.
    BROKEN(14, 503);

    private final int grpcCode;
    private final int httpStatus;

    Refusal(int grpcCode, int httpStatus) {
        this.grpcCode = grpcCode;
        this.httpStatus = httpStatus;
    }

    /// A canonical gRPC code.
    public int grpcCode() {
        return grpcCode;
    }

    public int httpStatus() {
        return httpStatus;
    }

    public boolean retryable() {
        return this == OVERLOADED || this == BROKEN;
    }
}
