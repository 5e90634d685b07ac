package nightshift.decide.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.RuleProblem;
import nightshift.fact.decision.RuleStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shipped rule files as files: checked, told of, tested.
@Tag("rules")
class RuleCheckTest {
    private static final Path RULES = Path.of("rules");

    @Test
    void theShippedRulesHaveNoProblem() {
        // When
        RuleCheck.Report report = RuleCheck.check(RULES);

        // Then
        assertThat(report.problems()).isEmpty();
        assertThat(report.rules())
                .extracting(RuleStatus::id)
                .contains("db-pool-recycle", "db-pool-restart", "cpu-scale-up", "deployment-rollback")
                .contains(
                        "dead-process-restart", "memory-leak-restart", "memory-limit-restart", "memory-killed-restart")
                .contains("escalate-after-failed-remedy", "escalate-unknown")
                .contains("confidence-floor", "freeze-sunday-backup", "irreversible-needs-approval", "scale-step");
        assertThat(report.rules()).allSatisfy(rule -> {
            assertThat(rule.effective()).isEqualTo(rule.declared());
            assertThat(rule.owner()).isNotEmpty();
        });
        assertThat(report.rules())
                .filteredOn(rule -> rule.effective() != RuleMode.AUTO)
                .extracting(RuleStatus::id)
                .containsExactlyInAnyOrder(
                        "deployment-since-rollback",
                        "busy-process-restart",
                        "busy-unfelt-restart",
                        "slow-by-itself-restart",
                        "stuck-consumer-restart",
                        "slow-consumer-restart",
                        "busy-consumer-scale-up",
                        "disk-full-expand");
    }

    @Test
    void everyShippedRuleHasALineThatSaysWhyAndATestThatNamesIt() throws IOException {
        // Given
        StringBuilder tests = new StringBuilder();
        for (String name : List.of(
                "SeedRules",
                "CapacityRules",
                "DeploymentRules",
                "ProcessRules",
                "BusyRules",
                "BacklogRules",
                "NodeRules",
                "EscalationRules",
                "SeedPolicies")) {
            tests.append(Files.readString(Path.of("src/test/java/nightshift/decide/" + name + "Test.java")));
        }

        // When, Then
        for (RuleStatus rule : RuleCheck.check(RULES).rules()) {
            List<String> lines = Files.readAllLines(RULES.resolve(rule.file()));
            assertThat(lines.get(rule.line() - 2)).as(rule.id()).startsWith("// ");
            assertThat(tests.toString()).contains("\"" + rule.id() + "\"");
        }
    }

    @Test
    void blocksInTheirReadmeCompile() throws IOException {
        // Given
        Matcher blocks =
                Pattern.compile("(?s)```drl\n(rule .*?)```").matcher(Files.readString(RULES.resolve("README.md")));

        // When, Then
        assertThat(blocks.find()).isTrue();
        do {
            assertThat(RuleCheck.checkText("README.md", blocks.group(1))).isEmpty();
        } while (blocks.find());
    }

    @Test
    void aMissingDirectoryIsSaidToBeMissing(@TempDir Path directory) {
        // When, Then
        assertThat(RuleCheck.check(directory.resolve("none")).problems())
                .extracting(RuleProblem::message)
                .containsExactly("is not a directory");
    }

    @Test
    void anEmptyDirectoryIsNoProblemAndHoldsNoRules(@TempDir Path directory) {
        // When, Then
        assertThat(RuleCheck.check(directory)).isEqualTo(new RuleCheck.Report(List.of(), List.of(), List.of()));
    }

    @Test
    void hiddenFilesAndFoldersAreNoRules(@TempDir Path directory) {
        // Given
        new RuleFolder(directory)
                .healing(".a.drl", "not a rule")
                .healing("..2026_11/a.drl", "not a rule")
                .healing("a.drl.swp", "not a rule");

        // When, Then
        assertThat(RuleCheck.check(directory).problems()).isEmpty();
    }
}
