/// A night of everything at once, on the wall clock: a real server that is killed, frozen and given another time
/// while its targets misbehave, judged from the outside by what the targets and the pager saw.
@NullMarked
package nightshift.app.bench.soak;

import org.jspecify.annotations.NullMarked;
