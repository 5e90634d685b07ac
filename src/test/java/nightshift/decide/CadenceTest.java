package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.DB_DURATION;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.belief;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.rising;
import static nightshift.decide.Scene.running;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.compile.RuleFolder;
import nightshift.decide.decision.DecisionConfig;
import nightshift.decide.live.LiveConfig;
import nightshift.fact.Assessment;
import nightshift.fact.Fact;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.RuleProblem;
import nightshift.fact.decision.RuleStatus;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When rules are evaluated: counted by how often a rule fired, which is once an evaluation.
class CadenceTest {
    private static final RuleCompiler COMPILER = new RuleCompiler();
    private static final List<Fact> SLOW = List.of(incident(), rising(CART, DB_DURATION, 0.8));

    @TempDir
    private Path directory;

    private final List<Remedy> remedies = new ArrayList<>();
    private final List<Rulebook> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Rulebook::close);
    }

    @Test
    void turnsWithoutANewFactAreNotEvaluatedAgain() {
        // Given an evaluation that decided, and the one that follows a decision
        Rulebook rulebook = rulebook(DecideConfig.of(folder().root()));
        decide(rulebook, belief(SLOW), 0);
        decide(rulebook, belief(SLOW), 1);

        // When
        for (int second = 2; second < 11; second++) {
            decide(rulebook, belief(SLOW), second);
        }

        // Then
        assertThat(evaluations(rulebook)).isEqualTo(2);
    }

    @Test
    void afterTenSecondsTheyAreEvaluatedBecauseOfTheTimeAlone() {
        Rulebook rulebook = rulebook(DecideConfig.of(folder().root()));
        for (int second = 0; second <= 31; second++) {
            decide(rulebook, belief(SLOW), second);
        }
        // at 0 and 1, then at 11, 21 and 31
        assertThat(evaluations(rulebook)).isEqualTo(5);
        assertThat(DecideConfig.of(directory).atLatest()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aNewFactAndAChangedModeAreEvaluatedAtOnce() {
        // Given
        Rulebook rulebook = rulebook(DecideConfig.of(folder().root()));
        decide(rulebook, belief(SLOW), 0);
        decide(rulebook, belief(SLOW), 1);

        // When
        List<Fact> surer = List.of(incident(), rising(CART, DB_DURATION, 0.9));
        decide(rulebook, belief(surer), 2);
        decide(rulebook, belief(surer), 3, new Command.SetMode("recycle", RuleMode.SHADOW, "anna", "", NOON));

        // Then
        assertThat(evaluations(rulebook)).isEqualTo(4);
    }

    @Test
    void aReplicaThatGoesMissingIsANewFactAndIsEvaluatedAtOnce() {
        // Given
        Rulebook rulebook = rulebook(DecideConfig.of(folder().root()));
        decide(rulebook, belief(SLOW), 0);
        decide(rulebook, belief(SLOW), 1);

        // When
        decide(rulebook, belief(SLOW, running(2, 2), NOON), 2);
        decide(rulebook, belief(SLOW, running(2, 2), NOON), 3);
        decide(rulebook, belief(SLOW, running(2, 1), NOON), 4);

        // Then
        assertThat(evaluations(rulebook)).isEqualTo(4);
    }

    @Test
    void theMarkOfAnEvaluationThatWasCutShortGoesWhenOneEndsWhole() {
        // Given
        Rulebook rulebook = rulebook(new DecideConfig(
                LiveConfig.of(folder().root()),
                new EvaluationLimits(
                        3, EvaluationLimits.STEPS, Duration.ofSeconds(5), EvaluationLimits.Watchdog.PATIENT),
                DecisionConfig.defaults(),
                DecideConfig.AT_LATEST));
        List<Fact> storm = new ArrayList<>(List.of(incident()));
        for (int i = 0; i < 10; i++) {
            storm.add(rising(EntityId.service("shop", "s" + i), DB_DURATION, 0.8));
        }
        decide(rulebook, belief(storm), 0);
        assertThat(rulebook.status().problems())
                .singleElement()
                .extracting(RuleProblem::message)
                .asString()
                .contains("cut short");

        // When
        decide(rulebook, belief(SLOW), 1);

        // Then
        assertThat(rulebook.status().problems()).isEmpty();
    }

    @Test
    void theThresholdsAreTheSameListUntilTheRulesChange() {
        Rulebook rulebook = rulebook(DecideConfig.of(folder().root()));
        assertThat(rulebook.watches()).isSameAs(rulebook.watches());
    }

    /// A turn; what it decides is what the next one knows.
    private void decide(Rulebook rulebook, Assessment belief, int second, Command... orders) {
        rulebook.decide(belief, List.copyOf(remedies), List.of(orders), NOON.plusSeconds(second)).stream()
                .map(Remedy::of)
                .forEach(remedies::add);
    }

    private static long evaluations(Rulebook rulebook) {
        return rulebook.status().rules().stream().mapToLong(RuleStatus::fired).sum();
    }

    private RuleFolder folder() {
        return new RuleFolder(directory).healing("a.drl", RuleFolder.RECYCLE);
    }

    private Rulebook rulebook(DecideConfig config) {
        Rulebook rulebook = new Rulebook(config, COMPILER, List.of());
        open.add(rulebook);
        return rulebook;
    }
}
