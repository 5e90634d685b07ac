package nightshift.decide.compile;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.decide.rulefile.Nesting;
import nightshift.decide.rulefile.Objection;
import nightshift.decide.rulefile.ProblemList;
import nightshift.decide.rulefile.RuleKind;
import nightshift.decide.rulefile.RuleMentions;
import nightshift.fact.Fact;
import nightshift.fact.Proposal;
import nightshift.fact.Watch;
import nightshift.fact.telemetry.SignalRole;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.AnnotatedBaseDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.EvalDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.ForallDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.mvel.parser.DrlxParser;
import org.drools.mvel.parser.ast.expr.DrlxExpression;
import org.drools.mvel.parser.ast.expr.PointFreeExpr;

/// The left-hand side of a rule: patterns over facts, joined by and, or, not, exists. Reads the thresholds of its
/// `Breach` patterns on the way.
final class ConditionLint {
    private static final String STATE = "rules see state, not streams: match Anomaly, Breach (heldFor), Cause, Change, "
            + "Outcome or Incident instead";

    /// Of two such groups in one rule, or of one that two rules begin alike, the engine may lose
    /// matches: Drools 10.0 to 10.2, apache/incubator-kie issue 7115, and seen here within one rule.
    /// The rule is just not fired, and nobody is told.
    private static final Objection GROUP = new Objection(
            "a group behind not or exists is not allowed: the engine loses matches of it without a word",
            "one pattern each, joined by or: not( A() and B() ) is ( not A() or not B() ), not( A() and not B() ) is "
                    + "( not A() or exists B() ), exists( A() or B() ) is ( exists A() or exists B() )");

    private static final Set<String> TEMPORAL = Set.of("after", "before", "during", "includes", "coincides", "meets");

    /// What a rule may compare a signal's role with.
    static final Set<String> ROLES =
            Stream.of(SignalRole.values()).map(SignalRole::name).collect(Collectors.toUnmodifiableSet());

    private final Set<String> types;
    private final ProblemList problems;
    private final List<Watch> watches = new ArrayList<>();
    private final List<RuleMentions.Named> signals = new ArrayList<>();
    private final JoinCheck joins = new JoinCheck();

    ConditionLint(RuleKind kind, ProblemList problems) {
        Stream<String> facts = Stream.of(Fact.class.getPermittedSubclasses()).map(Class::getSimpleName);
        Stream<String> more =
                kind == RuleKind.POLICY ? Stream.of(Proposal.class.getSimpleName()) : Stream.<String>empty();
        this.types = Stream.concat(facts, more).collect(Collectors.toCollection(TreeSet::new));
        this.problems = problems;
    }

    /// The thresholds of the patterns seen so far.
    List<Watch> watches() {
        return List.copyOf(watches);
    }

    /// The signals that are named so far.
    List<RuleMentions.Named> signals() {
        return List.copyOf(signals);
    }

    void check(BaseDescr conditions) {
        JoinCheck.alternatives(conditions).ifPresent(objection -> problems.add(conditions.getLine(), objection));
        check(conditions, JoinCheck.Place.MATCHED);
    }

    private void check(BaseDescr condition, JoinCheck.Place place) {
        if (condition instanceof AnnotatedBaseDescr annotated
                && !annotated.getAnnotations().isEmpty()) {
            problems.add(
                    condition.getLine(),
                    "an annotation inside of the conditions is not allowed",
                    "annotations stand between the rule's name and 'when'");
        }
        switch (condition) {
            case PatternDescr pattern -> pattern(pattern, place);
            case EvalDescr eval -> problems.add(eval.getLine(), "eval is not allowed", "put the test into a pattern");
            case ForallDescr all ->
                problems.add(
                        all.getLine(),
                        "forall is not allowed: the engine throws on it in every turn",
                        "say it with not: not( Fact( ... ) )");
            case AndDescr _, OrDescr _ ->
                ((ConditionalElementDescr) condition).getDescrs().forEach(each -> check((BaseDescr) each, place));
            case NotDescr _, ExistsDescr _ -> {
                List<? extends BaseDescr> asked = ((ConditionalElementDescr) condition).getDescrs();
                asked.stream().filter(each -> !single(each)).forEach(group -> problems.add(group.getLine(), GROUP));
                asked.forEach(each -> check(each, JoinCheck.Place.ASKED));
            }
            default ->
                problems.add(
                        condition.getLine(),
                        "'" + condition.getClass().getSimpleName().replace("Descr", "") + "' is not allowed",
                        "use patterns over facts with and, or, not, exists");
        }
    }

