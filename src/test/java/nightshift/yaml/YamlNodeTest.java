package nightshift.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlNodeTest {
    @Test
    void everyPieceKnowsItsLine() throws YamlException {
        // Given
        String text = """
                name: pool
                steps:
                  - 10s
                  - after: ~
                """;

        // When, Then
        assertThat(YamlNode.read(new StringReader(text)))
                .contains(new YamlNode.Fields(
                        1,
                        Map.of(
                                "name",
                                new YamlNode.Text(1, "pool"),
                                "steps",
                                new YamlNode.Items(
                                        3,
                                        List.of(
                                                new YamlNode.Text(3, "10s"),
                                                new YamlNode.Fields(4, Map.of("after", new YamlNode.Text(4, ""))))))));
    }

    @Test
    void anEmptyTextHoldsNoDocument() throws YamlException {
        assertThat(YamlNode.read(new StringReader("# only a comment\n"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a: 1\\nb: 2\\na: 3|3|'a' is there twice; keep one",
                "a: 1\\nb: &x [*x]|2|has the anchor 'x'; write it out",
                "a: 1\\n[b, c]: 2|2|has a key that is no text; expected name: value",
                "a: 1\\nb: [2|2|is not YAML: ",
                "a: 1\\n---\\nb: 2|2|is not YAML: "
            })
    void whatIsNotAPlainDocumentIsRefusedWithItsLine(String text, int line, String sentence) {
        // When
        YamlException refused = catchThrowableOfType(
                YamlException.class, () -> YamlNode.read(new StringReader(text.replace("\\n", "\n"))));

        // Then
        assertThat(refused.sentence()).startsWith(sentence);
        assertThat(refused.line()).isEqualTo(line);
    }

    @Test
    void aTextNestedTooDeepIsRefused() {
        assertThat(catchThrowableOfType(YamlException.class, () -> YamlNode.read(new StringReader("[".repeat(10_000)))))
                .hasMessageStartingWith("is not YAML: ");
    }
}
