package nightshift.decide.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import nightshift.decide.judge.ClassJudge;
import nightshift.decide.judge.CountedClasses;
import nightshift.decide.judge.Refusal;
import nightshift.decide.rulefile.RuleFile;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleKind;
import nightshift.decide.rulefile.RuleText;
import nightshift.fact.decision.RuleProblem;

/// Turns rule files into rules that run: reads, checks, compiles. Compiling takes most of a second and the result is
/// immutable, so whoever asks for the same files gets the same rules: sixty worlds in one process compile once. Safe
/// from any thread.
public final class RuleCompiler implements AutoCloseable {
    /// Unused sets that are kept per directory, for the next one that asks and for going back to the text before.
    private static final int SPARE = 2;

    private final Shelf healing = new Shelf();
    private final Shelf policies = new Shelf();
    private final UnaryOperator<Map<String, byte[]>> afterJudging;
    private final KeptClasses kept;

    public RuleCompiler() {
        this(KeptClasses.nowhere());
    }

    /// @param kept where what is compiled is kept for the next process
    public RuleCompiler(KeptClasses kept) {
        this(UnaryOperator.identity(), kept);
    }

    /// @param afterJudging what becomes of the classes that the judge has passed: a test may put there
    ///     what no file may hold
    RuleCompiler(UnaryOperator<Map<String, byte[]>> afterJudging) {
        this(afterJudging, KeptClasses.nowhere());
    }

    private RuleCompiler(UnaryOperator<Map<String, byte[]>> afterJudging, KeptClasses kept) {
        this.afterJudging = afterJudging;
        this.kept = kept;
    }

    /// Compiles the files, or finds what is wrong in them. What was compiled is to be given back with [#release].
    public Compilation compile(RuleFiles files) {
        return shelf(files.kind()).take(files);
    }

    /// The rules are no longer used by who asked for them.
    public void release(RuleSet rules) {
        shelf(rules.files().kind()).giveBack(rules);
    }

    /// Gives all classes back. Whoever still uses rules of this compiler must not start another turn.
    @Override
    public void close() {
        healing.clear();
        policies.clear();
    }

    private Shelf shelf(RuleKind kind) {
        return switch (kind) {
            case HEALING -> healing;
            case POLICY -> policies;
        };
    }

    private Compilation build(RuleFiles files) {
        List<RuleText> rules = new ArrayList<>();
        List<RuleProblem> problems = new ArrayList<>();
        for (RuleFile file : files.files()) {
            RuleReader.Read read = RuleReader.read(files.kind(), file);
            rules.addAll(read.rules());
            problems.addAll(read.problems());
        }
        problems.addAll(repeated(rules, RuleText::id, "@id"));
        problems.addAll(repeated(rules, RuleText::name, "the name"));
        if (!problems.isEmpty()) {
            return new Compilation.Rejected(files, List.copyOf(problems));
        }
        if (rules.isEmpty()) {
            return new Compilation.Compiled(new RuleSet(files, rules, List.of(), Optional.empty()));
        }
        try {
            return compiled(files, rules);
        } catch (StackOverflowError | LinkageError | AssertionError | RuntimeException failed) {
            return new Compilation.Rejected(
                    files,
                    List.of(new RuleProblem(
                            files.kind().directory(),
                            0,
                            "",
                            "the compiler failed on them: " + failed,
                            "write the rules that changed last in simpler form")));
        }
    }

    private Compilation compiled(RuleFiles files, List<RuleText> rules) {
        return kept.find(files).flatMap(made -> madeBefore(files, rules, made)).orElseGet(() -> madeNow(files, rules));
    }

    /// Empty when it can't be used, for whatever reason.
    private Optional<Compilation> madeBefore(RuleFiles files, List<RuleText> rules, KeptClasses.Made made) {
        Optional<DroolsBuild> build = Optional.empty();
        try {
            build = DroolsBuild.again(made);
            return build.map(again -> judged(files, rules, again)).filter(Compilation.Compiled.class::isInstance);
        } catch (LinkageError | RuntimeException broken) {
            build.ifPresent(DroolsBuild::discard);
            return Optional.empty();
        }
    }

    private Compilation madeNow(RuleFiles files, List<RuleText> rules) {
        DroolsBuild build = DroolsBuild.of(files);
        if (!build.errors().isEmpty()) {
            build.discard();
            return new Compilation.Rejected(files, BuildErrors.locate(files, rules, build.errors()));
        }
        Optional<KeptClasses.Made> made = kept.keeps() ? Optional.of(build.made()) : Optional.empty();
        Compilation result = judged(files, rules, build);
        if (result instanceof Compilation.Compiled) {
            made.ifPresent(all -> kept.keep(files, all));
        }
        return result;
    }

    private Compilation judged(RuleFiles files, List<RuleText> rules, DroolsBuild build) {
        Map<String, byte[]> classes = build.classes();
        List<Refusal> refusals = ClassJudge.judge(classes.values());
        if (!refusals.isEmpty()) {
            build.discard();
            return new Compilation.Rejected(files, Refusals.locate(files, rules, refusals));
        }
        CountedClasses.Counted counted = CountedClasses.of(afterJudging.apply(classes), CountedJoin.class);
        build.replace(counted.classes());
        return new Compilation.Compiled(build.finish(files, rules, counted.counters()));
    }

    private static List<RuleProblem> repeated(List<RuleText> rules, Function<RuleText, String> of, String what) {
        Map<String, RuleText> first = new HashMap<>();
        List<RuleProblem> problems = new ArrayList<>();
        for (RuleText rule : rules) {
            RuleText earlier = first.putIfAbsent(of.apply(rule), rule);
            if (earlier != null && !of.apply(rule).isEmpty()) {
                problems.add(new RuleProblem(
                        rule.file(),
                        rule.span().first(),
                        rule.name(),
                        what + " \"" + of.apply(rule) + "\" is taken by " + earlier.file() + ":"
                                + earlier.span().first(),
                        "decisions are told apart by it: choose another"));
            }
        }
        return problems;
    }

    /// Compiled sets of one directory, by the hash of their files; how many use each.
    private final class Shelf {
        private final Map<String, RuleSet> sets = new LinkedHashMap<>();
        private final Map<String, Integer> users = new HashMap<>();

        synchronized Compilation take(RuleFiles files) {
            RuleSet known = sets.remove(files.hash());
            Compilation result = known == null ? build(files) : new Compilation.Compiled(known);
            if (result instanceof Compilation.Compiled compiled) {
                sets.put(files.hash(), compiled.rules());
                users.merge(files.hash(), 1, Integer::sum);
                evict();
            }
            return result;
        }

        synchronized void giveBack(RuleSet rules) {
            users.computeIfPresent(rules.files().hash(), (hash, count) -> count > 1 ? count - 1 : null);
            evict();
        }

        synchronized void clear() {
            sets.values().forEach(RuleSet::dispose);
            sets.clear();
            users.clear();
        }

        private void evict() {
            Set<String> unused = new HashSet<>(sets.keySet());
            unused.removeAll(users.keySet());
            int over = unused.size() - SPARE;
            Iterator<Map.Entry<String, RuleSet>> oldest = sets.entrySet().iterator();
            while (over > 0 && oldest.hasNext()) {
                Map.Entry<String, RuleSet> entry = oldest.next();
                if (unused.contains(entry.getKey())) {
                    entry.getValue().dispose();
                    oldest.remove();
                    over--;
                }
            }
        }
    }
}
