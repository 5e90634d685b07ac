package nightshift.act.interlock;

import nightshift.fact.decision.Guard;
import nightshift.journal.LedgerEntry;

/// What can't be written down is not done.
final class JournalWritable implements Interlock {
    @Override
    public Guard judge(LedgerEntry entry, Situation situation) {
        return situation
                .unwritable()
                .map(reason -> new Guard("journal", Guard.Verdict.WAIT, reason))
                .orElse(new Guard("journal", Guard.Verdict.PASS, "the journal can be written"));
    }
}
