package nightshift.decide.compile;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.SimpleName;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.decide.rulefile.Objection;
import nightshift.fact.Incident;
import nightshift.fact.Regression;
import nightshift.fact.Turn;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.mvel.parser.ast.expr.DrlxExpression;
import org.jspecify.annotations.Nullable;

/// Keeps the patterns of one rule joined. Patterns that have nothing to do with each other match in
/// every combination: four over five hundred facts each come to sixty thousand million, and none of
/// them is ever asked about; and patterns that are only compared, as by `value > $a.value`, are asked
/// about in every combination. So each pattern has a [JoinKey] to what an earlier one binds, but for
/// the first, for the turn, of which there is one, and for one over incidents and one over regressions,
/// of which rules see few (`FactLimits.ofFew`). What the turn binds is no earlier fact: equal to it are
/// all of a kind. Of one rule, in its order.
final class JoinCheck {
    private static final int MOST_ALTERNATIVES = 16;

    private static final String ONE = Turn.class.getSimpleName();
    private static final Set<String> FEW = Set.of(Incident.class.getSimpleName(), Regression.class.getSimpleName());
    private static final String MANY = "";

    private final Set<String> bound = new HashSet<>();
    private final Set<String> alone = new HashSet<>();

    /// Where a pattern stands, which says what it may match without a key.
    enum Place {
        /// Each fact that it matches makes another match of the rule.
        MATCHED,
        /// Behind `not` or `exists`: whether there is one at all is asked once, unless it is compared
        /// with something.
        ASKED
    }

    /// @param type of the fact
    /// @param name what the pattern binds; null if nothing
    /// @param constraints of the pattern
    Optional<Objection> pattern(
            String type, @Nullable String name, Collection<DrlxExpression> constraints, Place place) {
        List<Expression> tests = constraints.stream()
                .map(DrlxExpression::getExpr)
                .flatMap(JoinKey::conjuncts)
                .toList();
        boolean keyed = tests.stream().anyMatch(test -> JoinKey.in(type, test, bound));
        boolean compared = tests.stream().anyMatch(test -> JoinKey.mentions(test, bound));
        if (!type.equals(ONE)) {
            Optional.ofNullable(name).ifPresent(bound::add);
            constraints.stream()
                    .flatMap(each -> Optional.ofNullable(each.getBind()).map(SimpleName::asString).stream())
                    .forEach(bound::add);
        }
        boolean fine = keyed
                || switch (place) {
                    case MATCHED -> mayStandAlone(type);
                    case ASKED -> !compared || type.equals(ONE) || FEW.contains(type);
                };
        return fine ? Optional.empty() : Optional.of(objection(type, compared));
    }

    private static Objection objection(String type, boolean compared) {
        return new Objection(
                compared
                        ? "this " + type
                                + " has no equality key to a pattern before it, so it is compared with every one"
                        : "this " + type + " is joined to nothing before it, so it matches in every combination",
                "one of its fields must equal what an earlier pattern binds: entity == $a.entity; further comparisons may "
                        + "follow");
    }

    private boolean mayStandAlone(String type) {
        return type.equals(ONE) || alone.add(FEW.contains(type) ? type : MANY);
    }

    /// Of how many rules without `or` a rule is short for.
    static Optional<Objection> alternatives(BaseDescr conditions) {
        long count = count(conditions);
        return count <= MOST_ALTERNATIVES
                ? Optional.empty()
                : Optional.of(new Objection(
                        "its groups joined by or stand for more than " + MOST_ALTERNATIVES + " rules",
                        "say it in one pattern, as in role in (\"QUEUE\", \"SATURATION\"), or write several rules"));
    }

    private static long count(BaseDescr condition) {
        if (!(condition instanceof ConditionalElementDescr group)) {
            return 1;
        }
        List<Long> parts =
                group.getDescrs().stream().map(part -> count((BaseDescr) part)).toList();
        return condition instanceof OrDescr
                ? parts.stream().reduce(0L, Long::sum)
                : parts.stream().reduce(1L, (a, b) -> Math.min(a * b, Integer.MAX_VALUE));
    }
}
