package nightshift.journal.database;

/// The journal can't do its work; the message is one sentence for a person that names the file and what to do.
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public JournalException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public JournalException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /// Why, for callers that answer differently.
    public enum Reason {
        /// Another process holds the directory.
        LOCKED,
        /// The directory or the file can't be opened or migrated.
        UNUSABLE,
        /// What the file holds is no longer a database.
        DAMAGED,
        /// It is older than what the directory had last, or lacks its write-ahead log.
        REPLACED,
        /// The clock is older than the last entry.
        CLOCK_BEHIND,
        /// It was open, and what was to be written could not be.
        UNWRITABLE
    }
}
