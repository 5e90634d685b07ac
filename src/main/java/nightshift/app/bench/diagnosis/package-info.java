/// Plays labelled failures of systems that others ran before the understanding stage, and counts how often it names the
/// cause: what `./nightshift bench diagnosis` prints.
///
/// A [nightshift.app.bench.diagnosis.LabelledCase] is read from a folder that is no part of the product, a
/// [nightshift.app.bench.diagnosis.CaseReplay] turns its rows into windows at the interval at which they were recorded,
/// and [nightshift.app.bench.diagnosis.RankScore] holds the incident's causes against the label.
@NullMarked
package nightshift.app.bench.diagnosis;

import org.jspecify.annotations.NullMarked;
