/// One turn of observe, understand, decide, act, and the life around it. Start reading here:
/// [nightshift.loop.Nightshift].
///
/// Reading order: `fact`, then this package, then the stages in the order of the turn. This is the only package that
/// knows all four stages; it offers read-only views out and a bounded inbox of commands in.
@NullMarked
package nightshift.loop;

import org.jspecify.annotations.NullMarked;
