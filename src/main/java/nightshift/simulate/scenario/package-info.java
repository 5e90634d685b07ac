/// Scenarios: what is given, what goes wrong when, and what must come of it, judged by the world's own truth.
///
/// Start with [nightshift.simulate.trial.Playthrough] (a world and a Nightshift, turn by turn), then
/// [nightshift.simulate.judge.Judge]. A [nightshift.simulate.judge.Scoreboard] plays every file of `scenarios/`
/// with several seeds; a [nightshift.simulate.judge.Demo] plays the three seed faults in one world.
@NullMarked
package nightshift.simulate.scenario;

import org.jspecify.annotations.NullMarked;
