/// The server process: what CDI is told, how it starts and stops, and the codes it ends with.
///
/// And what keeps rules from harming it: `EvaluationThread` evaluates them beside the turn, which goes
/// on without them when they hold it up; `RehearsalProcess` has files compiled and run first by a JVM
/// of its own, `RehearsalChild`, and `RehearsedFiles` knows which have passed.
@NullMarked
package nightshift.app.server;

import org.jspecify.annotations.NullMarked;
