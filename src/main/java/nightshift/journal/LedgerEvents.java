package nightshift.journal;

import nightshift.fact.ActionType;

/// How the moves of a decision are called in the event log.
final class LedgerEvents {
    private LedgerEvents() {}

    static String kind(DecisionState from, LedgerEntry entry) {
        DecisionState to = entry.state();
        return switch (to) {
            case SHADOWED, SUGGESTED -> "decision.decided";
            case VETOED -> "decision.vetoed";
            case AWAITING_APPROVAL -> from == to ? "decision.guarded" : "decision.awaiting_approval";
            case REJECTED -> "decision.rejected";
            case EXPIRED -> "decision.expired";
            case INTENT -> from == DecisionState.AWAITING_APPROVAL ? "decision.approved" : "decision.guarded";
            case STARTED -> from == to ? "action.answered" : started(entry);
            case VERIFYING -> "action.answered";
            case UNDOING -> "action.undoing";
            case HEALED, DONE, NOT_HEALED, UNDONE, INCONCLUSIVE, FAILED, UNKNOWN, CANCELLED -> "action.settled";
        };
    }

    /// A page is out as soon as it is written: people see it, whatever becomes of the webhook.
    private static String started(LedgerEntry entry) {
        return entry.decision().action().type().equals(ActionType.ESCALATE) ? "page.raised" : "action.started";
    }
}
