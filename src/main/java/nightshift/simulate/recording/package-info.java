/// Real telemetry that was recorded while faults were really done, played again at its real arrival times.
///
/// A [nightshift.simulate.recording.Recording] is a file of export requests as they came in, with a
/// [nightshift.simulate.recording.RecordedTruth] beside it. A [nightshift.simulate.recording.Replay] hands the bytes to
/// a whole Nightshift on a moved clock, which goes round once a second, and a
/// [nightshift.simulate.recording.ReplayVerdict] says what it saw, blamed and decided. Nothing obeys in a recording, so
/// the Nightshift is paused: it believes and decides, and dispatches nothing.
@NullMarked
package nightshift.simulate.recording;

import org.jspecify.annotations.NullMarked;
