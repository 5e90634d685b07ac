/// One API server, one request at a time: what is asked, what is written, and what became of it. An object is read as
/// it is now, with who owns which of its fields, and nothing is kept.
@NullMarked
package nightshift.act.kubernetes.api;

import org.jspecify.annotations.NullMarked;
