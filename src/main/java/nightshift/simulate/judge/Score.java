package nightshift.simulate.judge;

import java.util.List;
import java.util.function.Predicate;
import nightshift.simulate.trial.Outcome;

/// What all runs add up to.
///
/// @param results of each run
public record Score(List<ScenarioResult> results) {
    public Score {
        results = List.copyOf(results);
    }

    /// @param scenarios how many files
    /// @param runs scenarios times seeds
    /// @param passed runs that met all that their scenario demands
    /// @param healable runs whose fault can be healed, by declaration
    /// @param healed healable runs that were
    /// @param falseActions actions that no `then` allows
    /// @param harmful runs in which the users fared worse than if nobody had acted
    /// @param pages how often a human was woken
    /// @param causeDeclared runs in which somebody is to blame
    /// @param causeNamed those in which the right one was blamed
    /// @param kindDeclared runs in which the kind of failure is declared
    /// @param kindNamed those in which the right kind was named
    public record Summary(
            int scenarios,
            int runs,
            int passed,
            int healable,
            int healed,
            int falseActions,
            int harmful,
            int pages,
            int causeDeclared,
            int causeNamed,
            int kindDeclared,
            int kindNamed) {}

    public Summary summary() {
        return new Summary(
                (int) results.stream()
                        .map(one -> one.scenario().name())
                        .distinct()
                        .count(),
                results.size(),
                count(one -> one.verdict().passed()),
                count(one -> one.scenario().healable()),
                count(one -> one.scenario().healable() && one.verdict().outcome() == Outcome.HEALED),
                results.stream()
                        .mapToInt(one -> one.verdict().falseActions().size())
                        .sum(),
                count(one -> one.verdict().harmful()),
                results.stream().mapToInt(one -> one.verdict().pages()).sum(),
                count(one -> one.verdict().causeNamed() != null),
                count(one -> Boolean.TRUE.equals(one.verdict().causeNamed())),
                count(one -> one.verdict().kindNamed() != null),
                count(one -> Boolean.TRUE.equals(one.verdict().kindNamed())));
    }

    private int count(Predicate<ScenarioResult> which) {
        return (int) results.stream().filter(which).count();
    }
}
