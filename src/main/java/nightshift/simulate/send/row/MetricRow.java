package nightshift.simulate.send.row;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nightshift.simulate.send.plan.LanguageRuntime;

/// One metric of one sender: a row of `senders.tsv`, whose head explains the columns.
///
/// @param bounds of a histogram
public record MetricRow(
        String sender,
        String runtime,
        Measure measure,
        Shape shape,
        Bounds bounds,
        Name name,
        List<Attribute> attributes,
        String source) {
    private static final String FILE = "/nightshift/simulate/senders.tsv";
    private static final int COLUMNS = 8;

    public MetricRow {
        attributes = List.copyOf(attributes);
        if (source.isBlank()) {
            throw new IllegalArgumentException("a row says where it was read: " + name.text());
        }
    }

    /// How a metric is sent.
    public enum Shape {
        HISTOGRAM,
        /// A summary without quantiles, or a histogram where the plan asks for one.
        TIMER,
        COUNTER,
        UPDOWN,
        GAUGE
    }

    /// @param text as sent
    /// @param unit as sent
    /// @param factor by what the world's unit is multiplied
    public record Name(String text, String unit, double factor) {
        private static Name of(String text, String cell) {
            double factor = cell.equals("ms") || cell.equals("-ms") ? 1000 : 1;
            return new Name(text, cell.startsWith("-") ? "" : cell, factor);
        }
    }

    /// @param meaning what of the measured thing it holds; null when it is the same for all
    /// @param constant when it is
    public record Attribute(
            String key, @org.jspecify.annotations.Nullable Meaning meaning, String constant) {}

    /// Whether a process of this runtime sends it.
    public boolean of(String wantedSender, LanguageRuntime wanted) {
        return sender.equals(wantedSender) && (runtime.equals("any") || runtime.equals(wanted.row()));
    }

    /// Reads all rows, in the file's order.
    public static List<MetricRow> all() {
        try (InputStream file = Objects.requireNonNull(MetricRow.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(MetricRow::parse)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static MetricRow parse(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException(
                    FILE + ": a row has " + COLUMNS + " columns, got " + cells.length + ": " + line);
        }
        String[] shape = cells[3].split(":", 2);
        return new MetricRow(
                cells[0],
                cells[1],
                Measure.valueOf(cells[2]),
                Shape.valueOf(shape[0].toUpperCase(java.util.Locale.ROOT)),
                shape.length == 1 ? Bounds.MICROMETER : Bounds.valueOf(shape[1].toUpperCase(java.util.Locale.ROOT)),
                Name.of(cells[4], cells[5]),
                attributes(cells[6]),
                cells[7]);
    }

    private static List<Attribute> attributes(String cell) {
        List<Attribute> attributes = new ArrayList<>();
        for (String pair : cell.isEmpty() ? new String[0] : cell.split(",")) {
            int constant = pair.indexOf(":=");
            if (constant >= 0) {
                attributes.add(new Attribute(pair.substring(0, constant), null, pair.substring(constant + 2)));
            } else {
                int meaning = pair.indexOf('=');
                attributes.add(
                        new Attribute(pair.substring(0, meaning), Meaning.valueOf(pair.substring(meaning + 1)), ""));
            }
        }
        return attributes;
    }
}
