package nightshift.app.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nightshift.decide.compile.Compilation;
import nightshift.decide.compile.Evaluation;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.rulefile.RuleFile;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleKind;
import nightshift.fact.Anomaly;
import nightshift.fact.Cause;
import nightshift.fact.Fact;
import nightshift.fact.FailureKind;
import nightshift.fact.Turn;
import nightshift.fact.decision.RuleProblem;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SignalMeaning;

/// Puts [HostileRules] before the compiler, and evaluates what it accepts; what stands behind
/// `./nightshift bench hostile-rules`.
public final class HostileRulesBench {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final int FACTS = 300;

    private HostileRulesBench() {}

    /// @param rules how many were made
    /// @param refused each with a problem that names file and advice
    /// @param harmless accepted, and evaluated to the end
    /// @param setAside accepted, and found by their own doing when evaluated
    /// @param escaped what got through: it reached something, or made the compiler throw
    /// @param slowest the longest that one took
    public record Figures(int rules, int refused, int harmless, int setAside, List<String> escaped, Duration slowest) {
        public Figures {
            escaped = List.copyOf(escaped);
        }

        /// In one line.
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "%d hostile rules: %d refused, %d harmless, %d set aside, %d got through (slowest %d ms)",
                    rules,
                    refused,
                    harmless,
                    setAside,
                    escaped.size(),
                    slowest.toMillis());
        }
    }

    private enum Fate {
        REFUSED,
        HARMLESS,
        SET_ASIDE,
        ESCAPED
    }

    /// @param seed of the rules
    /// @param count how many
    public static Figures run(long seed, int count) {
        int[] fates = new int[Fate.values().length];
        List<String> escaped = new ArrayList<>();
        long slowest = 0;
        try (RuleCompiler compiler = new RuleCompiler()) {
            for (int number = 0; number < count; number++) {
                String rule = HostileRules.make(seed, number);
                long start = System.nanoTime();
                Fate fate = fate(compiler, rule);
                slowest = Math.max(slowest, System.nanoTime() - start);
                fates[fate.ordinal()]++;
                if (fate == Fate.ESCAPED) {
                    escaped.add(rule);
                }
            }
        }
        return new Figures(
                count,
                fates[Fate.REFUSED.ordinal()],
                fates[Fate.HARMLESS.ordinal()],
                fates[Fate.SET_ASIDE.ordinal()],
                escaped,
                Duration.ofNanos(slowest));
    }

    private static Fate fate(RuleCompiler compiler, String rule) {
        System.clearProperty(HostileRules.REACHED);
        try {
            RuleFiles files = RuleFiles.of(RuleKind.HEALING, List.of(new RuleFile("healing/hostile.drl", rule)));
            Fate fate = switch (compiler.compile(files)) {
                case Compilation.Rejected rejected -> told(rejected.problems()) ? Fate.REFUSED : Fate.ESCAPED;
                case Compilation.Compiled compiled -> {
                    Evaluation result = Evaluation.of(compiled.rules(), facts(), NOON, EvaluationLimits.usual());
                    compiler.release(compiled.rules());
                    yield result.failures().isEmpty() ? Fate.HARMLESS : Fate.SET_ASIDE;
                }
            };
            return System.getProperty(HostileRules.REACHED) == null ? fate : Fate.ESCAPED;
        } catch (RuntimeException | LinkageError thrown) {
            return Fate.ESCAPED;
        }
    }

    private static boolean told(List<RuleProblem> problems) {
        return !problems.isEmpty()
                && problems.stream()
                        .allMatch(problem -> problem.file().startsWith("healing")
                                && !problem.message().isEmpty());
    }

    private static List<Fact> facts() {
        List<Fact> facts = new ArrayList<>(List.of(new Turn(NOON)));
        for (int i = 0; i < FACTS; i++) {
            EntityId service = EntityId.service("shop", "a".repeat(i + 1));
            facts.add(new Anomaly(
                    service,
                    "hostile",
                    SignalMeaning.NONE,
                    Map.of(),
                    Direction.UP,
                    0.99,
                    NOON.minusSeconds(300),
                    0.9,
                    new Band(0.01, 0.02, 0.05),
                    500));
            facts.add(new Cause("i-1", service, FailureKind.SATURATION, 0.8, List.of(service), "its pool is full"));
        }
        return facts;
    }
}
