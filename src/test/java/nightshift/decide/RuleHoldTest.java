package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.DB_DURATION;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.belief;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.rising;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.compile.RuleFolder;
import nightshift.decide.live.RuleHold;
import nightshift.fact.Assessment;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.RuleProblem;
import nightshift.fact.decision.RuleStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A start with the rules held back, and how they come back.
class RuleHoldTest {
    private static final Assessment SLOW = belief(List.of(incident(), rising(CART, DB_DURATION, 0.8)));

    private final RuleCompiler compiler = new RuleCompiler();
    private final Hand hold = new Hand();
    private RuleFolder folder;
    private Rulebook rulebook;

    @BeforeEach
    void start(@TempDir Path directory) {
        folder = new RuleFolder(directory)
                .healing("a.drl", RuleFolder.RECYCLE)
                .policy("floor", "confidence < 0.1", "veto");
        rulebook = new Rulebook(DecideConfig.of(folder.root()), compiler, List.of(), hold);
    }

    @AfterEach
    void close() {
        rulebook.close();
        compiler.close();
    }

    @Test
    void whileTheyAreHeldBackNoRuleIsInForceAndTheReasonIsTold() {
        // When
        look();
        look();

        // Then
        assertThat(turn()).isEmpty();
        assertThat(rulebook.status().rules()).isEmpty();
        assertThat(rulebook.status().problems())
                .extracting(RuleProblem::message)
                .allSatisfy(message -> assertThat(message).contains("twice within ten minutes"));
        assertThat(rulebook.out()).hasValueSatisfying(why -> assertThat(why).contains("twice within ten minutes"));
    }

    @Test
    void aPersonWhoLiftsTheHoldBringsThemAllBack() {
        // When
        hold.reason = Optional.empty();
        look();

        // Then
        assertThat(turn()).hasSize(1);
        assertAllAreBack();
    }

    @Test
    void aRuleFileThatChangesBringsThemAllBackAndLiftsTheHold() {
        // When
        folder.healing("b.drl", "// changed");
        look();
        look();
        look();

        // Then
        assertThat(hold.reason()).isEmpty();
        assertThat(turn()).hasSize(1);
        assertAllAreBack();
    }

    @Test
    void withoutAHoldNothingIsOut() {
        // When
        try (Rulebook usual = new Rulebook(DecideConfig.of(folder.root()), compiler, List.of())) {
            // Then
            assertThat(usual.out()).isEmpty();
        }
    }

    private void assertAllAreBack() {
        assertThat(rulebook.status().rules()).extracting(RuleStatus::id).containsExactly("recycle", "floor");
        assertThat(rulebook.status().problems()).isEmpty();
        assertThat(rulebook.out()).isEmpty();
    }

    private void look() {
        rulebook.look();
    }

    private List<Decision> turn() {
        return rulebook.decide(SLOW, List.of(), List.of(), NOON);
    }

    /// A hold that a test lifts.
    private static final class Hand implements RuleHold {
        private Optional<String> reason = Optional.of("the JVM could not go on twice within ten minutes");

        @Override
        public Optional<String> reason() {
            return reason;
        }

        @Override
        public void lift() {
            reason = Optional.empty();
        }
    }
}
