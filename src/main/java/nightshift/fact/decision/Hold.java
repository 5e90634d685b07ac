package nightshift.fact.decision;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import nightshift.fact.Proposal;
import nightshift.fact.telemetry.EntityId;
import org.jspecify.annotations.Nullable;

/// Why not: something that a rule proposed and that is not done, and what holds it, for one reason without a break. A
/// proposal that is held for another reason next has another hold.
///
/// @param decision id of the decision that it is, or that would come of it
/// @param incident id
/// @param rule `@id` of who proposed it
/// @param action type
/// @param target what it would be done to
/// @param reason what holds it
/// @param guard name of the policy, the interlock or whatever else it is
/// @param word what that said when it began
/// @param since the first turn in which it was held so
/// @param until the last one; null while it is
public record Hold(
        String decision,
        String incident,
        String rule,
        String action,
        EntityId target,
        HoldReason reason,
        String guard,
        String word,
        Instant since,
        @Nullable Instant until) {

    /// Of a proposal that came to no decision.
    ///
    /// @param decision id of the one that would come of it
    public static Hold of(String decision, Proposal proposal, HoldReason reason, String word, Instant now) {
        return of(decision, proposal, new Guard(reason.guard(), Guard.Verdict.WAIT, word), reason, now);
    }

    /// Of a proposal that a policy holds up.
    ///
    /// @param decision id of the one that would come of it
    public static Hold of(String decision, Proposal proposal, Guard guard, Instant now) {
        return of(decision, proposal, guard, HoldReason.of(guard), now);
    }

    private static Hold of(String decision, Proposal proposal, Guard guard, HoldReason reason, Instant now) {
        return new Hold(
                decision,
                proposal.incident(),
                proposal.rule(),
                proposal.type(),
                proposal.target(),
                reason,
                guard.name(),
                guard.reason(),
                now,
                null);
    }

    /// Of a decision, as it is now; empty when nothing holds it, or it was tried.
    public static Optional<Hold> of(Remedy remedy, Instant now) {
        return switch (remedy.state()) {
            case SHADOWED, SUGGESTED -> Optional.of(of(remedy, HoldReason.MODE, now));
            case VETOED -> Optional.of(guarded(remedy, Guard.Verdict.VETO, HoldReason.POLICY, now));
            case AWAITING_APPROVAL ->
                // nobody is asked for what is muted, so that it is not a person's answer that it waits for
                Optional.of(guard(remedy, Guard::mutes)
                        .map(mute -> of(remedy, mute, now))
                        .orElseGet(() -> guarded(remedy, Guard.Verdict.APPROVAL, HoldReason.APPROVAL, now)));
            case REJECTED -> Optional.of(of(remedy, HoldReason.REJECTED, now));
            case EXPIRED -> Optional.of(of(remedy, HoldReason.EXPIRED, now));
            case INTENT -> ofIntent(remedy, now);
            case STARTED,
                    VERIFYING,
                    UNDOING,
                    HEALED,
                    DONE,
                    NOT_HEALED,
                    UNDONE,
                    INCONCLUSIVE,
                    FAILED,
                    UNKNOWN,
                    CANCELLED -> Optional.empty();
        };
    }

    private static Optional<Hold> ofIntent(Remedy remedy, Instant now) {
        if (remedy.execution().unknownSince() != null) {
            return Optional.of(of(remedy, HoldReason.TARGET, now));
        }
        return guard(remedy, Guard::mutes)
                .or(() -> guard(remedy, guard -> guard.verdict() == Guard.Verdict.WAIT))
                .map(guard -> of(remedy, guard, now));
    }

    /// By the first guard that says so; by what is known of the decision where none does.
    private static Hold guarded(Remedy remedy, Guard.Verdict verdict, HoldReason otherwise, Instant now) {
        return guard(remedy, guard -> guard.verdict() == verdict)
                .map(guard -> of(remedy, guard, now))
                .orElseGet(() -> of(remedy, otherwise, now));
    }

    private static Optional<Guard> guard(Remedy remedy, Predicate<Guard> which) {
        return remedy.guards().stream().filter(which).findFirst();
    }

    private static Hold of(Remedy remedy, HoldReason reason, Instant now) {
        return of(remedy, new Guard(reason.guard(), Guard.Verdict.WAIT, remedy.detail()), reason, now);
    }

    private static Hold of(Remedy remedy, Guard guard, Instant now) {
        return of(remedy, guard, HoldReason.of(guard), now);
    }

    private static Hold of(Remedy remedy, Guard guard, HoldReason reason, Instant now) {
        return new Hold(
                remedy.id(),
                remedy.incident(),
                remedy.decision().rule().id(),
                remedy.action().type(),
                remedy.action().target(),
                reason,
                guard.name(),
                guard.reason(),
                now,
                null);
    }

    /// Whether another says the same, whenever, and in whatever figures.
    public boolean goesOn(Hold other) {
        return decision.equals(other.decision) && reason == other.reason && guard.equals(other.guard);
    }

    /// The same when it is over.
    public Hold until(Instant last) {
        Instant end = last.isBefore(since) ? since : last;
        return new Hold(decision, incident, rule, action, target, reason, guard, word, since, end);
    }
}
