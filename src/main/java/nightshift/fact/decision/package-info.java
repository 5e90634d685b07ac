/// What is to be done, by whose word, and what people say to it.
///
/// A [nightshift.fact.decision.Decision] is a remedy that a rule asked for, with its evidence, its guards and its
/// trigger; a [nightshift.fact.decision.Command] is a person's word. The status records tell which rules are in force.
/// Rules may read all of it and make none of it.
@NullMarked
package nightshift.fact.decision;

import org.jspecify.annotations.NullMarked;
