package nightshift.decide.compile;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nightshift.decide.rulefile.Objection;
import org.drools.mvel.parser.ast.expr.HalfBinaryExpr;
import org.drools.mvel.parser.ast.expr.HalfPointFreeExpr;
import org.drools.mvel.parser.ast.expr.PointFreeExpr;

/// An allow-list over the syntax tree of expressions in rules. Rules are compiled Java, so whatever is not known to be
/// harmless is refused: what remains can only read facts, which are records of strings, numbers and times. It limits
/// mistakes; a determined author with write access to the rules directory is not its subject.
final class ExpressionCheck {
    private static final Set<String> PACKAGE_ROOTS =
            Set.of("java", "javax", "jakarta", "jdk", "sun", "com", "org", "net", "io", "nightshift");
    private static final Set<String> ENGINE = Set.of("drools", "kcontext");
    private static final Set<String> OBJECT_METHODS = Set.of("getClass", "wait", "notify", "notifyAll", "clone");
    private static final Set<String> OPERATORS = Set.of("in", "matches", "contains", "memberOf", "str");

    private ExpressionCheck() {}

    /// The first thing in it that a rule may not use; empty when all is well.
    static Optional<Objection> check(Expression expression) {
        return switch (expression) {
            case LiteralExpr _ -> Optional.empty();
            case NameExpr name -> name(name.getNameAsString());
            case EnclosedExpr enclosed -> check(enclosed.getInner());
            case FieldAccessExpr field -> constant(field.getNameAsString()).or(() -> check(field.getScope()));
            case MethodCallExpr call -> call(call);
            case BinaryExpr binary -> first(List.of(binary.getLeft(), binary.getRight()));
            case UnaryExpr unary -> unary(unary);
            case ConditionalExpr choice ->
                first(List.of(choice.getCondition(), choice.getThenExpr(), choice.getElseExpr()));
            case HalfBinaryExpr half -> check(half.getRight());
            case PointFreeExpr test ->
                operator(test.getOperator().asString())
                        .or(() -> check(test.getLeft()))
                        .or(() -> first(test.getRight()));
            case HalfPointFreeExpr test ->
                operator(test.getOperator().asString()).or(() -> first(test.getRight()));
            default -> Optional.of(refused(expression));
        };
    }

    /// The first objection to any of several.
    static Optional<Objection> first(Collection<Expression> expressions) {
        return Stream.ofNullable(expressions)
                .flatMap(Collection::stream)
                .flatMap(each -> check(each).stream())
                .findFirst();
    }

    private static Optional<Objection> call(MethodCallExpr call) {
        if (OBJECT_METHODS.contains(call.getNameAsString())) {
            return Optional.of(refused(call));
        }
        return call.getScope().flatMap(ExpressionCheck::check).or(() -> first(call.getArguments()));
    }

    private static Optional<Objection> name(String name) {
        if (PACKAGE_ROOTS.contains(name) || ENGINE.contains(name)) {
            return Optional.of(new Objection(
                    "reaches for '" + name + "'", "rules only read facts; use their fields and the vocabulary"));
        }
        return constant(name);
    }

    /// An enum constant or a class: neither works or belongs in a rule.
    private static Optional<Objection> constant(String name) {
        if (name.isEmpty() || !Character.isUpperCase(name.charAt(0))) {
            return Optional.empty();
        }
        boolean shouted = name.length() > 1 && name.equals(name.toUpperCase(java.util.Locale.ROOT));
        return Optional.of(
                shouted
                        ? new Objection(
                                "names the constant '" + name + "', which patterns can't compare",
                                "ask the fact, as in rising() or falling(), or compare the name: state.name() == \""
                                        + name + "\"")
                        : new Objection(
                                "names the class '" + name + "'",
                                "rules only read facts; use their fields and the vocabulary"));
    }

    private static Optional<Objection> unary(UnaryExpr unary) {
        return switch (unary.getOperator()) {
            case PLUS, MINUS, LOGICAL_COMPLEMENT -> check(unary.getExpression());
            case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT, BITWISE_COMPLEMENT ->
                Optional.of(refused(unary));
        };
    }

    private static Optional<Objection> operator(String operator) {
        return OPERATORS.contains(operator)
                ? Optional.empty()
                : Optional.of(new Objection(
                        "uses the operator '" + operator + "'",
                        "rules see state, not streams: compare times with >= $turn.ago(minutes(n)) or ask heldFor"));
    }

    private static Objection refused(Node node) {
        return new Objection(
                "'" + node + "' is not allowed in a rule",
                "use comparisons, accessors of facts and the vocabulary: minutes, hours, seconds");
    }
}
