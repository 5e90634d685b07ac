package nightshift.act.interlock;

import nightshift.fact.decision.Guard;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Remedy;

/// One incident wakes a human once, be it by a rule or by the safety net.
final class OnePage implements Interlock {
    @Override
    public Guard judge(Remedy remedy, Situation situation) {
        for (Remedy other : situation.started()) {
            if (other.escalates() && other.incident().equals(remedy.incident())) {
                return new Guard(
                        HoldReason.PAGED.guard(), Guard.Verdict.VETO, "a human was asked for at " + other.startedAt());
            }
        }
        return new Guard(HoldReason.PAGED.guard(), Guard.Verdict.PASS, "nobody was asked for yet");
    }
}
