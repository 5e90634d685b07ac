/// The bounds on acting that are Java and that no rule can switch off.
///
/// Each looks at one [nightshift.act.interlock.Situation] and says yes, wait, ask a person or no, with a sentence; all
/// are asked every time, so that an explanation shows all of them.
@NullMarked
package nightshift.act.interlock;

import org.jspecify.annotations.NullMarked;
