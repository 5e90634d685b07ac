/// From text to rules that run: parse, check on the syntax tree against an allow-list, compile, have the classes
/// judged, load them, evaluate.
///
/// The only package that sees Drools. A rule set is immutable and shared; an evaluation is a fresh
/// session over the facts of one turn, bounded in firings, in which a rule that throws is told by name.
@NullMarked
package nightshift.decide.compile;

import org.jspecify.annotations.NullMarked;
