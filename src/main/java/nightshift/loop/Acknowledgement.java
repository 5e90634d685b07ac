package nightshift.loop;

/// What becomes of something handed in from outside.
public enum Acknowledgement {
    ACCEPTED("it is journalled and is applied in the next turn"),
    QUEUE_FULL("too much is waiting for the next turn; try again in a second"),
    JOURNAL_NOT_WRITABLE("the journal can't be written, so nothing is accepted that could not be proven later");

    private final String sentence;

    Acknowledgement(String sentence) {
        this.sentence = sentence;
    }

    /// What it means, for people.
    public String sentence() {
        return sentence;
    }
}
