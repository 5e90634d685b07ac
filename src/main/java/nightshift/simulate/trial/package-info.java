/// Scenarios: what is given, what goes wrong when, and what must come of it; and how one is played.
///
/// Start with [nightshift.simulate.trial.Playthrough] (a world and a Nightshift, turn by turn). A [nightshift.simulate.trial.Trial] is
/// what is on trial: whoever assembles a Nightshift fills the port.
@NullMarked
package nightshift.simulate.trial;

import org.jspecify.annotations.NullMarked;
