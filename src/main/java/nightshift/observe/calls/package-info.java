/// Who calls whom, from spans: the server's own figures, the edges between services, and what is left unmatched.
///
/// Client and server spans of one trace are matched while both are fresh; what finds no other end is told by the span's
/// own attributes. What clients' metrics and proxies tell of calls feeds the same edges, where points are taken in.
@NullMarked
package nightshift.observe.calls;

import org.jspecify.annotations.NullMarked;
