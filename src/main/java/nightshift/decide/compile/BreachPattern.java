package nightshift.decide.compile;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Stream;
import nightshift.decide.language.Vocabulary;
import nightshift.fact.Watch;
import nightshift.fact.telemetry.SignalRole;
import org.drools.mvel.parser.ast.expr.DrlxExpression;

/// Reads `Breach( role == "CONNECTION_QUEUE", above == 1, heldFor >= minutes(2) )`: the rule is the one
/// place where a threshold is written.
public final class BreachPattern {
    private BreachPattern() {}

    /// The threshold asked for; empty unless the signal or its role and exactly one of `above` and `below` are
    /// literals.
    static Optional<Watch> read(List<DrlxExpression> constraints) {
        Optional<String> signal = Optional.empty();
        Optional<String> role = Optional.empty();
        boolean share = false;
        double above = Double.NaN;
        double below = Double.NaN;
        TreeSet<Duration> durations = new TreeSet<>();
        for (DrlxExpression constraint : constraints) {
            if (constraint.getExpr() instanceof BinaryExpr test && test.getLeft() instanceof NameExpr field) {
                boolean equal = test.getOperator() == BinaryExpr.Operator.EQUALS;
                switch (field.getNameAsString()) {
                    case "signal" -> signal = equal ? text(test.getRight()) : Optional.empty();
                    case "role" -> role = equal ? text(test.getRight()) : Optional.empty();
                    case "above" -> above = equal ? number(test.getRight()) : Double.NaN;
                    case "below" -> below = equal ? number(test.getRight()) : Double.NaN;
                    case "heldFor" -> duration(test.getRight()).ifPresent(durations::add);
                    default -> {}
                }
            }
            share |= constraint.getExpr() instanceof MethodCallExpr call
                    && call.getNameAsString().equals("share");
        }
        Optional<Watch.Scope> scope = scope(signal, role, share);
        return scope.isPresent() && Double.isNaN(above) != Double.isNaN(below)
                ? Optional.of(new Watch(scope.get(), above, below, durations))
                : Optional.empty();
    }

    private static Optional<Watch.Scope> scope(Optional<String> signal, Optional<String> role, boolean share) {
        if (signal.isPresent()) {
            return role.isPresent() ? Optional.empty() : signal.map(Watch.Named::new);
        }
        return role.filter(ConditionLint.ROLES::contains)
                .map(named -> new Watch.InRole(SignalRole.valueOf(named), share));
    }

    /// One watch a threshold, with all durations that are compared with it.
    public static List<Watch> merge(Stream<Watch> watches) {
        Map<Watch, TreeSet<Duration>> merged = new LinkedHashMap<>();
        watches.forEach(watch -> merged.computeIfAbsent(
                        new Watch(watch.scope(), watch.above(), watch.below(), new TreeSet<>()),
                        threshold -> new TreeSet<>())
                .addAll(watch.durations()));
        return merged.entrySet().stream()
                .map(entry -> new Watch(
                        entry.getKey().scope(),
                        entry.getKey().above(),
                        entry.getKey().below(),
                        entry.getValue()))
                .toList();
    }

    private static Optional<String> text(Expression expression) {
        return expression instanceof StringLiteralExpr literal ? Optional.of(literal.asString()) : Optional.empty();
    }

    private static double number(Expression expression) {
        return literal(expression).orElse(Double.NaN);
    }

    private static OptionalDouble literal(Expression expression) {
        return switch (expression) {
            case IntegerLiteralExpr whole -> OptionalDouble.of(whole.asNumber().doubleValue());
            case LongLiteralExpr whole -> OptionalDouble.of(whole.asNumber().doubleValue());
            case DoubleLiteralExpr real -> OptionalDouble.of(real.asDouble());
            case UnaryExpr minus
            when minus.getOperator() == UnaryExpr.Operator.MINUS -> OptionalDouble.of(-number(minus.getExpression()));
            default -> OptionalDouble.empty();
        };
    }

    private static Optional<Duration> duration(Expression expression) {
        if (!(expression instanceof MethodCallExpr call) || call.getArguments().size() != 1) {
            return Optional.empty();
        }
        OptionalDouble count = literal(call.getArgument(0));
        if (count.isEmpty()) {
            return Optional.empty();
        }
        long whole = (long) count.getAsDouble();
        return switch (call.getNameAsString()) {
            case "seconds" -> Optional.of(Vocabulary.seconds(whole));
            case "minutes" -> Optional.of(Vocabulary.minutes(whole));
            case "hours" -> Optional.of(Vocabulary.hours(whole));
            default -> Optional.empty();
        };
    }
}
