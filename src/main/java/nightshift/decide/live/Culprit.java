package nightshift.decide.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import nightshift.decide.compile.Compilation;
import nightshift.decide.compile.Evaluation;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.compile.RuleSet;
import nightshift.decide.rulefile.RuleText;

/// Finds the rule whose conditions fail when the engine does not tell which it was: as after a stack overflow, of which
/// the trace holds nothing but its deepest thousand calls, or when a condition that several rules share is asked too
/// often. Half of the rules are tried alone, then half of the half
/// that fails, so that 200 rules take eight tries. A search compiles about as much as two reloads, on the calling
/// thread; it is rare, since what is found is set aside. What held up a turn is not tried again.
final class Culprit {
    private final RuleCompiler compiler;
    private final EvaluationLimits limits;

    Culprit(RuleCompiler compiler, EvaluationLimits limits) {
        this.compiler = compiler;
        this.limits = limits;
    }

    /// The failure with the rule that it is found to be of; as it was when none fails alone.
    Evaluation.Failure name(Evaluation.Failure failure, RuleSet rules, Collection<?> facts, Instant now) {
        if (failure.rule().isPresent() || failure.harm() == Evaluation.Harm.TURN) {
            return failure;
        }
        Optional<RuleText> found = find(rules, facts, now);
        return new Evaluation.Failure(found, failure.reason(), failure.harm());
    }

    private Optional<RuleText> find(RuleSet rules, Collection<?> facts, Instant now) {
        List<RuleText> suspects = rules.rules();
        while (suspects.size() > 1) {
            List<RuleText> half = suspects.subList(0, suspects.size() / 2);
            suspects = fails(rules, half, facts, now) ? half : suspects.subList(suspects.size() / 2, suspects.size());
        }
        return suspects.stream()
                .filter(last -> fails(rules, List.of(last), facts, now))
                .findFirst();
    }

    private boolean fails(RuleSet rules, List<RuleText> tried, Collection<?> facts, Instant now) {
        List<RuleText> others = new ArrayList<>(rules.rules());
        others.removeAll(tried);
        return switch (compiler.compile(rules.files().without(others))) {
            case Compilation.Rejected _ -> false;
            case Compilation.Compiled alone -> {
                try {
                    yield Evaluation.of(alone.rules(), facts, now, limits).failures().stream()
                            .anyMatch(Evaluation.Failure::fatal);
                } finally {
                    compiler.release(alone.rules());
                }
            }
        };
    }
}
