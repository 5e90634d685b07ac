package nightshift.decide.compile;

import java.time.Instant;
import java.util.Collection;

/// Fires rules over facts.
@FunctionalInterface
public interface Evaluator {
    Evaluation evaluate(RuleSet rules, Collection<?> facts, Instant now, EvaluationLimits limits);
}
