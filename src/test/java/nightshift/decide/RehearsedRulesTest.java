package nightshift.decide;

import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.belief;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.compile.RuleFolder;
import nightshift.decide.live.Rehearsal;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleKind;
import nightshift.fact.decision.RuleProblem;
import nightshift.fact.decision.RuleStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of files that are rehearsed elsewhere before they are compiled.
class RehearsedRulesTest {
    private static final RuleProblem HUGE = new RuleProblem("healing/b.drl", 0, "", "took more than 256 MB", "");

    private final RuleCompiler compiler = new RuleCompiler();
    private Rehearsal.Verdict verdict = Rehearsal.Verdict.PASSED;
    private RuleFolder folder;

    @BeforeEach
    void open(@TempDir Path directory) {
        folder = new RuleFolder(directory).healing("a.drl", RuleFolder.RECYCLE);
    }

    @AfterEach
    void close() {
        compiler.close();
    }

    @Test
    void anEditThatDoesNotPassLeavesTheRulesAsTheyAreAndIsTold() {
        // Given
        try (Rulebook rulebook = rulebook()) {
            folder.healing("b.drl", RuleTrial.rule("other", "workload.restart"));

            // When
            verdict = new Rehearsal.Verdict(List.of(HUGE), Map.of());
            look(rulebook);

            // Then
            assertThat(rulebook.status().rules()).extracting(RuleStatus::id).containsExactly("recycle");
            assertThat(rulebook.status().problems()).containsExactly(HUGE);
        }
    }

    @Test
    void anEditWithARuleThatDoesNotComeToAnEndIsRefusedAsAWhole() {
        // Given
        try (Rulebook rulebook = rulebook()) {
            folder.healing("b.drl", RuleTrial.rule("other", "workload.restart"));

            // When
            verdict = new Rehearsal.Verdict(List.of(), Map.of("any", HUGE));
            look(rulebook);

            // Then
            assertThat(rulebook.status().rules()).extracting(RuleStatus::id).containsExactly("recycle");
            assertThat(rulebook.status().problems()).containsExactly(HUGE);
        }
    }

    @Test
    void atAStartNothingIsInForceThatDoesNotPass() {
        // Given
        verdict = new Rehearsal.Verdict(List.of(HUGE), Map.of());

        // When
        try (Rulebook rulebook = rulebook()) {
            // Then
            assertThat(rulebook.status().rules()).isEmpty();
            assertThat(rulebook.out())
                    .hasValueSatisfying(told -> assertThat(told).contains(HUGE.message()));
        }
    }

    @Test
    void atAStartTheOthersAreInForceWithoutTheRuleThatDoesNotComeToAnEnd() {
        // Given
        folder.healing("b.drl", RuleTrial.rule("other", "workload.restart"));
        String version;
        try (Rulebook before = rulebook()) {
            version = before.status().rules().getLast().version();
        }

        // When
        verdict = new Rehearsal.Verdict(List.of(), Map.of(version, HUGE));
        try (Rulebook rulebook = rulebook()) {
            // Then
            assertThat(rulebook.status().rules()).extracting(RuleStatus::id).containsExactly("recycle");
            assertThat(rulebook.status().problems()).containsExactly(HUGE);
            assertThat(rulebook.aside())
                    .hasValueSatisfying(told -> assertThat(told).contains(HUGE.message()));
        }
    }

    private Rulebook rulebook() {
        return new Rulebook(DecideConfig.of(folder.root()).rehearsedBy(this::rehearse), compiler, List.of());
    }

    private Rehearsal.Verdict rehearse(RuleFiles files) {
        return files.kind() == RuleKind.HEALING ? verdict : Rehearsal.Verdict.PASSED;
    }

    private static void look(Rulebook rulebook) {
        rulebook.look();
        rulebook.look();
        rulebook.decide(belief(RuleTrial.SLOW), List.of(), List.of(), NOON);
    }
}
