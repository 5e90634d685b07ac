package nightshift.decide.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.decide.compile.Evaluation;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.decide.compile.Evaluator;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.compile.RuleSet;
import nightshift.decide.rulefile.RuleKind;
import nightshift.decide.rulefile.RuleText;
import nightshift.fact.RuleMode;
import nightshift.fact.Watch;
import nightshift.fact.decision.RuleProblem;
import nightshift.fact.decision.RuleStatus;
import org.jspecify.annotations.Nullable;

/// The rules of one directory that are in force. Owned by the loop's thread: the only one that swaps, fires and sets
/// rules aside.
public final class LiveRules {
    private final RuleKind kind;
    private final RuleLoader loader;
    private final RuleCompiler compiler;
    private final LiveConfig config;
    private final EvaluationLimits limits;
    private final Evaluator evaluator;
    private final Map<String, Long> fired = new HashMap<>();
    private final Map<String, Integer> failed = new HashMap<>();
    private final Map<String, RuleProblem> troubles = new HashMap<>();
    private final Culprit culprit;
    private @Nullable RuleProblem cutShort;
    private @Nullable RuleSet rules;
    private String unexplained = "";

    /// Of the last evaluation, until its turn's decisions are made: one that is done again counts once.
    private Evaluation evaluated = Evaluation.NOTHING;

    private Map<String, Integer> failedByNow = new HashMap<>();

    public LiveRules(
            RuleKind kind,
            RuleLoader loader,
            RuleCompiler compiler,
            LiveConfig config,
            EvaluationLimits limits,
            Evaluator evaluator) {
        this.kind = kind;
        this.loader = loader;
        this.compiler = compiler;
        this.config = config;
        this.limits = limits;
        this.evaluator = evaluator;
        this.culprit = new Culprit(compiler, limits);
        this.rules = loader.load().orElse(null);
    }

    /// Takes up the newest set that passed; tells whether there was one.
    public boolean swap() {
        Optional<RuleSet> next = loader.ready();
        next.ifPresent(this::replace);
        return next.isPresent();
    }

    /// Whether there are rules at all, be it none in number; false after a start with broken files, and
    /// when all of them are set aside.
    public boolean loaded() {
        return rules != null && (!rules.rules().isEmpty() || loader.aside().isEmpty());
    }

    /// Fires all rules once over the facts. A rule that fails too often, or that keeps others from being evaluated, is
    /// set aside, and the others are evaluated again without it.
    public Evaluation evaluate(Collection<?> facts, Instant now) {
        failedByNow = new HashMap<>(failed);
        evaluated = fire(facts, now);
        return evaluated;
    }

    private Evaluation fire(Collection<?> facts, Instant now) {
        RuleSet current = rules;
        if (current == null) {
            return Evaluation.NOTHING;
        }
        Evaluation result = evaluator.evaluate(current, facts, now, limits);
        if (result.held()) {
            leave(current, result.failures());
            return result;
        }
        boolean again = result.failures().stream()
                .map(failure -> named(failure, current, facts, now))
                .map(this::note)
                .reduce(false, Boolean::logicalOr);
        if (again) {
            return fire(facts, now);
        }
        cutShort = result.stopped().map(this::stopped).orElse(null);
        return result;
    }

    /// The last evaluation did not come to an end, so that the turn went on without these rules.
    public boolean heldUp() {
        return evaluated.held();
    }

    /// The turn's decisions are made: what fired and what failed counts.
    public void settle() {
        failed.putAll(failedByNow);
        count(evaluated);
        evaluated = Evaluation.NOTHING;
    }

    public List<Watch> watches() {
        return rules == null ? List.of() : rules.watches();
    }

    public String hash() {
        return rules == null ? "" : rules.files().hash();
    }

    public List<RuleText> texts() {
        return rules == null ? List.of() : rules.rules();
    }

    public List<RuleStatus> statuses(Map<String, RuleMode> overrides) {
        return texts().stream()
                .map(rule -> rule.status(
                        kind, Optional.ofNullable(overrides.get(rule.id())), fired.getOrDefault(rule.version(), 0L)))
                .toList();
    }

