/// Documents that people write, as a tree that knows its lines, so that whoever reads one can say where it is wrong.
/// What a document means is its reader's: the signal dictionary, a scenario. Strict: a key twice, an anchor or a key
/// that is no text is refused. Made by any thread; immutable.
@NullMarked
package nightshift.yaml;

import org.jspecify.annotations.NullMarked;
