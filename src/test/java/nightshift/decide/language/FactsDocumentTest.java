package nightshift.decide.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The document for those who write rules says of the facts what the source says.
@Tag("documents")
class FactsDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/facts.md");

    @Test
    void theDocumentOfTheFactsIsTheOneThatTheirSourceMakes() throws IOException {
        // Given
        Path made = Path.of("target/facts.md");

        // When
        Files.writeString(made, FactsDocument.text());

        // Then
        assertThat(DOCUMENT)
                .as("a fact has changed: copy " + made + " to " + DOCUMENT)
                .hasSameTextualContentAs(made);
    }

    @Test
    void everyFieldAndEveryQuestionHasAMeaning() throws IOException {
        // When, Then
        assertThat(FactsDocument.text().lines().filter(line -> line.endsWith("|  |")))
                .isEmpty();
    }
}