    /// What went wrong while rules ran. That an evaluation was cut short is told until one ends whole.
    public List<RuleProblem> troubles() {
        List<RuleProblem> all = new ArrayList<>(troubles.values());
        all.addAll(loader.aside());
        if (cutShort != null) {
            all.add(cutShort);
        }
        return all;
    }

    public void release() {
        RuleSet last = rules;
        rules = null;
        if (last != null) {
            compiler.release(last);
        }
    }

    private void replace(RuleSet next) {
        RuleSet old = rules;
        rules = next;
        cutShort = null;
        if (old != null) {
            compiler.release(old);
        }
        Set<String> versions = new HashSet<>();
        next.rules().forEach(rule -> versions.add(rule.version()));
        fired.keySet().retainAll(versions);
        failed.keySet().retainAll(versions);
        failedByNow.keySet().retainAll(versions);
        troubles.keySet().retainAll(versions);
    }

    /// What may have held up the turn is not run again in this process. The set that it is of is still
    /// in use by what was left behind, so it is not given back.
    private void leave(RuleSet current, List<Evaluation.Failure> failures) {
        Map<RuleText, RuleProblem> suspects = new HashMap<>();
        for (Evaluation.Failure failure : failures) {
            failure.rule().ifPresent(rule -> suspects.put(rule, heldUp(rule, failure.reason(), failures.size())));
        }
        rules = null;
        loader.setAside(current, suspects).ifPresent(this::replace);
    }

    private static RuleProblem heldUp(RuleText rule, String reason, int suspects) {
        String alone = suspects == 1 ? "" : ", or one of " + (suspects - 1) + " others did";
        return new RuleProblem(
                rule.file(),
                rule.span().first(),
                rule.name(),
                reason + alone + " and is set aside; the turn went on without rules",
                "it is not run again in this process unless its text changes; what it began may still run: start the server anew when it can be done");
    }

    /// Looks for the rule only once for the same rules, since the search may find none.
    private Evaluation.Failure named(Evaluation.Failure failure, RuleSet current, Collection<?> facts, Instant now) {
        if (current.files().hash().equals(unexplained)) {
            return failure;
        }
        Evaluation.Failure named = culprit.name(failure, current, facts, now);
        if (named.rule().isEmpty()) {
            unexplained = current.files().hash();
        }
        return named;
    }

    /// Counts a failure; true when its rule was set aside because of it.
    private boolean note(Evaluation.Failure failure) {
        if (failure.rule().isEmpty()) {
            troubles.put(kind.directory(), new RuleProblem(kind.directory(), 0, "", failure.reason(), "see the log"));
            return false;
        }
        RuleText rule = failure.rule().get();
        int times = failedByNow.merge(rule.version(), 1, Integer::sum);
        boolean aside = failure.fatal() || times >= config.failures();
        RuleProblem problem = new RuleProblem(
                rule.file(),
                rule.span().first(),
                rule.name(),
                failure.reason() + " (" + times + " times)" + (aside ? " and is set aside" : ""),
                "a field that may be missing needs a test for null, and patterns are joined by ==; the rule returns when its text changes");
        if (aside && setAside(rule, problem)) {
            return true;
        }
        if (rules != null && rules.rule(rule.name()).isPresent()) {
            troubles.put(rule.version(), problem);
        }
        return false;
    }

    private boolean setAside(RuleText rule, RuleProblem problem) {
        RuleSet current = rules;
        if (current == null || current.rule(rule.name()).isEmpty()) {
            return false;
        }
        Optional<RuleSet> rest = loader.setAside(current, Map.of(rule, problem));
        rest.ifPresent(this::replace);
        return rest.isPresent();
    }

    private RuleProblem stopped(String why) {
        return new RuleProblem(
                kind.directory(), 0, "", "the turn was cut short: " + why, "make patterns more specific, joined by ==");
    }

    private void count(Evaluation result) {
        List<String> versions = new ArrayList<>();
        result.insertions().forEach(insertion -> versions.add(insertion.rule().version()));
        versions.stream().distinct().forEach(version -> fired.merge(version, 1L, Long::sum));
    }
}
