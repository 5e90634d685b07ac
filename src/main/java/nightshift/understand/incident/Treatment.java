package nightshift.understand.incident;

import java.util.List;
import java.util.function.Predicate;
import nightshift.fact.ActionResult;
import nightshift.fact.IncidentOutcome;
import nightshift.fact.IncidentState;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.EntityId;

/// What is being done about one incident.
///
/// @param remedies all that was decided for it, as they are in this turn
record Treatment(List<Remedy> remedies) {
    static final Treatment NONE = new Treatment(List.of());

    Treatment {
        remedies = List.copyOf(remedies);
    }

    /// Whether anything was done, or tried.
    boolean any() {
        return remedies.stream().anyMatch(Remedy::told);
    }

    /// Whether anything was decided for this service.
    boolean on(EntityId service) {
        return remedies.stream()
                .anyMatch(remedy -> remedy.action().target().service().equals(service));
    }

    /// Whether something was done to this service and proved to help.
    boolean healed(EntityId service) {
        return remedies.stream()
                .anyMatch(remedy -> remedy.state() == DecisionState.HEALED
                        && remedy.action().target().service().equals(service));
    }

    /// OPEN, ACTING or VERIFYING.
    IncidentState state() {
        IncidentState state = IncidentState.OPEN;
        for (Remedy remedy : remedies) {
            switch (remedy.state().phase()) {
                case RUNNING, UNDOING -> {
                    return IncidentState.ACTING;
                }
                case VERIFYING -> state = IncidentState.VERIFYING;
                case BEFORE_START, SETTLED -> {}
            }
        }
        return state;
    }

    /// How an incident whose symptoms are gone has ended. An action that did its work and was not undone
    /// counts, even when verification ran out of patience before the symptoms went away.
    IncidentOutcome outcome() {
        if (anySucceeded(Remedy::escalates)) {
            return IncidentOutcome.ESCALATED;
        }
        boolean acted = anySucceeded(remedy -> remedy.state() != DecisionState.UNDONE);
        return acted ? IncidentOutcome.HEALED : IncidentOutcome.RECOVERED;
    }

    private boolean anySucceeded(Predicate<Remedy> which) {
        return remedies.stream()
                .filter(remedy -> remedy.result() == ActionResult.SUCCEEDED)
                .anyMatch(which);
    }
}
