package nightshift.decide.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.decide.rulefile.ProblemList;
import nightshift.decide.rulefile.RuleKind;
import nightshift.fact.Fact;
import nightshift.fact.Proposal;
import nightshift.fact.Watch;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.EvalDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.mvel.parser.DrlxParser;
import org.drools.mvel.parser.ast.expr.DrlxExpression;

/// The left-hand side of a rule: patterns over facts, joined by and, or, not, exists. Reads the thresholds of its
/// `Breach` patterns on the way.
final class ConditionLint {
    private static final String STATE = "rules see state, not streams: match Anomaly, Breach (heldFor), Cause, Change, "
            + "Outcome or Incident instead";
    private static final Set<String> TEMPORAL = Set.of("after", "before", "during", "includes", "coincides", "meets");

    private final Set<String> types;
    private final ProblemList problems;
    private final List<Watch> watches = new ArrayList<>();

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

    void check(BaseDescr condition) {
        switch (condition) {
            case PatternDescr pattern -> pattern(pattern);
            case EvalDescr eval -> problems.add(eval.getLine(), "eval is not allowed", "put the test into a pattern");
            case ConditionalElementDescr group -> group.getDescrs().forEach(each -> check((BaseDescr) each));
            default ->
                problems.add(
                        condition.getLine(),
                        "'" + condition.getClass().getSimpleName().replace("Descr", "") + "' is not allowed",
                        "use patterns over facts with and, or, not, exists");
        }
    }

    private void pattern(PatternDescr pattern) {
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
            parse(constraint).ifPresent(constraints::add);
        }
        if (pattern.getObjectType().equals("Breach")) {
            BreachPattern.read(constraints)
                    .ifPresentOrElse(
                            watches::add,
                            () -> problems.add(
                                    pattern.getLine(),
                                    "a Breach pattern names its signal and exactly one threshold, both as literals",
                                    "write: Breach( signal == \"process.cpu.utilization\", above == 0.9 )"));
        }
    }

    private Optional<DrlxExpression> parse(BaseDescr constraint) {
        if (!(constraint instanceof ExprConstraintDescr expression)) {
            problems.add(
                    constraint.getLine(), "'" + constraint + "' is not a constraint", "compare fields of the fact");
            return Optional.empty();
        }
        String text = expression.getExpression();
        try {
            DrlxExpression parsed = DrlxParser.parseExpression(DrlxParser.buildDrlxParserWithArguments(TEMPORAL), text);
            ExpressionCheck.check(parsed.getExpr())
                    .ifPresent(objection -> problems.add(constraint.getLine(), objection));
            return Optional.of(parsed);
        } catch (RuntimeException unreadable) {
            problems.add(constraint.getLine(), "can't read '" + text + "'", "write field == value");
            return Optional.empty();
        }
    }
}
