package nightshift.fact;

/// What the target said of an action.
public enum ActionResult {
    /// Sent or about to be; not settled.
    IN_PROGRESS,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    TIMED_OUT,
    /// It can't be told whether it happened; never assumed either way.
    UNKNOWN,
    /// An interlock, a person or the plan said no; nothing was sent.
    REFUSED
}
