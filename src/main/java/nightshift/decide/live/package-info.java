/// The rules in force, and how an edit becomes live: watched, compiled off the loop's thread, tried on the last turn,
/// swapped between two turns.
///
/// What this build has not seen pass is rehearsed first, by whoever was given for it: compiled and run
/// over the worst that there may be. What holds up a turn is not run again in this process.
///
/// What is wrong leaves the old rules live and is told with file, line and rule.
@NullMarked
package nightshift.decide.live;

import org.jspecify.annotations.NullMarked;
