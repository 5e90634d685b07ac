package nightshift.decide.compile;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.decide.rulefile.Nesting;
import nightshift.decide.rulefile.Objection;
import nightshift.decide.rulefile.ProblemList;
import nightshift.decide.rulefile.RuleKind;
import nightshift.decide.rulefile.RuleMentions;

/// The right-hand side of a rule: nothing but `insert( ... .because(...) )`. Knows the allow-list, not the place.
final class ConsequenceLint {
    private static final Set<String> DURATIONS = Set.of("minutes", "hours", "seconds");
    private static final Set<String> RULINGS = Set.of("veto", "requireApproval", "defer");

    private final RuleKind kind;
    private final List<RuleMentions.Proposed> proposals = new ArrayList<>();

    ConsequenceLint(RuleKind kind) {
        this.kind = kind;
    }

    /// What is proposed by what was checked so far.
    List<RuleMentions.Proposed> proposals() {
        return List.copyOf(proposals);
    }

    /// Checks the text between `then` and `end`.
    ///
    /// @param line of the file on which the text begins
    void check(String text, int line, ProblemList problems) {
        Optional<Objection> tooMuch = Nesting.refuse(text);
        if (tooMuch.isPresent()) {
            problems.add(line, tooMuch.get());
            return;
        }
        ParseResult<BlockStmt> parsed = new JavaParser(new ParserConfiguration()).parseBlock("{" + text + "\n}");
        Optional<BlockStmt> block = parsed.getResult().filter(result -> parsed.isSuccessful());
        if (block.isEmpty()) {
            String first = parsed.getProblems().isEmpty()
                    ? text
                    : parsed.getProblems()
                            .getFirst()
                            .getMessage()
                            .lines()
                            .findFirst()
                            .orElse(text);
            if (first.contains("\";\"")) {
                int last = line + (int) text.stripTrailing().lines().count() - 1;
                problems.add(last, "a semicolon is missing", example());
                return;
            }
            problems.add(line, "the right-hand side is not Java: " + first, example());
            return;
        }
        if (block.get().getStatements().isEmpty()) {
            problems.add(line, "the right-hand side inserts nothing", example());
        }
        for (Statement statement : block.get().getStatements()) {
            int at = line + statement.getBegin().map(begin -> begin.line).orElse(1) - 1;
            statement(statement)
                    .ifPresentOrElse(objection -> problems.add(at, objection), () -> proposed(statement, at));
        }
    }

    private void proposed(Statement statement, int line) {
        List<MethodCallExpr> calls = statement.findAll(MethodCallExpr.class);
        Set<String> parameters = calls.stream()
                .filter(call -> call.getNameAsString().equals("with")
                        && call.getArguments().size() == 2)
                .flatMap(call -> call.getArgument(0).findAll(StringLiteralExpr.class).stream())
                .map(StringLiteralExpr::asString)
                .collect(Collectors.toSet());
        calls.stream()
                .filter(call -> call.getNameAsString().equals("propose")
                        && call.getScope().isEmpty())
                .flatMap(call -> call.getArgument(0).findAll(StringLiteralExpr.class).stream())
                .map(type -> new RuleMentions.Proposed(type.asString(), parameters, line))
                .forEach(proposals::add);
    }

    private Optional<Objection> statement(Statement statement) {
        boolean inserts = statement instanceof ExpressionStmt wrapped
                && wrapped.getExpression() instanceof MethodCallExpr call
                && call.getScope().isEmpty()
                && call.getNameAsString().equals("insert")
                && call.getArguments().size() == 1;
        if (!inserts) {
            return Optional.of(new Objection(
                    "'" + firstLine(statement) + "' is not allowed on the right-hand side, which may only insert",
                    example()));
        }
        Expression inserted =
                ((ExpressionStmt) statement).getExpression().asMethodCallExpr().getArgument(0);
        return inserted(inserted);
    }

    private Optional<Objection> inserted(Expression inserted) {
        if (!(inserted instanceof MethodCallExpr outer)
                || !outer.getNameAsString().equals("because")
                || outer.getArguments().isEmpty()) {
            return Optional.of(new Objection(
                    "inserts '" + firstLine(inserted) + "', which gives no reason", "end it with .because(...)"));
        }
        MethodCallExpr root = root(outer);
        return beginsWrong(root)
                .or(() -> strangeCall(outer, root))
                .or(() -> unboundName(outer))
                .or(() -> ExpressionCheck.check(outer));
    }

    private Optional<Objection> strangeCall(MethodCallExpr outer, MethodCallExpr root) {
        return outer.findAll(MethodCallExpr.class).stream()
                .filter(call -> call.getScope().isEmpty() && !call.equals(root))
                .filter(call -> !DURATIONS.contains(call.getNameAsString()))
                .map(call -> new Objection("calls '" + call.getNameAsString() + "'", example()))
                .findFirst();
    }

    private static Optional<Objection> unboundName(MethodCallExpr outer) {
        return outer.findAll(NameExpr.class).stream()
                .filter(name -> !name.getNameAsString().startsWith("$"))
                .map(name -> new Objection(
                        "uses '" + name + "', which the left-hand side does not bind", "bind it: $name : Fact( ... )"))
                .findFirst();
    }

    private Optional<Objection> beginsWrong(MethodCallExpr root) {
        boolean right = root.getScope().isEmpty()
                && switch (kind) {
                    case HEALING ->
                        root.getNameAsString().equals("propose")
                                && root.getArguments().size() == 1
                                && root.getArgument(0) instanceof StringLiteralExpr;
                    // Of a proposal made anew from the one it matched, no ruling would be found.
                    case POLICY ->
                        RULINGS.contains(root.getNameAsString())
                                && root.getArguments().size() == 1
                                && root.getArgument(0) instanceof NameExpr;
                };
        return right
                ? Optional.empty()
                : Optional.of(new Objection("inserts something that begins with '" + firstLine(root) + "'", example()));
    }

    private static MethodCallExpr root(MethodCallExpr outer) {
        MethodCallExpr call = outer;
        while (call.getScope().orElse(null) instanceof MethodCallExpr scope) {
            call = scope;
        }
        return call;
    }

    private String example() {
        return switch (kind) {
            case HEALING -> "write: insert( propose(\"pool.recycle\").on($a.entity()).because($a) );";
            case POLICY -> "write: insert( veto($p).because(\"why\") ); or requireApproval, or defer";
        };
    }

    private static String firstLine(Object node) {
        return node.toString().lines().findFirst().orElse("");
    }
}
