package nightshift.understand.incident;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import nightshift.fact.ActionResult;
import nightshift.fact.ActionType;
import nightshift.fact.IncidentOutcome;
import nightshift.fact.IncidentState;
import nightshift.fact.Outcome;
import nightshift.fact.Verification;

/// What has been done about one incident, as far as it was told.
final class Remedies {
    private final Map<String, Outcome> byDecision = new LinkedHashMap<>();
    private IncidentState untold;

    /// @param untold the state to be in until the first outcome is told: after a restart what it was before
    Remedies(IncidentState untold) {
        this.untold = untold;
    }

    void take(Outcome outcome) {
        untold = IncidentState.OPEN;
        byDecision.put(outcome.decision(), outcome);
    }

    /// Whether anything was done, or tried.
    boolean any() {
        return !byDecision.isEmpty();
    }

    /// OPEN, ACTING or VERIFYING.
    IncidentState state() {
        IncidentState state = untold;
        for (Outcome outcome : byDecision.values()) {
            if (outcome.result() == ActionResult.IN_PROGRESS) {
                return IncidentState.ACTING;
            }
            if (outcome.verification().state() == Verification.State.PENDING) {
                state = IncidentState.VERIFYING;
            }
        }
        return state;
    }

    /// How an incident whose symptoms are gone has ended. An action that did its work and was not undone
    /// counts, even when verification ran out of patience before the symptoms went away.
    IncidentOutcome outcome() {
        if (anySucceeded(outcome -> outcome.actionType().equals(ActionType.ESCALATE))) {
            return IncidentOutcome.ESCALATED;
        }
        boolean acted = anySucceeded(outcome -> !outcome.undone());
        return acted ? IncidentOutcome.HEALED : IncidentOutcome.RECOVERED;
    }

    private boolean anySucceeded(Predicate<Outcome> which) {
        return byDecision.values().stream()
                .filter(outcome -> outcome.result() == ActionResult.SUCCEEDED)
                .anyMatch(which);
    }
}
