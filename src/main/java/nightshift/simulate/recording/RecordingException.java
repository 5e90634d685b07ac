package nightshift.simulate.recording;

/// A recording or its truth can't be used; the message says which file, where in it, and what was expected.
public final class RecordingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RecordingException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    public RecordingException(String sentence) {
        super(sentence);
    }
}
