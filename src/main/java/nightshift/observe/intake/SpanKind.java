package nightshift.observe.intake;

/// A span's role in a call, as OTLP numbers them.
public enum SpanKind {
    UNSPECIFIED,
    INTERNAL,
    SERVER,
    CLIENT,
    PRODUCER,
    CONSUMER;

    private static final SpanKind[] KINDS = values();

    /// The kind of OTLP's number; what it does not know is UNSPECIFIED.
    public static SpanKind of(int number) {
        return number >= 0 && number < KINDS.length ? KINDS[number] : UNSPECIFIED;
    }

    public boolean inbound() {
        return this == SERVER || this == CONSUMER;
    }

    public boolean outbound() {
        return this == CLIENT || this == PRODUCER;
    }
}
