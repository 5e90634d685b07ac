package nightshift.decide.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nightshift.decide.rulefile.PlainText;
import nightshift.decide.rulefile.ProblemList;
import nightshift.decide.rulefile.RuleFile;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleKind;
import nightshift.decide.rulefile.RuleMentions;
import nightshift.decide.rulefile.RuleText;
import nightshift.fact.decision.RuleProblem;
import org.drools.drl.ast.descr.FunctionImportDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;

/// Reads one file on its syntax tree, before anything is compiled: which rules it holds, and what in them is not
/// allowed.
final class RuleReader {
    /// Some hundred rules.
    private static final int LARGEST = 200_000;

    private static final String ONLY_RULES = "a rule file holds rules and nothing else";
    private static final Set<String> IMPORTS = Set.of(
            "nightshift.fact.",
            "nightshift.fact.telemetry.",
            "nightshift.fact.inventory.",
            "nightshift.fact.decision.");
    private static final Set<String> WORDS = Set.of("nightshift.decide.language.Vocabulary.");

    private final RuleKind kind;
    private final RuleFile file;
    private final String drl;
    private final ProblemList problems;

    private RuleReader(RuleKind kind, RuleFile file) {
        this.kind = kind;
        this.file = file;
        this.drl = file.drl(kind);
        this.problems = ProblemList.of(file.path());
    }

    /// @param rules those whose metadata could be read
    /// @param problems in the order of the file
    record Read(List<RuleText> rules, List<RuleProblem> problems) {}

    static Read read(RuleKind kind, RuleFile file) {
        RuleReader reader = new RuleReader(kind, file);
        reader.characters();
        if (!reader.problems.found().isEmpty()) {
            return new Read(List.of(), reader.problems.found());
        }
        try {
            return new Read(reader.rules(), reader.problems.found());
        } catch (StackOverflowError | LinkageError | AssertionError | RuntimeException unreadable) {
            reader.problems.add(
                    1, "can't be read: " + unreadable, "write the rules in simpler form; take them out one by one");
            return new Read(List.of(), reader.problems.found());
        }
    }

    /// Before anything is parsed: what would be read in one way here and in another by the compiler.
    private void characters() {
        if (!PlainText.sentence(file.path())) {
            problems.add(
                    0, "its name holds other characters than a plain sentence has", "rename it, as in payments.drl");
        }
        if (file.text().length() > LARGEST) {
            problems.add(0, "is larger than " + LARGEST + " characters", "make several files of it");
            return;
        }
        List<String> lines = List.of(file.text().split("\n", -1));
        for (int i = 0; i < lines.size(); i++) {
            int line = i + 1;
            PlainText.line(lines.get(i)).ifPresent(objection -> problems.add(line, objection));
        }
    }

    private List<RuleText> rules() {
        DrlParser parser = new DrlParser();
        PackageDescr tree;
        try {
            tree = parser.parse(false, drl);
        } catch (DroolsParserException broken) {
            problems.add(0, String.valueOf(broken.getMessage()), "check parentheses, quotes and 'end'");
            return List.of();
        }
        if (parser.hasErrors() && unclosed()) {
            return List.of();
        }
        for (DroolsError error : parser.getErrors()) {
            int line = error.getLines().length == 0 ? 0 : error.getLines()[0];
            problems.add(
                    line, syntax(error.getMessage()), "check parentheses, quotes, commas and 'end' near this line");
        }
        if (parser.hasErrors() || tree == null) {
            return List.of();
        }
        declarations(tree);
        List<RuleText> rules = new ArrayList<>();
        for (RuleDescr rule : tree.getRules()) {
            rules.add(rule(rule));
        }
        return rules;
    }

    /// A text that does not end in its line: the parser tells of it wherever the next one begins.
    private boolean unclosed() {
        List<String> lines = List.of(file.text().split("\n", -1));
        for (int i = 0; i < lines.size(); i++) {
            String code = lines.get(i)
                    .replaceAll("\\\\.", "")
                    .replaceAll("\"[^\"]*\"", "")
                    .replaceAll("//.*", "");
            if (code.contains("\"")) {
                problems.add(i + 1, "a text begins here and does not end", "put a \" where it ends, in the same line");
                return true;
            }
        }
        return false;
    }

