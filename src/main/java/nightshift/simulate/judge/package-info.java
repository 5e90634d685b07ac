/// Plays to the end and judges: what was seen, blamed, done and healed, against the truth of the world.
///
/// Start with [nightshift.simulate.judge.WorldJudge], which judges one generated world by values alone: the world's own
/// truth ([nightshift.simulate.judge.WorldTruth]) and what the journal says ([nightshift.simulate.judge.Testimony]). A
/// [nightshift.simulate.judge.WorldExam] plays all worlds of an exam and a [nightshift.simulate.judge.WorldScore] adds up.
@NullMarked
package nightshift.simulate.judge;

import org.jspecify.annotations.NullMarked;
