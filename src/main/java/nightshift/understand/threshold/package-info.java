/// Fixed limits that rules ask for: since when a signal has been beyond one, without a break.
///
/// The limits come from the rules' own patterns; a run of windows becomes a `Breach` fact with the time it has held.
@NullMarked
package nightshift.understand.threshold;

import org.jspecify.annotations.NullMarked;
