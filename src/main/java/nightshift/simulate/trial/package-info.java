/// Puts a product on trial in a world: what is given, what goes wrong when, and the world and the Nightshift turn
/// by turn.
///
/// In the shop a [nightshift.simulate.trial.Scenario] is read from a file and a
/// [nightshift.simulate.trial.Playthrough] plays it. Of generated worlds a [nightshift.simulate.trial.WorldLottery]
/// draws what an exam has by the shares of its [nightshift.simulate.trial.WorldCatalogue], and a
/// [nightshift.simulate.trial.WorldPlaythrough] plays one.
@NullMarked
package nightshift.simulate.trial;

import org.jspecify.annotations.NullMarked;
