package nightshift.fact.decision;

/// What rules and policies made of a proposal, before any interlock.
public enum Disposition {
    ACT("to be done"),
    AWAIT_APPROVAL("waits for a person to approve it"),
    SUGGEST("suggested: its rule may not act"),
    SHADOW("noted: its rule is in shadow"),
    VETOED("a policy forbids it");

    private final String sentence;

    Disposition(String sentence) {
        this.sentence = sentence;
    }

    /// What it means, for people.
    public String sentence() {
        return sentence;
    }

    /// Whether it is to be done, be it after a person said yes.
    public boolean acts() {
        return this == ACT || this == AWAIT_APPROVAL;
    }
}
