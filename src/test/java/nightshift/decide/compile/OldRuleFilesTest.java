package nightshift.decide.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import nightshift.decide.rulefile.RuleFile;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleKind;
import nightshift.decide.rulefile.RuleText;
import org.junit.jupiter.api.Test;

/// Rule files that were written for the version before work as they are.
class OldRuleFilesTest {
    private static final Path BEFORE = Path.of("src/test/resources/nightshift/decide/before");

    @Test
    void healingRulesOfTheVersionBeforeCompileWithTheImportsTheyHave() throws IOException {
        // When
        RuleSet rules = compiled(RuleKind.HEALING);

        // Then
        assertThat(rules.rules()).extracting(RuleText::id).contains("restart-slow", "db-pool-recycle");
        assertThat(rules.rules()).extracting(RuleText::file).contains("healing/imports.drl", "healing/database.drl");
    }

    @Test
    void policiesOfTheVersionBeforeCompile() throws IOException {
        // When, Then
        assertThat(compiled(RuleKind.POLICY).rules()).isNotEmpty();
    }

    @Test
    void everyLineKeepsItsNumber() {
        // Given
        String text = "package rules.healing\nimport nightshift.fact.*\nimport nightshift.fact.telemetry.SignalKind;\n"
                + "import nightshift.fact.decision.Guard\nimport nightshift.fact.Anomaly\nimport static nightshift.decide.language.Vocabulary.*\n";

        // When
        String drl = new RuleFile("healing/mine.drl", text).drl(RuleKind.HEALING);

        // Then
        assertThat(drl.lines())
                .containsExactly(
                        "package rules.healing",
                        "import nightshift.fact.*; import nightshift.fact.telemetry.*; import nightshift.fact.decision.*",
                        "import nightshift.fact.telemetry.SignalKind;",
                        "import nightshift.fact.decision.Guard",
                        "import nightshift.fact.Anomaly",
                        "import static nightshift.decide.language.Vocabulary.*");
    }

    @Test
    void whatRunsIsFoundWhereItIsNow() {
        // Given
        String text =
                "package rules.healing; import nightshift.fact.telemetry.Replica; import nightshift.fact.telemetry.Release\n"
                        + "import nightshift.fact.telemetry.Reading\n";

        // When, Then
        assertThat(new RuleFile("healing/mine.drl", text).drl(RuleKind.HEALING).lines())
                .containsExactly(
                        "package rules.healing; import nightshift.fact.inventory.Replica; import nightshift.fact.inventory.Release",
                        "import nightshift.fact.telemetry.Reading");
    }

    @Test
    void whatIsWrittenElsewhereInAFileIsLeftAlone() {
        // Given
        String text = "// see nightshift.fact.decision.Guard\nrule \"nightshift.fact.decision.Guard\"";

        // When, Then
        assertThat(new RuleFile("healing/mine.drl", text).drl(RuleKind.HEALING)).endsWith(text);
    }

    private static RuleSet compiled(RuleKind kind) throws IOException {
        Compilation result = new RuleCompiler().compile(RuleFiles.read(BEFORE, kind));
        if (result instanceof Compilation.Rejected rejected) {
            throw new AssertionError(List.copyOf(rejected.problems()).toString());
        }
        return ((Compilation.Compiled) result).rules();
    }
}
