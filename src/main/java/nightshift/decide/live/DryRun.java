package nightshift.decide.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.decide.compile.Evaluation;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.compile.RuleSet;
import nightshift.decide.rulefile.RuleText;
import nightshift.fact.Fact;
import nightshift.fact.Proposal;
import nightshift.fact.decision.RuleProblem;

/// Tries new rules on the last turn before they go live: they must not throw, not run away, and not
/// suddenly want to act on everything. The loop's thread sets the scene, the loader's thread plays it.
public final class DryRun implements RuleLoader.TryOut {
    /// New rules may propose this many things more than thrice what the live ones did.
    private static final int MORE = 20;

    private final EvaluationLimits limits;
    private final Culprit culprit;
    private volatile Scene scene = new Scene(List.of(), List.of(), Instant.EPOCH);

    public DryRun(EvaluationLimits limits, RuleCompiler compiler) {
        this.limits = limits;
        this.culprit = new Culprit(compiler, limits);
    }

    /// @param facts of the turn
    /// @param proposals made in it
    /// @param now its time
    private record Scene(List<Fact> facts, List<Proposal> proposals, Instant now) {}

    public void remember(List<Fact> facts, List<Proposal> proposals, Instant now) {
        scene = new Scene(List.copyOf(facts), List.copyOf(proposals), now);
    }

    @Override
    public Optional<RuleLoader.Refused> refuse(RuleSet candidate) {
        Scene last = scene;
        if (candidate.rules().isEmpty() || last.facts().isEmpty()) {
            return Optional.empty();
        }
        List<Object> facts = new ArrayList<>(last.facts());
        facts.addAll(last.proposals());
        Evaluation result = Evaluation.of(candidate, facts, last.now(), limits);
        List<RuleText> suspects = result.held()
                ? result.failures().stream()
                        .flatMap(failure -> failure.rule().stream())
                        .toList()
                : List.of();
        return result.failures().stream()
                .findFirst()
                .map(failure -> failed(candidate, culprit.name(failure, candidate, facts, last.now())))
                .or(() -> result.stopped().map(why -> whole(candidate, why)))
                .or(() -> exploded(candidate, result, last))
                .map(problem -> new RuleLoader.Refused(problem, suspects));
    }

    private static RuleProblem failed(RuleSet candidate, Evaluation.Failure failure) {
        return failure.rule()
                .map(rule -> new RuleProblem(
                        rule.file(),
                        rule.span().first(),
                        rule.name(),
                        failure.reason() + " when tried on the last turn",
                        "a field that may be missing needs a test for null; join patterns by == on the entity"))
                .orElseGet(() -> whole(candidate, failure.reason()));
    }

    private static Optional<RuleProblem> exploded(RuleSet candidate, Evaluation result, Scene last) {
        long wanted = result.insertions().stream()
                .map(Evaluation.Insertion::value)
                .distinct()
                .count();
        int limit = MORE + 3 * last.proposals().size();
        return wanted <= limit
                ? Optional.empty()
                : Optional.of(whole(
                        candidate,
                        "on the last turn they insert " + wanted + " times, the live ones proposed "
                                + last.proposals().size() + " things"));
    }

    private static RuleProblem whole(RuleSet candidate, String why) {
        return new RuleProblem(
                candidate.files().kind().directory(),
                0,
                "",
                "the new rules were tried on the last turn and refused: " + why,
                "join patterns by == on the entity; the last rules stay live");
    }
}
