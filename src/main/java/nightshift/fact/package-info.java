/// The language that rules and stages share: immutable values, named in the field's own terms.
///
/// A [nightshift.fact.Snapshot] is what was seen, an [nightshift.fact.Assessment] what is believed about
/// it, a [nightshift.fact.decision.Decision] what a rule wants done, a [nightshift.fact.decision.Remedy]
/// its life from there on. Everything a rule may match is a [nightshift.fact.Fact]. Facts are inert:
/// none of them can act, reach a clock or do I/O. This package uses `java.*` and JSpecify and nothing
/// else, so that a rule file, a test and an auditor can read it alone. A type that only one stage needs
/// lives in that stage, not here.
@NullMarked
package nightshift.fact;

import org.jspecify.annotations.NullMarked;
