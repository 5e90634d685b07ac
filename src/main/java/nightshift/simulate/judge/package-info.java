/// Plays to the end and judges: what was seen, blamed, done and healed, against the truth of the world.
///
/// Two exams. The shop: [nightshift.simulate.judge.Judge] judges one scenario, a
/// [nightshift.simulate.judge.Scoreboard] plays every file of `scenarios/` with several seeds, a
/// [nightshift.simulate.judge.Demo] plays the three seed faults in one world. Generated worlds:
/// [nightshift.simulate.judge.WorldJudge] judges one by values alone, the world's own truth
/// ([nightshift.simulate.judge.WorldTruth]) and what the journal says ([nightshift.simulate.judge.Testimony]); a
/// [nightshift.simulate.judge.WorldRun] plays them and a [nightshift.simulate.judge.WorldScore] adds up.
@NullMarked
package nightshift.simulate.judge;

import org.jspecify.annotations.NullMarked;
