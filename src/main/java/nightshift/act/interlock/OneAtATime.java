package nightshift.act.interlock;

import nightshift.fact.decision.Guard;
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
                        "one at a time",
                        Guard.Verdict.WAIT,
                        other.action().type() + " on " + service.label() + " is not settled yet (decision " + other.id()
                                + ")");
            }
        }
        return new Guard("one at a time", Guard.Verdict.PASS, "nothing else is being done to " + service.label());
    }
}
