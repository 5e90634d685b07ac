package nightshift.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine.Option;

/// Where a command prints: with `--json` one object alone on standard output, else text for people. Progress and
/// complaints go to standard error either way.
final class Output {
    /// Durations and instants as ISO 8601, an absent value as null.
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModules(new JavaTimeModule(), new Jdk8Module())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(
                    SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    @Option(names = "--json", description = "Print one JSON object on standard output and nothing else there.")
    private boolean json;

    boolean json() {
        return json;
    }

    /// A line for people; silent with `--json`.
    void line(String text) {
        if (!json) {
            out.println(Printable.lines(text));
        }
    }

    /// A line about how it is going, on standard error.
    void progress(String text) {
        err.println(Printable.lines(text));
    }

    /// The command's answer as an object; silent without `--json`.
    void object(Object value) {
        if (json) {
            try {
                out.println(JSON.writeValueAsString(value));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Columns as wide as their widest cell; silent with `--json`.
    void table(List<String> head, List<List<String>> cells) {
        if (json) {
            return;
        }
        List<List<String>> rows = cells.stream()
                .map(row -> row.stream().map(Printable::line).toList())
                .toList();
        int[] widths = head.stream().mapToInt(String::length).toArray();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        out.println(padded(head, widths));
        for (List<String> row : rows) {
            out.println(padded(row, widths));
        }
    }

    private static String padded(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
