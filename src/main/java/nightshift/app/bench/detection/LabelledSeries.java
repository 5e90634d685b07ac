package nightshift.app.bench.detection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/// One file of labelled values: rows at even distances, one column or several, and the rows in which something was
/// wrong.
final class LabelledSeries {
    private final String file;
    private final int step;
    private final double[][] columns;
    private final List<Rows> events;
    private final List<Rows> windows;
    private final int start;

    /// @param file within the folder of the data; its first part names the set
    /// @param step seconds between rows
    /// @param columns values, a column each; NaN where the file has none
    /// @param events rows in which something was wrong
    /// @param windows around the labelled instants, as the Numenta benchmark scores them; empty in other sets
    /// @param start first row that is scored
    LabelledSeries(String file, int step, double[][] columns, List<Rows> events, List<Rows> windows, int start) {
        this.file = file;
        this.step = step;
        this.columns = columns;
        this.events = events;
        this.windows = windows;
        this.start = start;
    }

    String file() {
        return file;
    }

    int step() {
        return step;
    }

    double[][] columns() {
        return columns;
    }

    List<Rows> events() {
        return events;
    }

    List<Rows> windows() {
        return windows;
    }

    int start() {
        return start;
    }

    private static final double UNSCORED_SHARE = 0.15;
    private static final int UNSCORED_MOST = 750;

    /// @param first row
    /// @param last row, included
    record Rows(int first, int last) {
        int count() {
            return last - first + 1;
        }
    }

    String set() {
        return Path.of(file).getName(0).toString();
    }

    int rows() {
        return columns[0].length;
    }

    /// Whether a row is outside of all events and as far from each as it lasted, ten rows at least.
    boolean normal(int row) {
        for (Rows event : events) {
            int guard = Math.max(10, event.count());
            if (row >= event.first() - guard && row <= event.last() + guard) {
                return false;
            }
        }
        return true;
    }

    /// Reads what `labels.json` in the folder tells of.
    ///
    /// @param sample of each set only every so manieth file; 1 for all
    /// @throws IllegalArgumentException when the folder is not laid out as expected
    static List<LabelledSeries> readAll(Path folder, List<String> sets, int sample) throws IOException {
        Path labels = folder.resolve("labels.json");
        if (!Files.isRegularFile(labels)) {
            throw new IllegalArgumentException("expected labels.json and one folder a set in " + folder
                    + "; the labelled series are not part of this repository, say with --data where they are");
        }
        List<LabelledSeries> found = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                new ObjectMapper().readTree(labels.toFile()).properties()) {
            String set = Path.of(entry.getKey()).getName(0).toString();
            if (sets.contains(set) && seen.merge(set, 1, Integer::sum) % sample == 0) {
                found.add(read(folder, entry.getKey(), entry.getValue()));
            }
        }
        return found;
    }

    private static LabelledSeries read(Path folder, String file, JsonNode label) throws IOException {
        List<double[]> lines = lines(folder.resolve(file));
        double[][] columns = new double[lines.getFirst().length - 1][];
        for (int column = 0; column < columns.length; column++) {
            int at = column + 1;
            columns[column] = lines.stream().mapToDouble(line -> line[at]).toArray();
        }
        double[] times = lines.stream().mapToDouble(line -> line[0]).toArray();
        int usual = (int) Math.min(UNSCORED_SHARE * lines.size(), UNSCORED_MOST);
        int start = label.path("warmup_rows").asInt(label.path("probation_rows").asInt(usual));
        List<Rows> windows = pairs(label.path("nab_windows"))
                .map(pair -> new Rows(
                        row(times, pair.get(0).asDouble()),
                        row(times, pair.get(1).asDouble())))
                .toList();
        List<Rows> events = pairs(label.path("events"))
                .map(pair -> new Rows(pair.get(0).asInt(), pair.get(1).asInt()))
                .toList();
        return new LabelledSeries(file, label.path("interval_s").asInt(), columns, events, windows, start);
    }

    private static Stream<JsonNode> pairs(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static int row(double[] times, double time) {
        for (int row = 0; row < times.length; row++) {
            if (times[row] == time) {
                return row;
            }
        }
        throw new IllegalArgumentException("no row has the time " + time + " that a label names");
    }

    private static List<double[]> lines(Path file) {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(LabelledSeries::line).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] line(String text) {
        String[] cells = text.split(",", -1);
        double[] values = new double[cells.length];
        for (int i = 0; i < cells.length; i++) {
            values[i] = cells[i].isBlank() ? Double.NaN : Double.parseDouble(cells[i]);
        }
        return values;
    }
}
