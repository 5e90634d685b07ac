package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.DB_DURATION;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.belief;
import static nightshift.decide.Scene.cause;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.rising;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.compile.RuleFolder;
import nightshift.fact.Assessment;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.RuleStatus;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules that end the stack: a regular expression with a choice in a group takes a few calls for every letter.
class DeepRulesTest {
    private static final EntityId LONG = EntityId.service("shop", "ab".repeat(40_000));
    private static final Assessment SCENE =
            belief(List.of(incident(), rising(CART, DB_DURATION, 0.8), cause(LONG, 0.9)));
    private static final String DEEP_CONDITION = rule("name matches \"(a|b)*\"", "\"text\"");
    private static final String DEEP_CONSEQUENCE =
            rule("name != \"\"", "\"\" + $cause.entity().name().matches(\"(a|b)*\")");

    private final RuleCompiler compiler = new RuleCompiler();
    private RuleFolder folder;
    private Rulebook rulebook;

    @BeforeEach
    void folder(@TempDir Path directory) {
        folder = new RuleFolder(directory).healing("a.drl", RuleFolder.RECYCLE);
    }

    @AfterEach
    void close() {
        rulebook.close();
        compiler.close();
    }

    @Test
    void aConditionThatEndsTheStackIsSetAsideAndTheOthersGoOn() {
        // Given
        start(DEEP_CONDITION);

        // When
        List<Decision> decisions = turn();

        // Then
        assertThat(decisions).extracting(decision -> decision.rule().id()).containsExactly("recycle");
        assertDeepIsAside();
    }

    @Test
    void aRightHandSideThatEndsTheStackIsSetAsideAndTheOthersGoOn() {
        // Given
        start(DEEP_CONSEQUENCE);

        // When
        List<Decision> decisions = turn();

        // Then
        assertThat(decisions).extracting(decision -> decision.rule().id()).containsExactly("recycle");
        assertDeepIsAside();
    }

    @Test
    void aPolicyThatEndsTheStackIsSetAsideAndAPersonDecidesInItsPlace() {
        // Given
        folder.policy("deep", "parameter(\"r\").matches(\"(a|b)*\")", "veto")
                .healing("a.drl", rule("name != \"\"", "$cause.entity().name()"));
        start("");

        // When
        List<Decision> decisions = turn();

        // Then
        assertThat(decisions)
                .singleElement()
                .satisfies(decision -> assertThat(decision.disposition()).isEqualTo(Disposition.AWAIT_APPROVAL));
        assertThat(rulebook.status().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.file()).isEqualTo("policy/deep.drl"));
    }

    @Test
    void aNewRuleThatEndsTheStackOnTheLastTurnIsRefusedByName() {
        // Given
        start("");
        turn();

        // When
        folder.healing("b.drl", DEEP_CONDITION);
        rulebook.look();
        rulebook.look();
        turn();

        // Then
        assertThat(rulebook.status().rules()).extracting(RuleStatus::id).containsExactly("recycle");
        assertThat(rulebook.status().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo("deep");
            assertThat(problem.message()).contains("StackOverflowError").contains("when tried on the last turn");
        });
    }

    private void start(String other) {
        folder.healing("b.drl", other);
        rulebook = new Rulebook(DecideConfig.of(folder.root()), compiler, List.of());
    }

    private List<Decision> turn() {
        return rulebook.decide(SCENE, List.of(), List.of(), NOON);
    }

    private void assertDeepIsAside() {
        assertThat(rulebook.status().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("healing/b.drl");
            assertThat(problem.rule()).isEqualTo("deep");
            assertThat(problem.message()).contains("StackOverflowError").contains("set aside");
        });
        assertThat(rulebook.status().rules()).extracting(RuleStatus::id).containsExactly("recycle");
    }

    private static String rule(String constraint, String value) {
        return """
                rule "deep" @id("deep") @mode("auto")
                when
                    $cause : Cause( entity.%s )
                    $i : Incident()
                then
                    insert( propose("x").on($i.entity()).with("r", %s).because($cause) );
                end
                """.formatted(constraint, value);
    }
}
