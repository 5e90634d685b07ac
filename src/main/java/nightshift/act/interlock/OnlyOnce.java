package nightshift.act.interlock;

import nightshift.fact.decision.Guard;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Remedy;

/// A decision id leads to one start, whatever is decided, edited or restarted.
final class OnlyOnce implements Interlock {
    @Override
    public Guard judge(Remedy remedy, Situation situation) {
        String id = remedy.id();
        boolean before = remedy.startedAt() != null
                || situation.started().stream().anyMatch(other -> other.id().equals(id));
        return before
                ? new Guard(
                        HoldReason.STARTED_BEFORE.guard(), Guard.Verdict.VETO, "decision " + id + " was started before")
                : new Guard(HoldReason.STARTED_BEFORE.guard(), Guard.Verdict.PASS, "not started before");
    }
}
