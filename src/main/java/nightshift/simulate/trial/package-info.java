/// Where a product and a world are put together: how a world is drawn from the catalogue, how it is played, turn by turn.
///
/// Start with [nightshift.simulate.trial.WorldLottery], which draws the worlds of an exam, then
/// [nightshift.simulate.trial.WorldPlaythrough], which plays one of them with a whole Nightshift in it.
@NullMarked
package nightshift.simulate.trial;

import org.jspecify.annotations.NullMarked;
