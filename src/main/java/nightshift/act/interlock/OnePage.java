package nightshift.act.interlock;

import nightshift.fact.ActionType;
import nightshift.fact.decision.Guard;
import nightshift.journal.LedgerEntry;

/// One incident wakes a human once, be it by a rule or by the safety net.
final class OnePage implements Interlock {
    @Override
    public Guard judge(LedgerEntry entry, Situation situation) {
        for (LedgerEntry other : situation.started()) {
            if (other.decision().action().type().equals(ActionType.ESCALATE)
                    && other.decision().incident().equals(entry.decision().incident())) {
                return new Guard(
                        "one page",
                        Guard.Verdict.VETO,
                        "a human was asked for at " + other.record().startedAt());
            }
        }
        return new Guard("one page", Guard.Verdict.PASS, "nobody was asked for yet");
    }
}