    /// Whether it is one pattern, be it in brackets.
    private static boolean single(BaseDescr asked) {
        return asked instanceof PatternDescr
                || asked instanceof AndDescr group
                        && group.getDescrs().size() == 1
                        && group.getDescrs().getFirst() instanceof PatternDescr;
    }

    private void pattern(PatternDescr pattern, JoinCheck.Place place) {
        if (pattern.getObjectType() == null) {
            problems.add(pattern.getLine(), "a path is not a pattern", "write Fact( field == value )");
            return;
        }
        if (pattern.getSource() != null) {
            problems.add(pattern.getLine(), "from, accumulate and collect are not allowed", STATE);
            return;
        }
        if (pattern.getBehaviors() != null && !pattern.getBehaviors().isEmpty()) {
            problems.add(pattern.getLine(), "windows (over window:...) are not allowed", STATE);
        }
        if (!types.contains(pattern.getObjectType())) {
            problems.add(
                    pattern.getLine(),
                    "'" + pattern.getObjectType() + "' is not a fact",
                    "one of " + String.join(", ", types));
        }
        List<DrlxExpression> constraints = new ArrayList<>();
        for (BaseDescr constraint : pattern.getDescrs()) {
            parse(pattern.getObjectType(), constraint).ifPresent(constraints::add);
        }
        joins.pattern(pattern.getObjectType(), pattern.getIdentifier(), constraints, place)
                .ifPresent(objection -> problems.add(pattern.getLine(), objection));
        if (pattern.getObjectType().equals("Breach")) {
            BreachPattern.read(constraints)
                    .ifPresentOrElse(
                            watches::add,
                            () -> problems.add(
                                    pattern.getLine(),
                                    "a Breach pattern names its signal, or its role, and exactly one threshold, all as literals",
                                    "write: Breach( role == \"SATURATION\", above == 0.9 )"));
        }
    }

    private Optional<DrlxExpression> parse(String fact, BaseDescr constraint) {
        if (!(constraint instanceof ExprConstraintDescr expression)) {
            problems.add(
                    constraint.getLine(), "'" + constraint + "' is not a constraint", "compare fields of the fact");
            return Optional.empty();
        }
        String text = expression.getExpression();
        Optional<Objection> tooMuch = Nesting.refuse(text);
        if (tooMuch.isPresent()) {
            problems.add(constraint.getLine(), tooMuch.get());
            return Optional.empty();
        }
        try {
            DrlxExpression parsed = DrlxParser.parseExpression(DrlxParser.buildDrlxParserWithArguments(TEMPORAL), text);
            ExpressionCheck.check(parsed.getExpr())
                    .or(() -> TypeCheck.check(fact, parsed.getExpr()))
                    .ifPresent(objection -> problems.add(constraint.getLine(), objection));
            bound(parsed).ifPresent(objection -> problems.add(constraint.getLine(), objection));
            compared("signal", parsed.getExpr())
                    .forEach(named -> signals.add(new RuleMentions.Named(named.asString(), constraint.getLine())));
            role(parsed.getExpr()).ifPresent(objection -> problems.add(constraint.getLine(), objection));
            return Optional.of(parsed);
        } catch (RuntimeException unreadable) {
            problems.add(constraint.getLine(), "can't read '" + text + "'", "write field == value");
            return Optional.empty();
        }
    }

    /// A role that there is not would never be seen, and nobody would notice.
    private static Optional<Objection> role(Expression test) {
        return compared("role", test)
                .filter(text -> !ROLES.contains(text.asString()))
                .findFirst()
                .map(text -> new Objection(
                        "'" + text.asString() + "' is no role of a signal",
                        "one of " + String.join(", ", new TreeSet<>(ROLES))));
    }

    /// The literals that a field is compared with.
    private static Stream<StringLiteralExpr> compared(String field, Expression test) {
        Stream<Expression> sides = switch (test) {
            case BinaryExpr binary when isField(field, binary.getLeft()) -> Stream.of(binary.getRight());
            case PointFreeExpr in when isField(field, in.getLeft()) -> in.getRight().stream();
            default -> Stream.empty();
        };
        return sides.flatMap(each -> each.findAll(StringLiteralExpr.class).stream());
    }

    private static boolean isField(String field, Expression tested) {
        return tested instanceof NameExpr name && name.getNameAsString().equals(field);
    }

    private static Optional<Objection> bound(DrlxExpression constraint) {
        return Optional.ofNullable(constraint.getBind())
                .map(SimpleName::asString)
                .filter(name -> !name.startsWith("$"))
                .map(name -> new Objection("binds '" + name + "'", "what is bound begins with $: $" + name));
    }
}
