package nightshift.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import nightshift.decide.compile.RuleFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long rules stay set aside when no server runs to see them change.
class RulesAsideTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Path data;
    private RuleFolder folder;

    @BeforeEach
    void setAside(@TempDir Path directory) throws IOException {
        data = Files.createDirectory(directory.resolve("data"));
        folder = new RuleFolder(directory.resolve("rules"))
                .healing("a.drl", RuleFolder.RECYCLE)
                .policy("floor", "confidence < 0.1", "veto");
        rules().set(NOON);
    }

    @Test
    void theNextStartWithTheSameFilesKeepsTheHold() {
        // Given the same text, saved once more
        folder.healing("a.drl", RuleFolder.RECYCLE);

        // When
        RulesAside start = start();

        // Then
        assertThat(start.reason())
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("rules are set aside since 2026-03-01T12:00:00Z")
                        .doesNotContain("\n"));
    }

    @Test
    void anEditOfAHealingRuleWhileNoServerRanLiftsIt() {
        // Given
        folder.healing("a.drl", RuleFolder.RECYCLE.replace("0.5", "0.6"));

        // When, Then
        assertThat(start().reason()).isEmpty();
    }

    @Test
    void aPolicyThatWasDeletedWhileNoServerRanLiftsIt() {
        // Given
        folder.delete("policy/floor.drl");

        // When, Then
        assertThat(start().reason()).isEmpty();
    }

    @Test
    void twoMoreEndsAfterAnEditSetTheEditedRulesAside() {
        // Given
        folder.healing("a.drl", RuleFolder.RECYCLE.replace("0.5", "0.6"));
        rules().set(NOON.plusSeconds(60));

        // When, Then
        assertThat(start().reason()).isPresent();
    }

    @Test
    void aHoldThatDoesNotSayForWhichRulesStays() throws IOException {
        // Given
        Files.writeString(data.resolve("rules-aside"), "held by hand");
        folder.healing("a.drl", RuleFolder.RECYCLE.replace("0.5", "0.6"));

        // When, Then
        assertThat(start().reason()).contains("held by hand");
    }

    private RulesAside start() {
        RulesAside rules = rules();
        rules.liftIfEdited();
        return rules;
    }

    private RulesAside rules() {
        return new RulesAside(data, folder.root());
    }
}
