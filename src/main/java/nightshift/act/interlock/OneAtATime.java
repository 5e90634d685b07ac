package nightshift.act.interlock;

import nightshift.fact.decision.Guard;
import nightshift.fact.telemetry.EntityId;
import nightshift.journal.LedgerEntry;

/// One action on a service at a time: two at once could not be told apart by their effect.
final class OneAtATime implements Interlock {
    @Override
    public Guard judge(LedgerEntry entry, Situation situation) {
        EntityId service = entry.decision().action().target().service();
        for (LedgerEntry other : situation.acting()) {
            if (!other.decision().id().equals(entry.decision().id())
                    && other.decision().action().target().service().equals(service)) {
                return new Guard(
                        "one at a time",
                        Guard.Verdict.WAIT,
                        other.decision().action().type() + " on " + service.label() + " is not settled yet (decision "
                                + other.decision().id() + ")");
            }
        }
        return new Guard("one at a time", Guard.Verdict.PASS, "nothing else is being done to " + service.label());
    }
}
