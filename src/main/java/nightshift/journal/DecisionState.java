package nightshift.journal;

/// Where a decision is in its life. Moves are compare-and-set on the ledger.
public enum DecisionState {
    /// Rule in shadow: noted only.
    SHADOWED(true),
    /// Shown for a person to do by hand.
    SUGGESTED(true),
    /// A policy or an interlock said never.
    VETOED(true),
    /// Waits for a person.
    AWAITING_APPROVAL(false),
    REJECTED(true),
    /// Nobody approved in time.
    EXPIRED(true),
    /// Meant to be done, not yet sent; also while an interlock says "not now".
    INTENT(false),
    /// Sent, or about to be: after a crash the target is asked before anything is sent again.
    STARTED(false),
    /// The target has done it; fresh data will tell whether it helped.
    VERIFYING(false),
    /// It made things worse; its inverse is being applied.
    UNDOING(false),
    HEALED(true),
    /// Done, with nothing to verify: a page.
    DONE(true),
    NOT_HEALED(true),
    /// Made things worse and was undone.
    UNDONE(true),
    INCONCLUSIVE(true),
    FAILED(true),
    /// The target can't say whether it happened.
    UNKNOWN(true),
    CANCELLED(true);

    private final boolean settled;

    DecisionState(boolean settled) {
        this.settled = settled;
    }

    /// Whether nothing more will happen to it.
    public boolean settled() {
        return settled;
    }
}
