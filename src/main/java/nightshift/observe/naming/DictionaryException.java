package nightshift.observe.naming;

/// A signal dictionary can't be read; the message is `file:line: reason`.
public final class DictionaryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    DictionaryException(String file, int line, String reason) {
        super(file + ":" + line + ": " + reason);
        this.line = line;
    }

    /// 1-based.
    public int line() {
        return line;
    }
}
