package nightshift.simulate.trial;

/// How a scenario ended, by the world's truth.
public enum Outcome {
    HEALED("something was done, the users are well for good, the cause is gone, and nobody was woken"),
    ESCALATED("a human was woken"),
    UNTOUCHED("nothing was done, and nobody was woken"),
    FAILED("it did not heal, and nobody was woken");

    private final String sentence;

    Outcome(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
