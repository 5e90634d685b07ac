package nightshift.decide;

import static nightshift.decide.Scene.belief;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.decide.compile.HoldingRules;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.compile.RuleFolder;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.RuleProblem;
import nightshift.fact.decision.RuleStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules that do not come to an end and take no step: the turn goes on without rules, and what may have
/// been it is not run again.
class HeldRulesTest {
    private static final String HOLDS = RuleTrial.rule("holds", "hold.up");
    private static final String OTHER = RuleTrial.rule("other", "workload.restart");

    private final List<Thread> left = new ArrayList<>();
    private final RuleCompiler compiler = HoldingRules.compiler();
    private RuleFolder folder;
    private Instant now = Scene.NOON;

    @BeforeEach
    void open(@TempDir Path directory) {
        folder = new RuleFolder(directory);
    }

    @AfterEach
    void close() {
        left.forEach(Thread::interrupt);
        compiler.close();
    }

    @Test
    void theTurnGoesOnWithoutRulesAndTheNextOneWithTheOthers() {
        // Given
        folder.healing("a.drl", HOLDS).healing("b.drl", OTHER);
        try (Rulebook rulebook = rulebook()) {
            // When
            List<Decision> first = turn(rulebook);
            List<Decision> second = turn(rulebook);

            // Then
            assertThat(first).isEmpty();
            assertThat(second).extracting(decision -> decision.rule().id()).containsExactly("other");
            assertThat(left).hasSize(1);
            assertThat(rulebook.status().rules()).extracting(RuleStatus::id).containsExactly("other");
            assertThat(rulebook.aside())
                    .hasValueSatisfying(told -> assertThat(told).contains("holds"));
            assertThat(rulebook.status().problems()).singleElement().satisfies(problem -> {
                assertThat(problem.file()).isEqualTo("healing/a.drl");
                assertThat(problem.rule()).isEqualTo("holds");
                assertThat(problem.message())
                        .contains("held up the turn for more than 50 ms")
                        .contains("set aside");
            });
        }
    }

    @Test
    void whatHeldUpATurnIsNotRunAgainWhenItsFileIsTakenAwayAndPutBack() {
        // Given
        folder.healing("a.drl", HOLDS).healing("b.drl", OTHER);
        try (Rulebook rulebook = rulebook()) {
            turn(rulebook);

            // When
            folder.healing("a.drl", "// nothing");
            look(rulebook);
            folder.healing("a.drl", HOLDS);
            look(rulebook);

            // Then
            assertThat(left).hasSize(1);
            assertThat(rulebook.status().rules()).extracting(RuleStatus::id).containsExactly("other");
        }
    }

    @Test
    void aNewRuleThatHoldsIsRefusedByNameAndNotTriedAgain() {
        // Given
        folder.healing("b.drl", OTHER);
        try (Rulebook rulebook = rulebook()) {
            turn(rulebook);

            // When
            folder.healing("a.drl", HOLDS);
            look(rulebook);
            folder.healing("c.drl", "// something else is edited");
            look(rulebook);

            // Then
            assertThat(left).hasSize(1);
            assertThat(rulebook.status().rules()).extracting(RuleStatus::id).containsExactly("other");
            assertThat(rulebook.status().problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.rule()).isEqualTo("holds"));
        }
    }

    @Test
    void whereNoStepWasTakenEachRuleIsSuspicious() {
        // Given
        folder.healing("b.drl", OTHER).healing("c.drl", RuleTrial.rule("third", "workload.restart"));
        try (Rulebook rulebook =
                new Rulebook(DecideConfig.of(folder.root()).watchedBy(new Nobody()), compiler, List.of())) {
            // When
            List<Decision> decisions = turn(rulebook);

            // Then
            assertThat(decisions).isEmpty();
            assertThat(rulebook.status().rules()).isEmpty();
            assertThat(rulebook.status().problems())
                    .extracting(RuleProblem::rule)
                    .containsExactlyInAnyOrder("other", "third");
            assertThat(rulebook.out())
                    .hasValueSatisfying(told -> assertThat(told).contains("rules are not in force"));
        }
    }

    @Test
    void policiesThatHoldUpTheTurnLeaveEverythingToAPerson() {
        // Given
        folder.healing("b.drl", OTHER).policy("holds.drl", """
                rule "holds" @id("holds-policy")
                when
                    $p : Proposal()
                then
                    insert( veto($p).because("hold.up") );
                end
                """);
        try (Rulebook rulebook = rulebook()) {
            // When, Then
            assertThat(turn(rulebook))
                    .singleElement()
                    .extracting(Decision::disposition)
                    .isEqualTo(Disposition.AWAIT_APPROVAL);
        }
    }

    private Rulebook rulebook() {
        EvaluationLimits usual = EvaluationLimits.usual();
        DecideConfig config = DecideConfig.of(folder.root());
        return new Rulebook(
                new DecideConfig(
                        config.live(),
                        new EvaluationLimits(usual.firings(), usual.steps(), Duration.ofMillis(50), new Leaver()),
                        config.decision(),
                        config.atLatest()),
                compiler,
                List.of());
    }

    private List<Decision> turn(Rulebook rulebook) {
        now = now.plusSeconds(1);
        return rulebook.decide(belief(RuleTrial.SLOW), List.of(), List.of(), now);
    }

    private void look(Rulebook rulebook) {
        rulebook.look();
        rulebook.look();
        turn(rulebook);
    }

    /// Leaves what stands still: it waits for something, and that never comes.
    private final class Leaver implements EvaluationLimits.Watchdog {
        @Override
        public <T> Optional<T> within(Duration most, Supplier<T> work) {
            FutureTask<T> task = new FutureTask<>(work::get);
            Thread thread = Thread.ofPlatform().daemon().start(task);
            while (true) {
                try {
                    return Optional.of(task.get(20, TimeUnit.MILLISECONDS));
                } catch (TimeoutException notYet) {
                    if (stands(thread)) {
                        left.add(thread);
                        return Optional.empty();
                    }
                } catch (InterruptedException | ExecutionException broken) {
                    throw new IllegalStateException(broken);
                }
            }
        }

        private boolean stands(Thread thread) {
            return List.of(thread.getStackTrace()).stream()
                    .anyMatch(call -> call.getClassName().equals(HoldingRules.class.getName()));
        }
    }

    /// Never begins.
    private static final class Nobody implements EvaluationLimits.Watchdog {
        @Override
        public <T> Optional<T> within(Duration most, Supplier<T> work) {
            return Optional.empty();
        }
    }
}
