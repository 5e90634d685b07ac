package nightshift.decide;

import static nightshift.decide.Scene.DB_DURATION;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.belief;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.rising;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.decide.compile.RuleFolder;
import nightshift.fact.Fact;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.RuleProblem;
import nightshift.fact.decision.RuleStatus;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules that throw or do not come to an end: they are named and set aside, and the others go on.
class CarelessRulesTest {
    private RuleTrial trial;

    @BeforeEach
    void open(@TempDir Path directory) {
        trial = new RuleTrial(directory);
    }

    @AfterEach
    void close() {
        trial.close();
    }

    @Test
    void aConditionThatThrowsIsSetAsideAndTheOthersGoOn() {
        // Given
        String careless = RuleTrial.rule("careless", "workload.restart")
                .replace("rising()", "rising(), $i.closedAt.toString() != \"\"");
        RuleFolder folder = trial.folder().healing("a.drl", careless).healing("b.drl", RuleFolder.RECYCLE);
        Rulebook rulebook = trial.rulebook(folder);

        // When
        List<Decision> decisions = trial.decide(rulebook);

        // Then
        assertThat(decisions)
                .singleElement()
                .extracting(each -> each.rule().id())
                .isEqualTo("recycle");
        assertThat(rulebook.status().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("healing/a.drl");
            assertThat(problem.rule()).isEqualTo("careless");
            assertThat(problem.message()).contains("NullPointerException").contains("set aside");
        });
        assertThat(rulebook.status().rules()).extracting(RuleStatus::id).containsExactly("recycle");
    }

    @Test
    void aRightHandSideThatThrowsIsCountedAndSetAsideAfterThree() {
        // Given
        String careless = RuleTrial.rule("careless", "workload.restart")
                .replace("on($slow.entity())", "on($i.causes().get(9).entity())");
        RuleFolder folder = trial.folder().healing("a.drl", careless).healing("b.drl", RuleFolder.RECYCLE);
        Rulebook rulebook = trial.rulebook(folder);

        // When
        List<Decision> first = trial.decide(rulebook);
        RuleProblem after1 = rulebook.status().problems().getFirst();
        trial.decide(rulebook);
        trial.decide(rulebook);
        RuleProblem after3 = rulebook.status().problems().getFirst();

        // Then
        assertThat(first).hasSize(1);
        assertThat(after1.message()).contains("(1 times)").doesNotContain("set aside");
        assertThat(after3.message()).contains("(3 times)").contains("set aside");
        assertThat(rulebook.status().rules()).extracting(RuleStatus::id).containsExactly("recycle");
    }

    @Test
    void aTurnThatFiresTooOftenIsCutShortAndSaysSo() {
        // Given
        RuleFolder folder = trial.folder().healing("a.drl", RuleFolder.RECYCLE);
        Rulebook rulebook = trial.rulebook(
                folder,
                new EvaluationLimits(
                        3, EvaluationLimits.STEPS, Duration.ofSeconds(5), EvaluationLimits.Watchdog.PATIENT));
        List<Fact> storm = new ArrayList<>(List.of(incident()));
        for (int i = 0; i < 10; i++) {
            storm.add(rising(EntityId.service("shop", "s" + i), DB_DURATION, 0.8));
        }

        // When
        rulebook.decide(belief(storm), List.of(), List.of(), NOON);

        // Then
        assertThat(rulebook.status().problems())
                .singleElement()
                .extracting(RuleProblem::message)
                .asString()
                .contains("more than 3 firings");
    }
}
