package nightshift.decide.compile;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nightshift.decide.judge.LinearPattern;
import nightshift.decide.language.AllowedNames;
import nightshift.decide.rulefile.Objection;
import nightshift.decide.rulefile.PlainText;
import org.drools.mvel.parser.ast.expr.HalfBinaryExpr;
import org.drools.mvel.parser.ast.expr.HalfPointFreeExpr;
import org.drools.mvel.parser.ast.expr.PointFreeExpr;

/// An allow-list over the syntax tree of expressions in rules. Rules are compiled Java, so whatever is not known to be
/// harmless is refused: what remains can only read facts, which are records of strings, numbers and times. It limits
/// mistakes; a determined author with write access to the rules directory is not its subject.
final class ExpressionCheck {
    private static final Set<String> OPERATORS = Set.of("in", "matches", "contains", "memberOf", "str");

    private ExpressionCheck() {}

    /// The first thing in it that a rule may not use; empty when all is well.
    static Optional<Objection> check(Expression expression) {
        return switch (expression) {
            case StringLiteralExpr text -> string(text);
            case IntegerLiteralExpr _,
                    LongLiteralExpr _,
                    DoubleLiteralExpr _,
                    BooleanLiteralExpr _,
                    NullLiteralExpr _ -> Optional.empty();
            case NameExpr name -> name(name.getNameAsString());
            case EnclosedExpr enclosed -> check(enclosed.getInner());
            case FieldAccessExpr field -> field(field);
            case MethodCallExpr call -> call(call);
            case BinaryExpr binary -> first(List.of(binary.getLeft(), binary.getRight()));
            case UnaryExpr unary -> unary(unary);
            case ConditionalExpr choice ->
                first(List.of(choice.getCondition(), choice.getThenExpr(), choice.getElseExpr()));
            case HalfBinaryExpr half -> check(half.getRight());
            case PointFreeExpr test ->
                operator(test.getOperator().asString())
                        .or(() -> check(test.getLeft()))
                        .or(() -> first(test.getRight()))
                        .or(() -> regex(test.getOperator().asString(), test.getRight()));
            case HalfPointFreeExpr test ->
                operator(test.getOperator().asString())
                        .or(() -> first(test.getRight()))
                        .or(() -> regex(test.getOperator().asString(), test.getRight()));
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

    private static Optional<Objection> string(StringLiteralExpr text) {
        return PlainText.string(text.getValue())
                ? Optional.empty()
                : Optional.of(new Objection(
                        "the text " + text + " holds a quote or an escape that may end it early",
                        "put it between double quotes; of escapes only \\\\ \\\" \\' \\n \\t are allowed"));
    }

    private static Optional<Objection> call(MethodCallExpr call) {
        Optional<Objection> parts =
                call.getScope().flatMap(ExpressionCheck::check).or(() -> first(call.getArguments()));
        boolean known = AllowedNames.method(call.getNameAsString())
                && call.getTypeArguments().isEmpty();
        return known
                ? parts.or(() -> regex(call.getNameAsString(), call.getArguments()))
                : parts.or(() -> Optional.of(refused(call.getNameAsString() + "()")));
    }

    /// What a text is matched with is written out, so that it can be judged before it is used.
    private static Optional<Objection> regex(String operator, List<? extends Expression> with) {
        if (!operator.equals("matches")) {
            return Optional.empty();
        }
        return with.size() == 1 && with.get(0) instanceof StringLiteralExpr text
                ? LinearPattern.refuse(text.asString())
                : Optional.of(new Objection(
                        "the regular expression is not written out", "write it as one text: matches \"db[.].*\""));
    }

    private static Optional<Objection> field(FieldAccessExpr field) {
        return constant(field.getNameAsString())
                .or(() -> check(field.getScope()))
                .or(() -> property(field.getNameAsString()));
    }

    private static Optional<Objection> name(String name) {
        return name.startsWith("$") ? Optional.empty() : constant(name).or(() -> property(name));
    }

    private static Optional<Objection> property(String name) {
        return AllowedNames.property(name)
                ? Optional.empty()
                : Optional.of(new Objection(
                        "reads '" + name + "', which no fact has",
                        AllowedNames.nearest(name)
                                .map(near -> "is '" + near + "' meant? What a pattern binds begins with $")
                                .orElse("rules only read facts; what a pattern binds begins with $")));
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

    private static Objection refused(Object what) {
        return new Objection(
                "'" + what + "' is not allowed in a rule",
                "use comparisons, accessors of facts and the vocabulary: minutes, hours, seconds");
    }
}
