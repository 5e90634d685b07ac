package nightshift.understand;

import java.util.LinkedHashMap;
import java.util.Map;
import nightshift.fact.ActionResult;
import nightshift.fact.IncidentOutcome;
import nightshift.fact.IncidentState;
import nightshift.fact.Outcome;
import nightshift.fact.Verification;

/// What has been done about one incident, as far as it was told.
final class Remedies {
    private static final String ESCALATE = "escalate";

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

    /// How an incident whose symptoms are gone has ended.
    IncidentOutcome outcome() {
        boolean woken = byDecision.values().stream()
                .anyMatch(
                        outcome -> outcome.actionType().equals(ESCALATE) && outcome.result() == ActionResult.SUCCEEDED);
        if (woken) {
            return IncidentOutcome.ESCALATED;
        }
        boolean helped = byDecision.values().stream().anyMatch(Outcome::helped);
        return helped ? IncidentOutcome.HEALED : IncidentOutcome.RECOVERED;
    }
}
