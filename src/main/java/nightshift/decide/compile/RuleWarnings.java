package nightshift.decide.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import nightshift.decide.rulefile.RuleMentions;
import nightshift.decide.rulefile.RuleText;
import nightshift.fact.ActionType;
import nightshift.fact.decision.RuleProblem;

/// What is right as rules go and would come to nothing here, or other than meant. The rules are live all the same:
/// what a rule names may be there tomorrow.
///
/// @param targets whether some target takes actions of a type
/// @param signals whether a signal is known
public record RuleWarnings(Predicate<String> targets, Predicate<String> signals) {
    /// Where nobody can tell.
    public static final RuleWarnings NONE = new RuleWarnings(_ -> true, _ -> true);

    /// In the order of the rules.
    public List<RuleProblem> of(List<RuleText> rules) {
        List<RuleProblem> warnings = new ArrayList<>();
        for (RuleText rule : rules) {
            rule.mentions().signals().stream()
                    .filter(signal -> !signals.test(signal.name()))
                    .map(signal -> unseen(rule, signal))
                    .forEach(warnings::add);
            for (RuleMentions.Proposed proposed : rule.mentions().proposals()) {
                if (!targets.test(proposed.type())) {
                    warnings.add(unmapped(rule, proposed));
                }
                List<String> needs = ActionType.needs(proposed.type());
                if (!needs.isEmpty() && needs.stream().noneMatch(proposed.parameters()::contains)) {
                    warnings.add(incomplete(rule, proposed, needs));
                }
            }
        }
        return warnings;
    }

    private static RuleProblem unseen(RuleText rule, RuleMentions.Named signal) {
        return new RuleProblem(
                rule.file(),
                signal.line(),
                rule.name(),
                "no telemetry has shown the signal '" + signal.name() + "', and no dictionary has it",
                "look for the name that it is sent by: GET /signals/unmapped");
    }

    private static RuleProblem unmapped(RuleText rule, RuleMentions.Proposed proposed) {
        return new RuleProblem(
                rule.file(),
                proposed.line(),
                rule.name(),
                "no configured target takes '" + proposed.type() + "'",
                "set nightshift.targets[n].action to it, or propose what a target takes");
    }

    private static RuleProblem incomplete(RuleText rule, RuleMentions.Proposed proposed, List<String> needs) {
        return new RuleProblem(
                rule.file(),
                proposed.line(),
                rule.name(),
                "proposes '" + proposed.type() + "' without its parameter '" + String.join("' or '", needs) + "'",
                "add .with(\"" + needs.getFirst() + "\", ...)");
    }
}
