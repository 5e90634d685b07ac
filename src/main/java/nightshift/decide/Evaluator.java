package nightshift.decide;

import java.time.Instant;
import java.util.Collection;

/// Fires rules over facts.
@FunctionalInterface
interface Evaluator {
    Evaluation evaluate(RuleSet rules, Collection<?> facts, Instant now, DecideConfig limits);
}
