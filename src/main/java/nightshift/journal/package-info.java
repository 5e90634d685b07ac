/// What was seen, believed, decided, done and why; append-only, queryable, survives a kill.
///
/// One SQLite file in a locked data directory. A decision is written before its effect (INTENT), and
/// every step of its life is a compare-and-set on its revision in the ledger, so that a restart neither
/// repeats nor forgets an action in flight. Readers page by cursor; the event table is the cursor
/// behind server-sent events. When the file can't be written, nothing is dispatched: the journal fails
/// closed, and what the loop wrote waits (`Intents`, `IncidentRecords`). What was proposed and held,
/// what people muted and what they were told are tables of their own; `Retention` keeps it all within
/// its bounds (`Pruning`). What can be proven of it is `proof`'s; an auditor asks by way of
/// `JournalFile`.
@NullMarked
package nightshift.journal;

import org.jspecify.annotations.NullMarked;
