package nightshift.decide.live;

import java.util.List;
import java.util.Map;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.fact.decision.RuleProblem;

/// Compiles rule files and runs them over the worst that there may be, before a server does either:
/// somewhere where neither the memory nor the time that it takes is the server's. Safe from any thread.
public interface Rehearsal {
    /// All passes: where rules are compiled by a process that is there for nothing else.
    Rehearsal NONE = _ -> Verdict.PASSED;

    /// What came of it. Takes seconds where it is not known already.
    Verdict of(RuleFiles files);

    /// @param problems why none of it may be compiled; empty when it may
    /// @param aside rules that did not come to an end, by their version, with why: the others did
    ///     without them
    record Verdict(List<RuleProblem> problems, Map<String, RuleProblem> aside) {
        /// There is nothing against it.
        public static final Verdict PASSED = new Verdict(List.of(), Map.of());

        public Verdict {
            problems = List.copyOf(problems);
            aside = Map.copyOf(aside);
        }

        public boolean passed() {
            return problems.isEmpty() && aside.isEmpty();
        }
    }
}
