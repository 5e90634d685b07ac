package nightshift.app.bench.diagnosis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// A table of a labelled set, whose cells hold neither commas nor quotes.
///
/// @param header names of the columns
/// @param rows cells as text, empty where nothing was measured
record CsvTable(List<String> header, List<List<String>> rows) {
    /// @throws UncheckedIOException when the file can't be read
    /// @throws IllegalArgumentException when a row is longer than the header
    static CsvTable read(Path file) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<String> header = cells(lines.readLine());
            List<List<String>> rows = lines.lines().map(CsvTable::cells).toList();
            rows.stream().filter(row -> row.size() != header.size()).findFirst().ifPresent(row -> {
                throw new IllegalArgumentException(
                        file + " has a row of " + row.size() + " cells under " + header.size() + " columns");
            });
            return new CsvTable(header, rows);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> cells(String line) {
        return List.of(line.split(",", -1));
    }

    int column(String name) {
        int column = header.indexOf(name);
        if (column < 0) {
            throw new IllegalArgumentException("no column " + name + " among " + header);
        }
        return column;
    }

    /// NaN where nothing was measured.
    static double number(String cell) {
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }
}
