package nightshift.decide.compile;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.decide.rulefile.Objection;
import nightshift.fact.Fact;
import nightshift.fact.Proposal;

/// Compares what a field of a fact is with the literal that it is compared with. The compiler would refuse most of it
/// too, but in the words of the source code that it generates.
final class TypeCheck {
    private static final Set<Class<?>> NUMBERS = Set.of(int.class, long.class, double.class);

    private TypeCheck() {}

    /// The first comparison that can't be meant so; empty when there is none.
    ///
    /// @param fact simple name of the pattern's type
    static Optional<Objection> check(String fact, Expression constraint) {
        return constraint.findAll(BinaryExpr.class).stream()
                .flatMap(each -> compared(fact, each).stream())
                .findFirst();
    }

    private static Optional<Objection> compared(String fact, BinaryExpr test) {
        if (!(test.getRight() instanceof LiteralExpr literal) || literal instanceof NullLiteralExpr) {
            return Optional.empty();
        }
        return type(fact, test.getLeft()).flatMap(type -> mismatch(words(test.getLeft()), type, literal));
    }

    private static Optional<Objection> mismatch(String field, Class<?> type, LiteralExpr literal) {
        if (type == Duration.class) {
            return Optional.of(new Objection(
                    field + " is a duration, and " + words(literal) + " is none",
                    "write minutes(5), seconds(30) or hours(1)"));
        }
        if (type == Instant.class) {
            return Optional.of(new Objection(
                    field + " is a time, and " + words(literal) + " is none",
                    "compare it with another time, as in " + field + " >= $turn.ago(minutes(5))"));
        }
        if (!(literal instanceof StringLiteralExpr text)) {
            return Optional.empty();
        }
        if (type.isEnum()) {
            String names = Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .collect(Collectors.joining(", "));
            return Optional.of(new Objection(
                    field + " is one of " + names + ", which no text equals",
                    "compare its name: " + field + ".name == " + words(literal)));
        }
        boolean number = text.asString().matches("-?[0-9]+([.][0-9]+)?");
        return NUMBERS.contains(type) && !number
                ? Optional.of(new Objection(
                        field + " is a number, and " + words(literal) + " is none", "write 5, without quotes"))
                : Optional.empty();
    }

    /// An expression as its author wrote it.
    private static String words(Expression expression) {
        return switch (expression) {
            case NameExpr name -> name.getNameAsString();
            case FieldAccessExpr field -> words(field.getScope()) + "." + field.getNameAsString();
            case MethodCallExpr call ->
                call.getScope().map(scope -> words(scope) + ".").orElse("") + call.getNameAsString() + "()";
            case EnclosedExpr enclosed -> "(" + words(enclosed.getInner()) + ")";
            case StringLiteralExpr text -> "\"" + text.getValue() + "\"";
            case LiteralStringValueExpr literal -> literal.getValue();
            case BooleanLiteralExpr literal -> String.valueOf(literal.getValue());
            default -> "this";
        };
    }

    /// What an expression over a fact's own fields answers with; empty when it is more than a path.
    private static Optional<Class<?>> type(String fact, Expression path) {
        return switch (path) {
            case NameExpr name -> factType(fact).flatMap(type -> member(type, name.getNameAsString()));
            case EnclosedExpr enclosed -> type(fact, enclosed.getInner());
            case FieldAccessExpr field ->
                type(fact, field.getScope()).flatMap(type -> member(type, field.getNameAsString()));
            case MethodCallExpr call
            when call.getArguments().isEmpty() ->
                call.getScope()
                        .<Optional<Class<?>>>map(scope -> type(fact, scope))
                        .orElseGet(() -> factType(fact))
                        .flatMap(type -> member(type, call.getNameAsString()));
            default -> Optional.empty();
        };
    }

    private static Optional<Class<?>> factType(String name) {
        Stream<Class<?>> types =
                Stream.concat(Arrays.stream(Fact.class.getPermittedSubclasses()), Stream.of(Proposal.class));
        return types.filter(type -> type.getSimpleName().equals(name)).findFirst();
    }

    private static Optional<Class<?>> member(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == 0)
                .<Class<?>>map(Method::getReturnType)
                .findFirst();
    }
}
