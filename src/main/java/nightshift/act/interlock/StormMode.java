package nightshift.act.interlock;

import nightshift.fact.decision.Guard;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Remedy;

/// When very much goes wrong at once the cause is likely to be something that no rule knows: a person must approve.
final class StormMode implements Interlock {
    private final int from;

    StormMode(int from) {
        this.from = from;
    }

    @Override
    public Guard judge(Remedy remedy, Situation situation) {
        int open = situation.belief().openIncidents().size();
        if (open < from) {
            return new Guard(
                    HoldReason.STORM.guard(), Guard.Verdict.PASS, "fewer than " + from + " incidents are open");
        }
        String approver = remedy.approvedBy();
        String numbers = from + " or more incidents are open at once";
        return approver == null
                ? new Guard(HoldReason.STORM.guard(), Guard.Verdict.APPROVAL, numbers)
                : new Guard(HoldReason.STORM.guard(), Guard.Verdict.PASS, numbers + "; approved by " + approver);
    }
}
