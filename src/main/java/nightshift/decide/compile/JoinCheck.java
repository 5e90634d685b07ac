package nightshift.decide.compile;

import com.github.javaparser.ast.expr.NameExpr;
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

/// Keeps the patterns of one rule joined. Patterns that have nothing to do with each other match in every combination:
/// four over five hundred facts each come to sixty thousand million, and none of them is ever asked about. So each
/// pattern compares something with what an earlier one binds, but for the first, for the turn, of which there is one,
/// and for one over incidents and one over regressions, of which there are few. Of one rule, in its order.
final class JoinCheck {
    private static final int MOST_ALTERNATIVES = 16;

    private static final String ONE = Turn.class.getSimpleName();
    private static final Set<String> FEW = Set.of(Incident.class.getSimpleName(), Regression.class.getSimpleName());
    private static final String MANY = "";

    private final Set<String> bound = new HashSet<>();
    private final Set<String> alone = new HashSet<>();

    /// @param type of the fact
    /// @param name what the pattern binds; null if nothing
    /// @param constraints of the pattern
    /// @param counts whether each fact that it matches makes another match of the rule, as it does not behind not
    Optional<Objection> pattern(
            String type, @Nullable String name, Collection<DrlxExpression> constraints, boolean counts) {
        boolean joined = constraints.stream()
                .flatMap(each -> each.getExpr().findAll(NameExpr.class).stream())
                .anyMatch(each -> bound.contains(each.getNameAsString()));
        Optional.ofNullable(name).ifPresent(bound::add);
        constraints.stream()
                .flatMap(each -> Optional.ofNullable(each.getBind()).map(SimpleName::asString).stream())
                .forEach(bound::add);
        return joined || !counts || mayStandAlone(type)
                ? Optional.empty()
                : Optional.of(new Objection(
                        "this " + type + " is joined to nothing before it, so it matches in every combination",
                        "compare one of its fields with what an earlier pattern binds: entity == $a.entity"));
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