    private void declarations(PackageDescr tree) {
        if (!tree.getName().equals(kind.packageName())) {
            problems.add(
                    1,
                    "package '" + tree.getName() + "' is not that of this directory",
                    "leave the package line out, or write: package " + kind.packageName());
        }
        for (ImportDescr each : tree.getImports()) {
            imported(each, IMPORTS);
        }
        for (FunctionImportDescr each : tree.getFunctionImports()) {
            imported(each, WORDS);
        }
        refuse(tree.getAccumulateImports(), "import accumulate");
        refuse(tree.getGlobals(), "global");
        refuse(tree.getFunctions(), "function");
        refuse(tree.getTypeDeclarations(), "declare");
        refuse(tree.getEnumDeclarations(), "declare enum");
        refuse(List.copyOf(tree.getWindowDeclarations()), "declare window");
        refuse(List.copyOf(tree.getEntryPointDeclarations()), "declare entry-point");
        refuse(tree.getAttributes(), "an attribute for the whole file");
        if (tree.getUnit() != null) {
            problems.add(0, "unit is not allowed", ONLY_RULES);
        }
    }

    private void imported(ImportDescr each, Set<String> allowed) {
        boolean fine = allowed.stream()
                .anyMatch(prefix -> each.getTarget().startsWith(prefix)
                        && !each.getTarget().substring(prefix.length()).contains("."));
        if (!fine) {
            problems.add(
                    file.lineOf(each.getTarget(), 1),
                    "import of '" + each.getTarget() + "' is not allowed",
                    "facts and the vocabulary are there without an import line");
        }
    }

    private void refuse(List<? extends org.drools.drl.ast.descr.BaseDescr> found, String what) {
        found.forEach(each -> problems.add(Math.max(0, each.getLine()), what + " is not allowed", ONLY_RULES));
    }

    private RuleText rule(RuleDescr rule) {
        ProblemList here = problems.in(rule.getName());
        Metadata metadata = Metadata.read(rule, kind, here);
        form(rule, here);
        ConditionLint conditions = new ConditionLint(kind, here);
        conditions.check(rule.getLhs());
        String consequence = String.valueOf(rule.getConsequence());
        ConsequenceLint consequences = new ConsequenceLint(kind);
        consequences.check(consequence, consequenceLine(rule, consequence), here);
        return new RuleText(
                metadata.id(),
                rule.getName(),
                file.path(),
                new RuleText.Span(rule.getLine(), rule.getEndLine()),
                metadata.owner(),
                metadata.mode(),
                metadata.cooldown(),
                RuleFiles.hash(drl.substring(rule.getStartCharacter(), rule.getEndCharacter() + 1)),
                conditions.watches(),
                new RuleMentions(conditions.signals(), consequences.proposals()));
    }

    private static void form(RuleDescr rule, ProblemList here) {
        if (!PlainText.sentence(rule.getName())) {
            here.add(
                    rule.getLine(),
                    "its name holds other characters than a plain sentence has",
                    "letters, digits, spaces and . , : ; ' ( ) % + = ? ! @ # & / _ -");
        }
        if (rule.isQuery()) {
            here.add(rule.getLine(), "query is not allowed", ONLY_RULES);
        }
        if (rule.hasParent()) {
            here.add(rule.getLine(), "extends is not allowed", "write the conditions out");
        }
        if (!rule.getNamedConsequences().isEmpty()) {
            here.add(rule.getLine(), "do[...] is not allowed", "write two rules");
        }
        rule.getAttributes()
                .keySet()
                .forEach(name -> here.add(
                        rule.getLine(),
                        "'" + name + "' is not allowed",
                        "the proposals of a turn are a set: order, loops, groups and timers have no meaning"));
    }

    /// The line on which the text between `then` and `end` begins; the tree knows only the line of `then`.
    private int consequenceLine(RuleDescr rule, String consequence) {
        int then = drl.lines()
                .limit(Math.max(0, rule.getConsequenceLine() - 1))
                .mapToInt(line -> line.length() + 1)
                .sum();
        int start = drl.indexOf(consequence, then);
        return start < 0
                ? rule.getConsequenceLine()
                : (int) drl.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
    }

    private static String syntax(String message) {
        return message.replaceFirst("^\\[ERR \\d+\\] Line \\d+:\\d+ ", "").replaceFirst(" in rule \".*$", "");
    }
}
