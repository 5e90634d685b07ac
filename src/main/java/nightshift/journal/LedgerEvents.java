package nightshift.journal;

import java.util.Optional;
import nightshift.fact.decision.Remedy;

/// How the steps of a remedy are called in the event log.
final class LedgerEvents {
    private LedgerEvents() {}

    /// Empty for a step that nobody needs to be told of: one more window that was looked at.
    static Optional<String> kind(Remedy from, Remedy to) {
        return from.state() == to.state() ? within(from, to) : Optional.of(into(to));
    }

    private static Optional<String> within(Remedy from, Remedy to) {
        if (!from.execution().planned().equals(to.execution().planned())) {
            return Optional.of("decision.planned");
        }
        if (!from.guards().equals(to.guards())) {
            return Optional.of("decision.guarded");
        }
        if (from.execution().resends() != to.execution().resends()) {
            return Optional.of("action.resent");
        }
        if (from.execution().cancelling() != to.execution().cancelling()) {
            return Optional.of("action.cancelling");
        }
        return from.result() == to.result() ? Optional.empty() : Optional.of("action.answered");
    }

    private static String into(Remedy to) {
        return switch (to.state()) {
            case SHADOWED, SUGGESTED -> "decision.decided";
            case VETOED -> "decision.vetoed";
            case AWAITING_APPROVAL -> "decision.awaiting_approval";
            case REJECTED -> "decision.rejected";
            case EXPIRED -> "decision.expired";
            case INTENT -> "decision.approved";
            // A page is out as soon as it is written: people see it, whatever becomes of the webhook.
            case STARTED -> to.escalates() ? "page.raised" : "action.started";
            case VERIFYING -> "action.answered";
            case UNDOING -> "action.undoing";
            case HEALED, DONE, NOT_HEALED, UNDONE, INCONCLUSIVE, FAILED, UNKNOWN, CANCELLED -> "action.settled";
        };
    }
}
