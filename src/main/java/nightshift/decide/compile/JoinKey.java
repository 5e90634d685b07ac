package nightshift.decide.compile;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import java.util.Set;
import java.util.stream.Stream;

/// What makes a pattern match few facts for each earlier match: a field that equals something bound
/// before, or a question which is an equality by its meaning, with one of the two or three things that
/// the fact is about.
final class JoinKey {
    private static final Set<String> QUESTIONS = Set.of("Anomaly.tellsHowServes", "Incident.shows", "Workload.runs");

    private JoinKey() {}

    /// The tests that must all hold.
    static Stream<Expression> conjuncts(Expression test) {
        return switch (test) {
            case EnclosedExpr enclosed -> conjuncts(enclosed.getInner());
            case BinaryExpr both
            when both.getOperator() == BinaryExpr.Operator.AND ->
                Stream.concat(conjuncts(both.getLeft()), conjuncts(both.getRight()));
            default -> Stream.of(test);
        };
    }

    /// Whether a test of a pattern is one.
    ///
    /// @param type of the pattern's fact
    /// @param bound what earlier patterns bind
    static boolean in(String type, Expression test, Set<String> bound) {
        return switch (test) {
            case BinaryExpr equal
            when equal.getOperator() == BinaryExpr.Operator.EQUALS ->
                own(equal.getLeft()) && earlier(equal.getRight(), bound)
                        || own(equal.getRight()) && earlier(equal.getLeft(), bound);
            case MethodCallExpr asked ->
                asked.getScope().isEmpty()
                        && QUESTIONS.contains(type + "." + asked.getNameAsString())
                        && asked.getArguments().size() == 1
                        && earlier(asked.getArgument(0), bound);
            default -> false;
        };
    }

    /// Whether it says anything of what earlier patterns bind.
    static boolean mentions(Expression test, Set<String> bound) {
        return test.findAll(NameExpr.class).stream().anyMatch(name -> bound.contains(name.getNameAsString()));
    }

    /// A field of the fact itself, or of one of its fields. Anything that is worked out may be the same
    /// for all of them: `rows - rows`.
    private static boolean own(Expression side) {
        return switch (side) {
            case NameExpr name -> !name.getNameAsString().startsWith("$");
            case EnclosedExpr enclosed -> own(enclosed.getInner());
            case FieldAccessExpr field -> own(field.getScope());
            case MethodCallExpr call ->
                call.getArguments().isEmpty()
                        && call.getScope().map(JoinKey::own).orElse(true);
            default -> false;
        };
    }

    /// Made of what earlier patterns bind, and of nothing of the fact itself.
    private static boolean earlier(Expression side, Set<String> bound) {
        return mentions(side, bound)
                && side.findAll(NameExpr.class).stream()
                        .allMatch(name -> name.getNameAsString().startsWith("$"))
                && side.findAll(ThisExpr.class).isEmpty()
                && side.findAll(MethodCallExpr.class).stream()
                        .allMatch(call -> call.getScope().isPresent()
                                || call.getArguments().isNonEmpty());
    }
}
