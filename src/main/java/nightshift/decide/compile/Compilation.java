package nightshift.decide.compile;

import java.util.List;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.fact.decision.RuleProblem;

/// What became of a directory of rule files.
public sealed interface Compilation {
    /// All of it compiled.
    record Compiled(RuleSet rules) implements Compilation {}

    /// Something is wrong, so nothing of it may go live.
    record Rejected(RuleFiles files, List<RuleProblem> problems) implements Compilation {}
}
