package nightshift.fact;

/// How much an incident matters to those whom the system serves; nothing else is meant by it. It rises
/// with the symptoms that join an incident, and never falls.
public enum Severity {
    HIGH("users feel it, or would as soon as they call"),
    LOW("only a resource is strained and nobody feels it yet: it is shown, and nobody is woken at once");

    private final String sentence;

    Severity(String sentence) {
        this.sentence = sentence;
    }

    /// What it means, for people.
    public String sentence() {
        return sentence;
    }
}
