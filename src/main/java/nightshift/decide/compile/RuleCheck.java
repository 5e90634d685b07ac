package nightshift.decide.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.decide.rulefile.RuleFile;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleKind;
import nightshift.fact.decision.RuleProblem;
import nightshift.fact.decision.RuleStatus;

/// Checks rules without running them: what stands behind `./nightshift check`.
public final class RuleCheck {
    private RuleCheck() {}

    /// @param rules those of directories without a problem
    /// @param problems in the order of files and lines
    /// @param warnings what would come to nothing
    public record Report(List<RuleStatus> rules, List<RuleProblem> problems, List<RuleProblem> warnings) {
        public Report {
            rules = List.copyOf(rules);
            warnings = List.copyOf(warnings);
            problems = List.copyOf(problems);
        }
    }

    /// Reads, checks and compiles both directories.
    ///
    /// @param rules holds `healing` and `policy`
    public static Report check(Path rules) {
        return check(rules, RuleWarnings.NONE);
    }

    /// The same, and warns.
    ///
    /// @param known what there is
    public static Report check(Path rules, RuleWarnings known) {
        List<RuleProblem> warnings = new ArrayList<>();
        List<RuleStatus> found = new ArrayList<>();
        List<RuleProblem> problems = new ArrayList<>();
        if (!Files.isDirectory(rules)) {
            problems.add(new RuleProblem(
                    rules.toString(), 0, "", "is not a directory", "name one that holds healing and policy"));
        }
        try (RuleCompiler compiler = new RuleCompiler()) {
            for (RuleKind kind : RuleKind.values()) {
                switch (compiler.compile(RuleFiles.read(rules, kind))) {
                    case Compilation.Rejected rejected -> problems.addAll(rejected.problems());
                    case Compilation.Compiled compiled -> {
                        compiled.rules().rules().forEach(rule -> found.add(rule.status(kind, Optional.empty(), 0)));
                        warnings.addAll(known.of(compiled.rules().rules()));
                    }
                }
            }
        } catch (IOException | UncheckedIOException unreadable) {
            problems.add(new RuleProblem(
                    rules.toString(), 0, "", "can't be read: " + unreadable.getMessage(), "check its permissions"));
        }
        return new Report(found, problems, warnings);
    }

    /// Checks one text, such as a block in a document: a healing rule if it proposes something, else a policy.
    ///
    /// @param name how problems call it
    public static List<RuleProblem> checkText(String name, String drl) {
        RuleKind kind = drl.contains("propose(") ? RuleKind.HEALING : RuleKind.POLICY;
        try (RuleCompiler compiler = new RuleCompiler()) {
            return switch (compiler.compile(RuleFiles.of(kind, List.of(new RuleFile(name, drl))))) {
                case Compilation.Rejected rejected -> rejected.problems();
                case Compilation.Compiled _ -> List.of();
            };
        }
    }
}
