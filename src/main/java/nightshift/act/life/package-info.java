/// One run of an action, step by step: intended, allowed, planned, started, polled, verified, undone.
///
/// Each phase is a class that moves a run as far as it goes without waiting. Only the loop's thread touches runs; the
/// calls themselves are made on the executor that was passed in. What waits for a person is told to people by notices,
/// which go on until somebody took them.
@NullMarked
package nightshift.act.life;

import org.jspecify.annotations.NullMarked;
