/// Plays scenarios to their end and judges them: what was seen, blamed, done and healed, against the truth of the
/// world.
///
/// Start with [nightshift.simulate.judge.Judge]. A [nightshift.simulate.judge.Scoreboard] plays every file of
/// `scenarios/` with several seeds; a [nightshift.simulate.judge.Demo] plays the three seed faults in one world.
@NullMarked
package nightshift.simulate.judge;

import org.jspecify.annotations.NullMarked;
