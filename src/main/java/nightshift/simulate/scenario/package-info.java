/// Scenarios: what is given, what goes wrong when, and what must come of it, judged by the world's own truth.
///
/// Start with [nightshift.simulate.scenario.Playthrough] (a world and a Nightshift, turn by turn), then
/// [nightshift.simulate.scenario.Judge]. A [nightshift.simulate.scenario.Scoreboard] plays every file of `scenarios/`
/// with several seeds; a [nightshift.simulate.scenario.Demo] plays the three seed faults in one world.
@NullMarked
package nightshift.simulate.scenario;

import org.jspecify.annotations.NullMarked;
