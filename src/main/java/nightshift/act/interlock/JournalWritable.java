package nightshift.act.interlock;

import nightshift.fact.decision.Guard;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Remedy;

/// What can't be written down is not done.
final class JournalWritable implements Interlock {
    @Override
    public Guard judge(Remedy remedy, Situation situation) {
        return situation
                .unwritable()
                .map(reason -> new Guard(HoldReason.JOURNAL.guard(), Guard.Verdict.WAIT, reason))
                .orElse(new Guard(HoldReason.JOURNAL.guard(), Guard.Verdict.PASS, "the journal can be written"));
    }
}
