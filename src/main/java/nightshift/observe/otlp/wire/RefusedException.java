package nightshift.observe.otlp.wire;

/// A request is refused as a whole and nothing of it was applied; the message is one sentence for the sender. Has no
/// stack trace: it is the sender's error, and hostile senders can cause many.
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    public RefusedException(Refusal refusal, String sentence) {
        super(sentence, null, false, false);
        this.refusal = refusal;
    }

    static RefusedException undecodable(String what, int at) {
        return new RefusedException(Refusal.UNDECODABLE, what + " at byte " + at);
    }

    public Refusal refusal() {
        return refusal;
    }

    /// What to tell the sender.
    public String sentence() {
        String message = getMessage();
        return message == null ? refusal.name() : message;
    }
}
