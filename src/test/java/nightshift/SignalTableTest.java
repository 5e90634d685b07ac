package nightshift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nightshift.fact.telemetry.Signal;
import nightshift.observe.naming.SignalDictionary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The table of signals in the documents says what the dictionary says.
@Tag("documents")
class SignalTableTest {
    @Test
    void theTableOfSignalsIsTheDictionarys() throws IOException {
        // Given
        List<List<String>> told = MarkdownFile.read(Path.of("docs/signals.md")).tableEndingIn("material from");

        // When
        List<List<String>> known = SignalDictionary.shipped().listed().stream()
                .map(SignalTableTest::row)
                .toList();

        // Then
        assertThat(told).as("the table should read:\n" + table(known)).isEqualTo(known);
    }

    private static List<String> row(Signal signal) {
        return List.of(
                "`" + signal.name() + "`",
                word(signal.role()),
                word(signal.family()),
                "`" + signal.unit() + "`",
                word(signal.domain()),
                word(signal.badSide()),
                material(signal.materiality()));
    }

    private static String material(Signal.Materiality asked) {
        List<String> all = new ArrayList<>();
        if (!Double.isNaN(asked.level())) {
            all.add("value " + number(asked.level()));
        }
        if (!Double.isNaN(asked.change())) {
            all.add("change " + number(asked.change()));
        }
        if (!Double.isNaN(asked.times())) {
            all.add(number(asked.times()) + " times");
        }
        return all.isEmpty() ? "never" : String.join(", ", all);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String table(List<List<String>> rows) {
        StringBuilder table = new StringBuilder();
        rows.forEach(row -> table.append("| ").append(String.join(" | ", row)).append(" |\n"));
        return table.toString();
    }
}
