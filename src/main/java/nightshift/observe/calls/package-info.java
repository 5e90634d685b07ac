/// Who calls whom, from spans: the server's own figures, the edges between services, and what is left unmatched.
///
/// Client and server spans of one trace are matched while both are fresh; what finds no other end is told by the span's
/// own attributes.
@NullMarked
package nightshift.observe.calls;

import org.jspecify.annotations.NullMarked;
