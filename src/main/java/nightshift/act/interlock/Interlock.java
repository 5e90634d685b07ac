package nightshift.act.interlock;

import nightshift.fact.decision.Guard;
import nightshift.journal.LedgerEntry;

/// A bound on acting that is Java and that no rule can switch off. It must come to the same verdict for the same
/// situation, and to a sentence that stays the same while nothing changes, since a change of verdict is journalled.
@FunctionalInterface
interface Interlock {
    Guard judge(LedgerEntry entry, Situation situation);
}
