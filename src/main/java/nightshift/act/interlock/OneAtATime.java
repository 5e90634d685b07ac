package nightshift.act.interlock;

import java.util.Optional;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.EntityId;

/// One action on a service at a time: two at once could not be told apart by their effect.
final class OneAtATime implements Interlock {
    @Override
    public Guard judge(Remedy remedy, Situation situation) {
        EntityId service = remedy.action().target().service();
        for (Remedy other : situation.acting()) {
            if (!other.id().equals(remedy.id())
                    && other.action().target().service().equals(service)) {
                return new Guard(
                        HoldReason.LOCK.guard(),
                        Guard.Verdict.WAIT,
                        other.action().type() + " on " + service.label() + " is not settled yet (decision " + other.id()
                                + ")");
            }
        }
        return afterUnknown(remedy, situation, service)
                .orElseGet(() -> new Guard(
                        HoldReason.LOCK.guard(),
                        Guard.Verdict.PASS,
                        "nothing else is being done to " + service.label()));
    }

    /// What may still be under way, since its target could not say, holds up the next as well, until a person lets it.
    private static Optional<Guard> afterUnknown(Remedy remedy, Situation situation, EntityId service) {
        if (remedy.approvedBy() != null) {
            return Optional.empty();
        }
        return situation.started().reversed().stream()
                .filter(other -> other.state() == DecisionState.UNKNOWN)
                .filter(other -> other.action().target().service().equals(service))
                .findFirst()
                .map(other -> new Guard(
                        HoldReason.LOCK.guard(),
                        Guard.Verdict.APPROVAL,
                        "it can't be told what became of " + other.action().type() + " on " + service.label()
                                + " (decision " + other.id() + ")"));
    }
}
