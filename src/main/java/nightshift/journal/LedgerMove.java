package nightshift.journal;

import java.util.Optional;
import nightshift.fact.ActionResult;
import nightshift.fact.Outcome;
import nightshift.fact.Verification;
import org.jspecify.annotations.Nullable;

/// One step in the life of a decision.
record LedgerMove(LedgerEntry from, LedgerEntry to) {
    /// The step that an outcome tells of, if the ledger does not have it already: states are declared in the order of a
    /// life, and a life does not go back.
    static Optional<LedgerMove> implied(LedgerEntry entry, Outcome outcome) {
        DecisionState state = state(outcome);
        if (entry.state().settled() || state == null || state.compareTo(entry.state()) <= 0) {
            return Optional.empty();
        }
        LedgerEntry next = entry.in(state, outcome.reason())
                .verified(outcome.verification())
                .answered(outcome.result(), entry.answeredAt() == null ? outcome.at() : entry.answeredAt());
        if (entry.record().startedAt() == null && outcome.result() != ActionResult.REFUSED) {
            next = next.startedAt(outcome.at());
        }
        return Optional.of(new LedgerMove(entry, state.settled() ? next.endedAt(outcome.at()) : next));
    }

    private static @Nullable DecisionState state(Outcome outcome) {
        return switch (outcome.result()) {
            case IN_PROGRESS -> DecisionState.STARTED;
            case SUCCEEDED ->
                outcome.undone()
                        ? DecisionState.UNDONE
                        : verified(outcome.verification().state());
            case FAILED, TIMED_OUT -> DecisionState.FAILED;
            case CANCELLED -> DecisionState.CANCELLED;
            case UNKNOWN -> DecisionState.UNKNOWN;
            case REFUSED -> DecisionState.VETOED;
        };
    }

    private static @Nullable DecisionState verified(Verification.State state) {
        return switch (state) {
            case PENDING -> DecisionState.VERIFYING;
            case HEALED -> DecisionState.HEALED;
            case NOT_HEALED, WORSE -> DecisionState.NOT_HEALED;
            case INCONCLUSIVE -> DecisionState.INCONCLUSIVE;
            case NOT_APPLICABLE -> DecisionState.DONE;
        };
    }
}
