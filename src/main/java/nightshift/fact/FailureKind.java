package nightshift.fact;

/// What sort of failure an incident is.
public enum FailureKind {
    SATURATION("a resource is exhausted: connections, CPU, memory, a queue"),
    BAD_DEPLOYMENT("a change made the new version worse than the old one"),
    DEPENDENCY_SLOW("something it calls became slow or fails"),
    CRASH("a process died or does not come up"),
    SURGE("more is asked of it than ever before"),
    SLOW_BY_ITSELF("it takes longer, and neither load, a full resource, a change nor what it calls explains it"),
    UNKNOWN("the evidence fits no kind");

    private final String sentence;

    FailureKind(String sentence) {
        this.sentence = sentence;
    }

    /// What it means, for people.
    public String sentence() {
        return sentence;
    }
}
