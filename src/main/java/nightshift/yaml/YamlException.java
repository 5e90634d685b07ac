package nightshift.yaml;

/// A text is not a YAML document of the plain kind that is read here; the message is one sentence without the place.
public final class YamlException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    YamlException(int line, String sentence) {
        super(sentence);
        this.line = line;
    }

    /// 1-based.
    public int line() {
        return line;
    }

    public String sentence() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
