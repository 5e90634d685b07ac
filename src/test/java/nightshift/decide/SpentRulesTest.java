package nightshift.decide;

import static nightshift.decide.Scene.DB_DURATION;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.belief;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.rising;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules that take more steps than they have: their evaluation ends, they are named and set aside, and the others go
/// on.
class SpentRulesTest {
    private static final int STEPS = 5_000;
    private static final EvaluationLimits FEW = EvaluationLimits.usual().steps(STEPS);

    private RuleTrial trial;
    private Instant now = NOON;

    @BeforeEach
    void open(@TempDir Path directory) {
        trial = new RuleTrial(directory);
    }

    @AfterEach
    void close() {
        trial.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // each pair is asked
                "$b : Anomaly( direction == $slow.direction, value >= $slow.value - 1 )",
                // the index finds them without asking
                "$b : Anomaly( direction == $slow.direction ) $c : Anomaly( direction == $b.direction )",
                "$b : Anomaly( rows == $slow.rows ) not( Anomaly( rows == $b.rows, value < $slow.value - 1 ) )",
                // by two at once
                "$b : Anomaly( rows == $slow.rows ) $c : Anomaly( rows == $b.rows + $slow.rows - $b.rows )",
                // each text is read
                "$b : Anomaly( rows == $slow.rows, entity.name matches \"(a|b|c|s)*[0-9]{1,99}x*\" )"
            })
    void aRuleThatMatchesInTooManyWaysIsSetAsideByNameAndTheOthersGoOn(String conditions) {
        // Given
        RuleFolder folder =
                trial.folder().healing("a.drl", rule("greedy", conditions)).healing("b.drl", OTHER);
        Rulebook rulebook = trial.rulebook(folder, FEW);

        // When
        List<Decision> decisions = turn(rulebook, 100);

        // Then
        assertThat(decisions).extracting(decision -> decision.rule().id()).containsOnly("other");
        assertThat(rulebook.status().rules()).extracting(RuleStatus::id).containsExactly("other");
        assertThat(rulebook.status().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("healing/a.drl");
            assertThat(problem.rule()).isEqualTo("greedy");
            assertThat(problem.message())
                    .contains("took more than 5000 steps in one turn")
                    .contains("set aside");
        });
    }

    @Test
    void theSameRuleOverFewFactsGoesOn() {
        // Given
        String greedy = rule("greedy", "$b : Anomaly( rows == $slow.rows ) $c : Anomaly( rows == $b.rows )");
        Rulebook rulebook = trial.rulebook(trial.folder().healing("a.drl", greedy), FEW);

        // When, Then
        assertThat(turn(rulebook, 10)).isNotEmpty();
        assertThat(rulebook.status().problems()).isEmpty();
    }

    @Test
    void ofRulesThatShareTheirConditionsEachIsFoundAndSetAside() {
        // Given
        String conditions = "$b : Anomaly( rows == $slow.rows ) $c : Anomaly( rows == $b.rows )";
        RuleFolder folder = trial.folder()
                .healing("a.drl", rule("greedy", conditions))
                .healing("b.drl", rule("greedy-too", conditions))
                .healing("c.drl", OTHER);
        Rulebook rulebook = trial.rulebook(folder, FEW);

        // When
        List<Decision> decisions = turn(rulebook, 100);

        // Then
        assertThat(decisions).extracting(decision -> decision.rule().id()).containsOnly("other");
        assertThat(rulebook.status().problems())
                .extracting(RuleProblem::rule)
                .containsExactlyInAnyOrder("greedy", "greedy-too");
    }

    @Test
    void aNewRuleThatTakesTooManyStepsOnTheLastTurnIsRefusedByName() {
        // Given
        RuleFolder folder = trial.folder().healing("b.drl", OTHER);
        Rulebook rulebook = trial.rulebook(folder, FEW);
        turn(rulebook, 100);

        // When
        folder.healing("a.drl", rule("greedy", "$b : Anomaly( rows == $slow.rows ) $c : Anomaly( rows == $b.rows )"));
        rulebook.look();
        rulebook.look();
        turn(rulebook, 100);

        // Then
        assertThat(rulebook.status().rules()).extracting(RuleStatus::id).containsExactly("other");
        assertThat(rulebook.status().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo("greedy");
            assertThat(problem.message()).contains("5000 steps").contains("when tried on the last turn");
        });
    }

    @Test
    void aPolicyThatTakesTooManyStepsIsSetAsideAndAPersonDecidesInItsPlace() {
        // Given
        RuleFolder folder = trial.folder().healing("b.drl", OTHER).policy("greedy.drl", """
                rule "greedy" @id("greedy")
                when
                    $a : Anomaly()
                    $b : Anomaly( rows == $a.rows )
                    $p : Proposal( target == $a.entity )
                    not( Anomaly( rows == $b.rows, value < $a.value - 1 ) )
                then
                    insert( veto($p).because("never") );
                end
                """);
        Rulebook rulebook = trial.rulebook(folder, FEW);

        // When, Then
        assertThat(turn(rulebook, 100))
                .isNotEmpty()
                .allSatisfy(decision -> assertThat(decision.guards())
                        .anySatisfy(guard -> assertThat(guard.reason()).contains("out of order")));
        assertThat(rulebook.status().problems()).extracting(RuleProblem::rule).containsExactly("greedy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a|a?)+b", "(a+)+b", "(a|b|ab)*c", "([a-z]|[.])*!"})
    void anExpressionThatBacktracksIsMatchedInLinearTime(String regex) {
        // Given
        String hard = rule("hard", "$b : Cause( incident == $i.id, entity.name matches \"" + regex + "\" )");
        Rulebook rulebook = trial.rulebook(trial.folder().healing("a.drl", hard).healing("b.drl", OTHER));
        List<Fact> facts = new ArrayList<>(facts(3));
        facts.add(Scene.cause(EntityId.service("shop", "a".repeat(1_000)), 0.9));

        // When
        List<Decision> decisions = rulebook.decide(belief(facts), List.of(), List.of(), NOON);

        // Then
        assertThat(decisions).extracting(decision -> decision.rule().id()).containsOnly("other");
        assertThat(rulebook.status().problems()).isEmpty();
        assertThat(rulebook.status().rules()).hasSize(2);
    }

    @Test
    void theWholeTextIsMatchedAsBefore() {
        // Given
        String whole = rule("whole", "$b : Cause( incident == $i.id, entity.name matches \"b(an|x)+a\" )");
        Rulebook rulebook = trial.rulebook(trial.folder().healing("a.drl", whole));

        // When, Then
        assertThat(decided(rulebook, "bananas")).isEmpty();
        assertThat(decided(rulebook, "banana")).isNotEmpty();
    }

    private List<Decision> decided(Rulebook rulebook, String name) {
        List<Fact> facts = new ArrayList<>(facts(1));
        facts.add(Scene.cause(EntityId.service("shop", name), 0.9));
        now = now.plusSeconds(10);
        return rulebook.decide(belief(facts), List.of(), List.of(), now);
    }

    private List<Decision> turn(Rulebook rulebook, int anomalies) {
        now = now.plusSeconds(10);
        return rulebook.decide(belief(facts(anomalies)), List.of(), List.of(), now);
    }

    private static List<Fact> facts(int anomalies) {
        List<Fact> facts = new ArrayList<>(List.of(incident()));
        for (int i = 0; i < anomalies; i++) {
            facts.add(rising(EntityId.service("shop", "s" + i), DB_DURATION, 0.8));
        }
        return facts;
    }

    private static final String OTHER = RuleTrial.rule("other", "workload.restart");

    private static String rule(String id, String conditions) {
        return """
                rule "%1$s" @id("%1$s") @mode("auto")
                when
                    $i : Incident( open() )
                    $slow : Anomaly( rising() )
                    %2$s
                then
                    insert( propose("pool.recycle").on($slow.entity()).because($slow, $i) );
                end
                """.formatted(id, conditions);
    }
}
