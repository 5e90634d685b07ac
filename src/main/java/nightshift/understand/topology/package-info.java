/// The graph of who calls whom, and the ranking of causes over it: pure algorithms without I/O or state.
@NullMarked
package nightshift.understand.topology;

import org.jspecify.annotations.NullMarked;
