package nightshift.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.Outcome;
import nightshift.fact.Verification;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Guard;
import org.jspecify.annotations.Nullable;

/// A decision with all that is known of its life: what comes back after a restart. Immutable; each step makes a new one
/// and the journal swaps it for the old.
///
/// @param record what people read
/// @param result what the target said last
/// @param inverse what would undo it, as captured by the plan before the start
/// @param answeredAt when the target was done; fresh data begins after it
public record LedgerEntry(
        DecisionRecord record,
        ActionResult result,
        Optional<Action> inverse,
        @Nullable Instant answeredAt) {
    public Decision decision() {
        return record.decision();
    }

    public DecisionState state() {
        return record.state();
    }

    /// What the next turn's rules see of it.
    public Outcome outcome(Instant now) {
        Decision decision = decision();
        return new Outcome(
                decision.id(),
                decision.incident(),
                decision.rule().id(),
                decision.action().type(),
                decision.action().target(),
                decision.attempt(),
                result,
                record.verification(),
                state() == DecisionState.UNDONE,
                record.detail(),
                record.endedAt() == null ? now : record.endedAt());
    }

    /// The same in another state, with what was said.
    public LedgerEntry in(DecisionState state, String detail) {
        return with(state, record.verification(), detail, record.startedAt(), record.endedAt(), record.approvedBy());
    }

    public LedgerEntry answered(ActionResult answer, @Nullable Instant at) {
        return new LedgerEntry(record, answer, inverse, at);
    }

    public LedgerEntry startedAt(Instant at) {
        return with(state(), record.verification(), record.detail(), at, record.endedAt(), record.approvedBy());
    }

    public LedgerEntry endedAt(Instant at) {
        return with(state(), record.verification(), record.detail(), record.startedAt(), at, record.approvedBy());
    }

    public LedgerEntry verified(Verification verdict) {
        return with(state(), verdict, record.detail(), record.startedAt(), record.endedAt(), record.approvedBy());
    }

    public LedgerEntry approvedBy(String principal) {
        return with(state(), record.verification(), record.detail(), record.startedAt(), record.endedAt(), principal);
    }

    public LedgerEntry undoneBy(Optional<Action> captured) {
        return new LedgerEntry(record, result, captured, answeredAt);
    }

    public LedgerEntry guardedBy(List<Guard> guards) {
        DecisionRecord guarded = new DecisionRecord(
                record.decision(),
                record.state(),
                guards,
                record.verification(),
                record.detail(),
                record.startedAt(),
                record.endedAt(),
                record.approvedBy());
        return new LedgerEntry(guarded, result, inverse, answeredAt);
    }

    private LedgerEntry with(
            DecisionState state,
            Verification verification,
            String detail,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String approvedBy) {
        DecisionRecord next = new DecisionRecord(
                record.decision(), state, record.guards(), verification, detail, startedAt, endedAt, approvedBy);
        return new LedgerEntry(next, result, inverse, answeredAt);
    }
}
