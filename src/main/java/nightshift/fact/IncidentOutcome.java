package nightshift.fact;

/// How an incident ended.
public enum IncidentOutcome {
    HEALED("an action was taken and the symptoms went away on fresh data"),
    RECOVERED("the symptoms went away without an action"),
    ESCALATED("a human was woken"),
    SETTLED("calls go on taking longer, nobody felt it for long, and it is the new normal");

    private final String sentence;

    IncidentOutcome(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
