package nightshift.decide.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightshift.decide.rulefile.RuleFile;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleText;
import nightshift.fact.decision.RuleProblem;
import org.kie.api.builder.Message;

/// Says in which rule and line the compiler's errors are. The executable model names neither for most mistakes, so each
/// rule is compiled alone, and the text that the message quotes is looked for in it.
final class BuildErrors {
    private static final Pattern QUOTED = Pattern.compile("(?:expression: |\"expr\" = \")([^\"\n]+)");
    private static final Pattern NOISE = Pattern.compile("Java source of|Parser returned a null Package");
    /// Line of the first statement of a consequence in the class that the compiler generates for it, which repeats the
    /// imports of the file, each on a line, above it.
    private static final int GENERATED_HEAD = 20;

    private BuildErrors() {}

    /// @param all the compiler's messages for the whole directory, for what can't be pinned to one rule
    static List<RuleProblem> locate(RuleFiles files, List<RuleText> rules, List<Message> all) {
        List<RuleProblem> problems = new ArrayList<>();
        for (RuleText rule : rules) {
            problems.addAll(alone(files, rule));
        }
        if (problems.isEmpty()) {
            all.stream()
                    .filter(BuildErrors::telling)
                    .map(message -> new RuleProblem(files.kind().directory(), 0, "", sentence(message), ""))
                    .forEach(problems::add);
        }
        return problems.stream().distinct().toList();
    }

    private static List<RuleProblem> alone(RuleFiles files, RuleText rule) {
        RuleFile file = files.files().stream()
                .filter(each -> each.path().equals(rule.file()))
                .findFirst()
                .orElseThrow();
        int headerEnd = file.text().lines().toList().stream()
                .takeWhile(line -> !line.strip().startsWith("rule "))
                .toList()
                .size();
        RuleFile single = file.only(rule.span().first(), rule.span().last(), headerEnd);
        DroolsBuild build = DroolsBuild.of(RuleFiles.of(files.kind(), List.of(single)));
        int head = GENERATED_HEAD + single.imports(files.kind());
        List<RuleProblem> problems = build.errors().stream()
                .filter(BuildErrors::telling)
                .map(message -> new RuleProblem(
                        rule.file(),
                        rule.span().clamp(line(message, rule, single, head)),
                        rule.name(),
                        sentence(message),
                        "check the names of fields and accessors against the facts' documentation"))
                .toList();
        build.discard();
        return problems;
    }

    private static int line(Message message, RuleText rule, RuleFile file, int head) {
        Matcher quoted = QUOTED.matcher(message.getText());
        if (quoted.find()) {
            return file.lineOf(quoted.group(1), rule.span().first());
        }
        if (String.valueOf(message.getPath()).contains("LambdaConsequence")) {
            return file.lineOf("then", rule.span().first()) + Math.max(1, message.getLine() - head);
        }
        return message.getLine() > 0 ? message.getLine() : rule.span().first();
    }

    private static boolean telling(Message message) {
        return !NOISE.matcher(message.getText()).find();
    }

    private static String sentence(Message message) {
        String first = message.getText().lines().findFirst().orElse("the compiler gave no reason");
        return first.strip();
    }
}
