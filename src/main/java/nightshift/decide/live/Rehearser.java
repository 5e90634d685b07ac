package nightshift.decide.live;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import nightshift.decide.compile.Compilation;
import nightshift.decide.compile.Evaluation;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.compile.RuleSet;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleText;
import nightshift.fact.decision.RuleProblem;

/// Holds a rehearsal here and now. Only what does not end is found: a rule that throws on what was made
/// up may be right about what there is, and is told and set aside by name when it throws.
public final class Rehearser implements Rehearsal {
    private final EvaluationLimits limits;
    private final Consumer<String> progress;

    /// @param limits of each evaluation
    /// @param progress is told in a few words what comes next, so that it is known what did not come to
    ///     an end
    public Rehearser(EvaluationLimits limits, Consumer<String> progress) {
        this.limits = limits;
        this.progress = progress;
    }

    @Override
    public Verdict of(RuleFiles files) {
        progress.accept("being compiled");
        try (RuleCompiler compiler = new RuleCompiler()) {
            return switch (compiler.compile(files)) {
                case Compilation.Rejected rejected -> new Verdict(rejected.problems(), Map.of());
                case Compilation.Compiled compiled -> rehearse(compiled.rules(), compiler);
            };
        }
    }

    private Verdict rehearse(RuleSet all, RuleCompiler compiler) {
        Map<String, RuleProblem> aside = new HashMap<>();
        RuleSet rules = all;
        for (WorstCase scene : WorstCase.values()) {
            progress.accept("being run over " + scene.words());
            Optional<RuleSet> rest = pass(rules, scene, compiler, aside);
            if (rest.isEmpty()) {
                return new Verdict(List.copyOf(aside.values()), Map.of());
            }
            rules = rest.get();
        }
        return new Verdict(List.of(), aside);
    }

    /// The rules that come to an end over it, which may be fewer; empty when it is not known which does not.
    private Optional<RuleSet> pass(
            RuleSet all, WorstCase scene, RuleCompiler compiler, Map<String, RuleProblem> aside) {
        RuleSet rules = all;
        while (!rules.rules().isEmpty()) {
            Collection<Object> facts = scene.facts(rules.files().kind(), rules.watches());
            Optional<Evaluation.Failure> endless = endless(Evaluation.of(rules, facts, WorstCase.NOW, limits));
            if (endless.isEmpty()) {
                return Optional.of(rules);
            }
            Evaluation.Failure failure = new Culprit(compiler, limits).name(endless.get(), rules, facts, WorstCase.NOW);
            aside.put(failure.rule().map(RuleText::version).orElse(""), problem(rules, failure, scene));
            Optional<RuleSet> rest = failure.rule().flatMap(rule -> without(rule, all, compiler, aside));
            if (rest.isEmpty()) {
                return rest;
            }
            rules = rest.get();
        }
        return Optional.of(rules);
    }

    private static Optional<Evaluation.Failure> endless(Evaluation result) {
        return result.failures().stream()
                .filter(failure -> switch (failure.harm()) {
                    case ENDLESS, TURN -> true;
                    case ITSELF, OTHERS -> false;
                })
                .findFirst();
    }

    private static Optional<RuleSet> without(
            RuleText rule, RuleSet all, RuleCompiler compiler, Map<String, RuleProblem> aside) {
        List<RuleText> out = all.rules().stream()
                .filter(each -> each.equals(rule) || aside.containsKey(each.version()))
                .toList();
        return switch (compiler.compile(all.files().without(out))) {
            case Compilation.Rejected _ -> Optional.empty();
            case Compilation.Compiled rest -> Optional.of(rest.rules());
        };
    }

    private static RuleProblem problem(RuleSet rules, Evaluation.Failure failure, WorstCase scene) {
        String what = failure.reason() + " when rehearsed over " + scene.words();
        return failure.rule()
                .map(rule -> new RuleProblem(
                        rule.file(),
                        rule.span().first(),
                        rule.name(),
                        what,
                        "make its patterns more specific, joined by == on the entity"))
                .orElseGet(() -> new RuleProblem(
                        rules.files().kind().directory(),
                        0,
                        "",
                        what,
                        "take the rules that changed last out, one by one"));
    }
}
