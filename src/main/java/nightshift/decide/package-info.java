/// Beliefs in, decisions out, by rules that people write.
///
/// `rules/healing/*.drl` propose, `rules/policy/*.drl` bound; each directory is its own KieBase, compiled at run time,
/// checked against an allow-list and swapped atomically. A turn evaluates all facts in a fresh session on a pseudo
/// clock:
/// the proposals of a turn are a set, and only a finding that was not decided before becomes a decision. The only
/// package
/// that sees Drools.
@NullMarked
package nightshift.decide;

import org.jspecify.annotations.NullMarked;
