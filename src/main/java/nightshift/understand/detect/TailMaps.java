package nightshift.understand.detect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The shipped tails, measured on quiet series of the training generator (`models/README.md` says how).
///
/// @param fast of residuals against the forecast of the next window
/// @param slow of distances from the slow level
record TailMaps(TailMap fast, TailMap slow) {
    private static final String RESOURCE = "/nightshift/understand/detect/tails.csv";

    /// @throws IllegalStateException when the build lacks the table or the table is malformed
    static TailMaps shipped() {
        try (InputStream in = TailMaps.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the build");
            }
            return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lines `p,fast,slow`, p falling; lines that start with `#` and the header are skipped.
    static TailMaps parse(List<String> lines) {
        List<double[]> nodes = new ArrayList<>();
        for (String line : lines) {
            if (!line.startsWith("#") && !line.startsWith("p")) {
                String[] cells = line.split(",", -1);
                if (cells.length != 3) {
                    throw new IllegalStateException("expected p,fast,slow in the table of tails, got '" + line + "'");
                }
                nodes.add(new double[] {
                    Double.parseDouble(cells[0]), Double.parseDouble(cells[1]), Double.parseDouble(cells[2])
                });
            }
        }
        double[] p = column(nodes, 0);
        return new TailMaps(new TailMap(column(nodes, 1), p), new TailMap(column(nodes, 2), p));
    }

    private static double[] column(List<double[]> nodes, int column) {
        return nodes.stream().mapToDouble(node -> node[column]).toArray();
    }
}
