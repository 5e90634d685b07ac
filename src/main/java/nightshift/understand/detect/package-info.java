/// How far a value is from what was to be expected, as a probability.
///
/// Each series has a track: a short history, one of days, a forecast with its spread, and a map from residuals to how
/// rarely quiet data goes that far. How rare a value outside is, three more have a say in: whether the last rows lie off
/// together, whether the series has ever been there, and whether it comes back at this time of day. While an incident is
/// open the baseline stands still.
/// [nightshift.understand.detect.Detector]
/// walks the rows of a window; a [nightshift.understand.detect.Forecaster] is the port that a model plugs into.
@NullMarked
package nightshift.understand.detect;

import org.jspecify.annotations.NullMarked;
