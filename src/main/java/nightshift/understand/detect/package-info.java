/// How far a value is from what was to be expected, as a probability.
///
/// Each series has a track: its [past][nightshift.understand.detect.history], a forecast with its spread, and
/// a map from residuals to how rarely quiet data goes that far. While an incident is open the baseline stands
/// still. [nightshift.understand.detect.Detector] walks the rows of a window; a
/// [nightshift.understand.detect.Forecaster] is the port that a model plugs into.
@NullMarked
package nightshift.understand.detect;

import org.jspecify.annotations.NullMarked;
