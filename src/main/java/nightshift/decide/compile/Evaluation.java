package nightshift.decide.compile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nightshift.decide.judge.Meter;
import nightshift.decide.rulefile.RuleText;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.rule.Rule;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.ConsequenceException;
import org.kie.api.time.SessionPseudoClock;

/// One turn of one directory's rules over the turn's facts, in a session that lives no longer.
///
/// @param insertions what right-hand sides inserted, in the order of firing
/// @param failures rules that threw
/// @param stopped why it ended before everything had fired; empty if it did not
public record Evaluation(List<Insertion> insertions, List<Failure> failures, Optional<String> stopped) {
    /// Of no rules.
    public static final Evaluation NOTHING = new Evaluation(List.of(), List.of(), Optional.empty());

    /// @param rule who inserted
    /// @param value a [nightshift.fact.Proposal] or a [nightshift.decide.language.Ruling]
    public record Insertion(RuleText rule, Object value) {}

    /// @param rule who threw; empty when the engine does not tell
    /// @param reason what it did, in one line: `threw NullPointerException`
    /// @param harm whom it harms
    public record Failure(Optional<RuleText> rule, String reason, Harm harm) {
        /// Whether other rules went unevaluated because of it.
        public boolean fatal() {
            return harm != Harm.ITSELF;
        }
    }

    /// Whom a failure harms.
    public enum Harm {
        /// The others fired: a consequence threw.
        ITSELF,
        /// Others went unevaluated: so it is when a condition throws.
        OTHERS,
        /// The same, since it does not come to an end: its steps or the stack were spent. It would not on
        /// the same facts anywhere.
        ENDLESS,
        /// The evaluation did not come to an end, and may still be running: evaluated again it would
        /// hold up the next one. Of several such failures any may be the one.
        TURN
    }

    /// Whether it did not come to an end in time.
    public boolean held() {
        return failures.stream().anyMatch(failure -> failure.harm() == Harm.TURN);
    }

    /// Inserts the facts, fires, and tells what came of it. Never throws because of a rule, be its conditions nested
    /// so deep that the stack ends; other errors of the JVM are not a rule's and pass.
    public static Evaluation of(RuleSet rules, Collection<?> facts, Instant now, EvaluationLimits limits) {
        Meter meter = new Meter(rules.counters(), limits.steps());
        return limits.watchdog()
                .within(limits.budget(), () -> meter.count(() -> over(rules, facts, now, limits)))
                .orElseGet(() -> {
                    meter.abandon();
                    return held(rules.suspects(meter.last()), limits);
                });
    }

    private static Evaluation over(RuleSet rules, Collection<?> facts, Instant now, EvaluationLimits limits) {
        return rules.session()
                .map(session -> {
                    try {
                        return new Run(rules, session, limits).over(facts, now);
                    } finally {
                        session.dispose();
                    }
                })
                .orElse(NOTHING);
    }

    private static Evaluation held(List<RuleText> suspects, EvaluationLimits limits) {
        String reason = "held up the turn for more than " + limits.budget().toMillis() + " ms";
        return new Evaluation(
                List.of(),
                suspects.stream()
                        .map(rule -> new Failure(Optional.of(rule), reason, Harm.TURN))
                        .toList(),
                Optional.empty());
    }

    /// Whose consequence is being executed.
    private static final class Firing extends DefaultAgendaEventListener {
        private @Nullable String name;

        /// Empty while conditions are evaluated.
        Optional<String> rule() {
            return Optional.ofNullable(name);
        }

        @Override
        public void beforeMatchFired(BeforeMatchFiredEvent event) {
            name = event.getMatch().getRule().getName();
        }

        @Override
        public void afterMatchFired(AfterMatchFiredEvent event) {
            name = null;
        }
    }

    private static final class Run extends DefaultRuleRuntimeEventListener {
        private final RuleSet rules;
        private final KieSession session;
        private final EvaluationLimits limits;
        private final List<Insertion> insertions = new ArrayList<>();
        private final List<Failure> failures = new ArrayList<>();
        private final Firing firing = new Firing();

        Run(RuleSet rules, KieSession session, EvaluationLimits limits) {
            this.rules = rules;
            this.session = session;
            this.limits = limits;
        }

        Evaluation over(Collection<?> facts, Instant now) {
            SessionPseudoClock clock = session.getSessionClock();
            clock.advanceTime(now.toEpochMilli() - clock.getCurrentTime(), TimeUnit.MILLISECONDS);
            session.addEventListener(this);
            session.addEventListener(firing);
            facts.forEach(session::insert);
            Optional<String> stopped = fire();
            return new Evaluation(List.copyOf(insertions), List.copyOf(failures), stopped);
        }

        /// A consequence that throws ends the engine's call but not the session: what is left fires in the next call.
        private Optional<String> fire() {
            int left = limits.firings();
            while (left > 0) {
                try {
                    left -= session.fireAllRules(left);
                    break;
                } catch (RuntimeException thrown) {
                    Optional<Meter.BudgetSpent> spent = spent(thrown);
                    if (spent.isPresent()) {
                        // Nor is this one.
                        failures.add(failure(spent.get()));
                        break;
                    }
                    left--;
                    failures.add(failure(thrown));
                } catch (StackOverflowError deep) {
                    // The engine was left in the middle of something, so this session is not asked again.
                    failures.add(
                            new Failure(firing.rule().flatMap(rules::rule), "threw StackOverflowError", Harm.ENDLESS));
                    break;
                }
            }
            return left > 0 ? Optional.empty() : Optional.of("more than " + limits.firings() + " firings in one turn");
        }

        private static Optional<Meter.BudgetSpent> spent(Throwable thrown) {
            for (Throwable each = thrown; each != null; each = each.getCause()) {
                if (each instanceof Meter.BudgetSpent spent) {
                    return Optional.of(spent);
                }
            }
            return Optional.empty();
        }

        private Failure failure(Meter.BudgetSpent spent) {
            return new Failure(rules.counted(spent.counter()), String.valueOf(spent.getMessage()), Harm.ENDLESS);
        }

        private Failure failure(RuntimeException thrown) {
            Throwable root = thrown;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            String reason = "threw " + root.getClass().getSimpleName() + ": " + root.getMessage();
            if (thrown instanceof ConsequenceException consequence) {
                return new Failure(rules.rule(consequence.getRule().getName()), reason, Harm.ITSELF);
            }
            String story = String.valueOf(thrown.getMessage());
            return new Failure(
                    rules.rules().stream()
                            .filter(rule -> story.contains("\"" + rule.name() + "\""))
                            .findFirst(),
                    reason,
                    Harm.OTHERS);
        }

        @Override
        public void objectInserted(ObjectInsertedEvent event) {
            Rule by = event.getRule();
            if (by != null) {
                rules.rule(by.getName()).ifPresent(rule -> insertions.add(new Insertion(rule, event.getObject())));
            }
        }
    }
}
