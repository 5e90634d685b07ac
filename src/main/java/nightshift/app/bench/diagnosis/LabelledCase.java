package nightshift.app.bench.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One recorded failure, or one window in which nothing failed.
///
/// @param id its name
/// @param set whose data it is
/// @param interval between two rows
/// @param entry the service that users call
/// @param folder where its files are
/// @param inputs what an analyser may see, as the set's README describes it
/// @param roots who is to blame; empty when nothing failed
public record LabelledCase(
        String id, String set, Duration interval, String entry, Path folder, JsonNode inputs, List<String> roots) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public LabelledCase {
        roots = List.copyOf(roots);
    }

    /// All cases of a folder, in the order of its list.
    ///
    /// @throws IOException when its lists can't be read
    public static List<LabelledCase> in(Path folder) throws IOException {
        JsonNode cases = JSON.readTree(folder.resolve("cases.json").toFile());
        JsonNode truth = JSON.readTree(folder.resolve("truth.json").toFile());
        List<LabelledCase> found = new ArrayList<>();
        cases.properties().forEach(one -> {
            JsonNode inputs = one.getValue();
            List<String> roots = new ArrayList<>();
            truth.path(one.getKey()).path("root_cause").forEach(root -> roots.add(root.asText()));
            found.add(new LabelledCase(
                    one.getKey(),
                    inputs.path("dataset").asText(),
                    Duration.ofSeconds(inputs.path("interval_s").asLong()),
                    inputs.path("entry").asText(),
                    folder,
                    inputs,
                    roots));
        });
        return found;
    }

    boolean faultFree() {
        return roots.isEmpty();
    }

    /// Caller and callee of each edge of its graph.
    List<List<String>> calls() {
        List<List<String>> calls = new ArrayList<>();
        json(folder.resolve(inputs.path("graph").asText()))
                .path("edges")
                .forEach(edge ->
                        calls.add(List.of(edge.path(0).asText(), edge.path(1).asText())));
        return calls;
    }

    /// One of its tables.
    ///
    /// @param name as the set's list calls it, such as `normal`
    CsvTable table(String name) {
        return file(name)
                .map(CsvTable::read)
                .orElseThrow(() -> new IllegalArgumentException("case " + id + " has no table " + name));
    }

    Optional<Path> file(String name) {
        String file = inputs.path("files").path(name).asText("");
        return Optional.of(folder.resolve(file)).filter(path -> !file.isEmpty() && Files.isRegularFile(path));
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
