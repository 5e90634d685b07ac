package nightshift.fact;

/// Something a rule may match and a decision may give as its reason.
public sealed interface Fact
        permits Anomaly, Breach, Cause, Change, Dependency, Incident, Outcome, Regression, Turn, Workload {
    /// One sentence for a person, with the numbers in it.
    String describe();
}
