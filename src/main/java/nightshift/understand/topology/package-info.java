/// Who depends on whom, as far as it was seen lately: callers, callees, everything below. Without I/O or state.
@NullMarked
package nightshift.understand.topology;

import org.jspecify.annotations.NullMarked;
