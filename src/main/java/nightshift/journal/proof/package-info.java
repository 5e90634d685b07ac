/// Proof that the journal is what was written: nothing changed, nothing missing, and still the file that was here last.
///
/// Each event is linked to the one before it by a hash (`Chain`), and the one that tells a decision has a digest of it
/// (`DecisionText`). `Audit` follows the links and holds the decisions against them, from the `Checkpoint` on that
/// `Prune` left when it took old ones away. `JournalMark` notices at a start that the file is an older copy, or has
/// lost
/// its write-ahead log.
@NullMarked
package nightshift.journal.proof;

import org.jspecify.annotations.NullMarked;
