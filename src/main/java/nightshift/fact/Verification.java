package nightshift.fact;

/// Whether an action helped, by the signal that triggered it on fresh data.
///
/// @param state the verdict
/// @param reason one sentence with the numbers
public record Verification(State state, String reason) {
    /// From not yet known to worst.
    public enum State {
        PENDING,
        HEALED,
        NOT_HEALED,
        WORSE,
        /// No fresh data: never success.
        INCONCLUSIVE,
        /// Nothing was done, so there is nothing to verify.
        NOT_APPLICABLE
    }
}
