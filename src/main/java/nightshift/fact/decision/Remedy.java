package nightshift.fact.decision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.Outcome;
import nightshift.fact.Verification;
import org.jspecify.annotations.Nullable;

/// A decision and all that came of it: the one life of an action. `act` moves it on, the journal restores it, and who
/// understands, decides or looks reads it. Immutable; each step makes a new one, which the journal swaps for the old.
///
/// @param decision as it was decided; its `because` are the facts of that turn
/// @param state where it is
/// @param since when it came into this state
/// @param detail what the target, an interlock or a person said last
/// @param guards policies' and interlocks' verdicts, the last of each name
/// @param approvedBy who approved, or rejected
/// @param execution what is known of it at its target
/// @param verification whether it helped
/// @param progress what fresh windows have shown so far
/// @param revision rises by one with every step that is written; a step from an older one is refused
public record Remedy(
        Decision decision,
        DecisionState state,
        Instant since,
        String detail,
        List<Guard> guards,
        @Nullable String approvedBy,
        Execution execution,
        Verification verification,
        VerificationProgress progress,
        long revision) {
    public Remedy {
        guards = List.copyOf(guards);
        if (revision < 1) {
            throw new IllegalArgumentException(
                    "revision of decision " + decision.id() + " must be 1 or more, got " + revision);
        }
    }

    /// How a life begins, by what rules and policies made of the decision.
    public static Remedy of(Decision decision) {
        DecisionState state = beginning(decision.disposition());
        boolean settled = state.settled();
        return new Remedy(
                decision,
                state,
                decision.decidedAt(),
                decision.disposition().sentence(),
                decision.guards(),
                null,
                Execution.notStarted(settled ? ActionResult.REFUSED : ActionResult.IN_PROGRESS),
                settled
                        ? new Verification(Verification.State.NOT_APPLICABLE, "nothing was done")
                        : new Verification(Verification.State.PENDING, "not done yet"),
                VerificationProgress.NONE,
                1);
    }

    private static DecisionState beginning(Disposition disposition) {
        return switch (disposition) {
            case ACT -> DecisionState.INTENT;
            case AWAIT_APPROVAL -> DecisionState.AWAITING_APPROVAL;
            case SUGGEST -> DecisionState.SUGGESTED;
            case SHADOW -> DecisionState.SHADOWED;
            case VETOED -> DecisionState.VETOED;
        };
    }

    /// The decision's.
    public String id() {
        return decision.id();
    }

    /// Id of the incident it is for.
    public String incident() {
        return decision.incident();
    }

    public Action action() {
        return decision.action();
    }

    public ActionResult result() {
        return execution.result();
    }

    public @Nullable Instant startedAt() {
        return execution.startedAt();
    }

    /// When it was settled; null before.
    public @Nullable Instant endedAt() {
        return state.settled() ? since : null;
    }

    /// Whether it, or its inverse, runs for longer than it may and can't be stopped: it keeps its target to itself, and
    /// a person has to see to it.
    public boolean stuck() {
        return state.acting() && execution.result() == ActionResult.TIMED_OUT;
    }

    /// Whether it wakes a person.
    public boolean escalates() {
        return action().escalates();
    }

    /// Whether it is not begun because a person has muted it.
    public boolean muted() {
        return state.phase() == DecisionState.Phase.BEFORE_START
                && guards.stream().anyMatch(Guard::mutes);
    }

    /// Whether rules and incidents hear of it: of what was sent and of what came of it, and not of what a person or an
    /// interlock held back, since that is no reason to climb the ladder.
    public boolean told() {
        return state == DecisionState.FAILED || startedAt() != null;
    }

    /// The fact that rules match.
    public Outcome outcome() {
        return new Outcome(
                id(),
                incident(),
                decision.rule().id(),
                action().type(),
                action().target(),
                decision.attempt(),
                result(),
                verification,
                state == DecisionState.UNDONE,
                detail,
                since);
    }

    /// The same in another state, or in the same with another word on it.
    public Remedy in(DecisionState next, String why, Instant now) {
        boolean same = next == state;
        return new Remedy(
                decision,
                next,
                same ? since : now,
                why,
                guards,
                approvedBy,
                next == DecisionState.UNDOING && !same ? execution.ofInverse() : execution,
                verification,
                progress,
                revision);
    }

    /// Over without anything done.
    public Remedy heldBack(DecisionState next, String why, Instant now) {
        return in(next, why, now)
                .at(execution.answered(ActionResult.REFUSED, null))
                .verified(new Verification(Verification.State.NOT_APPLICABLE, "nothing was done"));
    }

    public Remedy guardedBy(List<Guard> verdicts) {
        return new Remedy(
                decision, state, since, detail, verdicts, approvedBy, execution, verification, progress, revision);
    }

    public Remedy approvedBy(String principal) {
        return new Remedy(
                decision, state, since, detail, guards, principal, execution, verification, progress, revision);
    }

    /// As if nobody had approved it.
    public Remedy unapproved() {
        return new Remedy(decision, state, since, detail, guards, null, execution, verification, progress, revision);
    }

    /// With what is known at its target now.
    public Remedy at(Execution now) {
        return new Remedy(decision, state, since, detail, guards, approvedBy, now, verification, progress, revision);
    }

    public Remedy verified(Verification verdict) {
        return new Remedy(decision, state, since, detail, guards, approvedBy, execution, verdict, progress, revision);
    }

    public Remedy seen(VerificationProgress now) {
        return new Remedy(decision, state, since, detail, guards, approvedBy, execution, verification, now, revision);
    }

    /// The same as the next revision, which is how a step is written.
    public Remedy revised() {
        return new Remedy(
                decision, state, since, detail, guards, approvedBy, execution, verification, progress, revision + 1);
    }

    /// What would undo it, if that is known.
    public Optional<Action> inverse() {
        return execution.inverse();
    }
}
