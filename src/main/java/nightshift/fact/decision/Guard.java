package nightshift.fact.decision;

/// What one policy or interlock said of a decision.
///
/// @param name of the policy rule or the interlock
/// @param verdict what it said
/// @param reason one sentence, also when it let it pass
public record Guard(String name, Verdict verdict, String reason) {
    /// From harmless to final.
    public enum Verdict {
        PASS,
        /// A person must approve first.
        APPROVAL,
        /// Not now: it may pass in a later turn, such as after a cool-down.
        WAIT,
        /// Never for this decision.
        VETO
    }
}
