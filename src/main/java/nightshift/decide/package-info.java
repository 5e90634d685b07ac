/// Beliefs in, decisions out, by rules that people write.
///
/// `rules/healing/*.drl` propose, `rules/policy/*.drl` bound. A [nightshift.decide.live.RuleLoader]
/// reads a directory, has it checked on the syntax tree against an allow-list and compiled to a KieBase
/// of its own, tries the result on the last turn, and offers it; the loop's thread takes it up at the
/// start of a turn. What is wrong leaves the old rules live and is told with file, line and rule.
///
/// A turn in which a fact has changed evaluates all of them in a fresh session whose pseudo clock stands at
/// the turn's time. A session that lived on would fire rules again whenever an immutable fact is replaced,
/// and would have to be carried over each time a rule is edited; a fresh one makes a turn a function of its
/// facts, costs less than a millisecond, and lets rules be swapped between any two turns. It is also why
/// rules see state and not streams: there is no past in a session.
///
/// So the proposals of a turn are a set, the same one turn after turn while the trouble lasts. What was
/// decided before is remembered in [nightshift.decide.decision.PriorDecisions]; only a new wish becomes
/// a decision, and no edit of a rule makes one new. [nightshift.decide.Rulebook] is the front;
/// `decide.compile` is the only package that sees Drools.
@NullMarked
package nightshift.decide;

import org.jspecify.annotations.NullMarked;
