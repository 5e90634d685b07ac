package nightshift.act.interlock;

import nightshift.fact.decision.Guard;
import nightshift.journal.LedgerEntry;

/// A decision id leads to one start, whatever is decided, edited or restarted.
final class OnlyOnce implements Interlock {
    @Override
    public Guard judge(LedgerEntry entry, Situation situation) {
        String id = entry.decision().id();
        boolean before = entry.record().startedAt() != null
                || situation.started().stream()
                        .anyMatch(other -> other.decision().id().equals(id));
        return before
                ? new Guard("only once", Guard.Verdict.VETO, "decision " + id + " was started before")
                : new Guard("only once", Guard.Verdict.PASS, "not started before");
    }
}
