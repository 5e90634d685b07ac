package nightshift.fact.decision;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// Where a decision is in its life, in the order of a life. What a state means to anybody is said here and in [Remedy],
/// so that nobody else has to tell the states apart.
public enum DecisionState {
    /// Rule in shadow: noted only.
    SHADOWED(Phase.SETTLED),
    /// Shown for a person to do by hand.
    SUGGESTED(Phase.SETTLED),
    /// A policy or an interlock said never.
    VETOED(Phase.SETTLED),
    /// Waits for a person.
    AWAITING_APPROVAL(Phase.BEFORE_START),
    REJECTED(Phase.SETTLED),
    /// Nobody approved in time.
    EXPIRED(Phase.SETTLED),
    /// Meant to be done, not yet sent; also while an interlock says "not now".
    INTENT(Phase.BEFORE_START),
    /// Sent, or about to be: after a crash the target is asked before anything is sent again.
    STARTED(Phase.RUNNING),
    /// The target has done it; fresh data will tell whether it helped.
    VERIFYING(Phase.VERIFYING),
    /// It made things worse; its inverse is being applied.
    UNDOING(Phase.UNDOING),
    HEALED(Phase.SETTLED),
    /// Done, with nothing to verify: a page.
    DONE(Phase.SETTLED),
    NOT_HEALED(Phase.SETTLED),
    /// Made things worse and was undone.
    UNDONE(Phase.SETTLED),
    INCONCLUSIVE(Phase.SETTLED),
    FAILED(Phase.SETTLED),
    /// The target can't say whether it happened.
    UNKNOWN(Phase.SETTLED),
    /// By its target while it was under way; or it was not asked for any more before anybody approved it.
    CANCELLED(Phase.SETTLED);

    private static final Set<DecisionState> TRIED = Collections.unmodifiableSet(
            EnumSet.of(HEALED, NOT_HEALED, UNDONE, INCONCLUSIVE, FAILED, UNKNOWN, EXPIRED, CANCELLED));

    private static final Set<DecisionState> SENT = Collections.unmodifiableSet(
            EnumSet.of(STARTED, VERIFYING, UNDOING, HEALED, DONE, NOT_HEALED, UNDONE, INCONCLUSIVE, FAILED, UNKNOWN));

    private final Phase phase;

    DecisionState(Phase phase) {
        this.phase = phase;
    }

    /// What is to be done next with a decision.
    public enum Phase {
        /// To be let through or held back.
        BEFORE_START,
        /// To be asked about at its target.
        RUNNING,
        /// To be judged by fresh data.
        VERIFYING,
        /// To be asked about at its target, its inverse that is.
        UNDOING,
        /// Nothing more.
        SETTLED
    }

    public Phase phase() {
        return phase;
    }

    /// Whether nothing more will happen to it.
    public boolean settled() {
        return phase == Phase.SETTLED;
    }

    /// Whether something is being done to its target, or judged, so that its end is to be awaited.
    public boolean acting() {
        return !settled() && phase != Phase.BEFORE_START;
    }

    /// Whether it is over and was tried, or ought to have been: what was noted, refused or paged is no try.
    public boolean tried() {
        return TRIED.contains(this);
    }

    /// Whether its target was reached, or was tried to be.
    public boolean sent() {
        return SENT.contains(this);
    }
}
