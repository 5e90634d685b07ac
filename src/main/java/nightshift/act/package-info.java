/// Decisions in, remedies out: interlocks, plan, start, poll, verify, undo.
///
/// [nightshift.act.Dispatcher] is the front. Every decision walks through a list of interlocks that no rule can
/// switch off, then through its actuator, then through verification on fresh data. What can't be told is Unknown and
/// asked again; what made things worse is undone; what can't be settled is told, and the safety net of `decide` wakes
/// a human. Nothing here blocks the turn: effects run on the executor that is passed in. It decides nothing; what it
/// answers with is the present state of all remedies of open incidents, which is in the journal first.
@NullMarked
package nightshift.act;

import org.jspecify.annotations.NullMarked;
