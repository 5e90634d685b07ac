/// Measures the detector on labelled series of other people's systems: what `./nightshift bench detection` prints.
///
/// [nightshift.app.bench.detection.LabelledSeries] reads the data, which is not part of this repository;
/// [nightshift.app.bench.detection.DetectionRun] shows it to the product's own detector, row by row, as
/// a server would see it; [nightshift.app.bench.detection.EventScore] and
/// [nightshift.app.bench.detection.NabScore] judge the answers at thresholds that were fixed beforehand.
/// The score of a row is told in nines: 3 is a confidence of 0.999.
@NullMarked
package nightshift.app.bench.detection;

import org.jspecify.annotations.NullMarked;
