/// Rule files as text: files, rules, what they say of themselves, and what is wrong in them by file and line.
///
/// Known before anything is compiled, and all that can be said without a rule engine.
@NullMarked
package nightshift.decide.rulefile;

import org.jspecify.annotations.NullMarked;
