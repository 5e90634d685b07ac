package nightshift.understand.detect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// Labelled time series on disk: one CSV a file, `labels.json` beside them, the first folder names the suite.
final class LabelledSeries {
    private LabelledSeries() {}

    static Map<String, List<SeriesSet.Line>> read(Path folder) throws IOException {
        Map<String, List<SeriesSet.Line>> suites = new TreeMap<>();
        JsonNode labels =
                new ObjectMapper().readTree(folder.resolve("labels.json").toFile());
        JsonNode files = labels.has("files") ? labels.get("files") : labels;
        for (Map.Entry<String, JsonNode> entry : files.properties()) {
            Path file = folder.resolve(entry.getKey());
            if (Files.exists(file)) {
                String suite = folder.relativize(file).getName(0).toString();
                suites.computeIfAbsent(suite, absent -> new ArrayList<>()).addAll(columns(file, entry.getValue()));
            }
        }
        return suites;
    }

    private static List<SeriesSet.Line> columns(Path file, JsonNode label) throws IOException {
        List<double[]> rows = rows(file);
        BitSet wrong = new BitSet();
        for (JsonNode event : label.get("events")) {
            wrong.set(event.get(0).asInt(), event.get(1).asInt() + 1);
        }
        List<SeriesSet.Line> lines = new ArrayList<>();
        for (int column = 1; column < rows.getFirst().length; column++) {
            int at = column;
            double[] values = rows.stream().mapToDouble(row -> row[at]).toArray();
            fill(values);
            lines.add(new SeriesSet.Line("gauge", label.get("interval_s").asInt(), 1, values, wrong));
        }
        return lines;
    }

    private static List<double[]> rows(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(LabelledSeries::row).toList();
        }
    }

    private static double[] row(String line) {
        String[] cells = line.split(",", -1);
        double[] row = new double[cells.length];
        for (int i = 0; i < cells.length; i++) {
            row[i] = cells[i].isBlank() ? Double.NaN : Double.parseDouble(cells[i]);
        }
        return row;
    }

    /// An empty cell repeats the value before it.
    private static void fill(double[] values) {
        double last = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isNaN(values[i]) ? last : values[i];
            last = values[i];
        }
    }
}
