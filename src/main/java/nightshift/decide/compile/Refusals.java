package nightshift.decide.compile;

import java.util.List;
import java.util.stream.Stream;
import nightshift.decide.judge.Refusal;
import nightshift.decide.rulefile.RuleFile;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleText;
import nightshift.fact.decision.RuleProblem;

/// Says of classes that may not be loaded which rule, and which line of it, they were made of.
final class Refusals {
    private Refusals() {}

    static List<RuleProblem> locate(RuleFiles files, List<RuleText> rules, List<Refusal> refusals) {
        return refusals.stream()
                .flatMap(refusal -> locate(files, rules, refusal))
                .distinct()
                .toList();
    }

    private static Stream<RuleProblem> locate(RuleFiles files, List<RuleText> rules, Refusal refusal) {
        List<RuleText> named = rules.stream()
                .filter(rule -> refusal.rules().contains(rule.name()))
                .toList();
        String message = refusal.objection().message();
        String hint = refusal.objection().hint();
        return named.isEmpty()
                ? Stream.of(new RuleProblem(files.kind().directory(), 0, "", message, hint))
                : named.stream()
                        .map(rule -> new RuleProblem(
                                rule.file(), line(files, rule, refusal.near()), rule.name(), message, hint));
    }

    private static int line(RuleFiles files, RuleText rule, String near) {
        int first = rule.span().first();
        return near.isEmpty()
                ? first
                : files.files().stream()
                        .filter(file -> file.path().equals(rule.file()))
                        .findFirst()
                        .map((RuleFile file) -> rule.span().clamp(file.lineOf(near, first)))
                        .orElse(first);
    }
}
