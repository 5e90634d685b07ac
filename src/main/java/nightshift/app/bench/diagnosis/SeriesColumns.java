package nightshift.app.bench.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.observe.naming.SignalDictionary;

/// What the columns of a labelled set are called here: `service|metric` is a service's own, `a>b|metric` is what the
/// caller `a` sees of `b`, `_entry|metric` is measured at the front door, and `c_remote|metric` by those who call `c`.
final class SeriesColumns {
    private static final String FILE = "/nightshift/bench/labelled-columns.tsv";
    private static final String FRONT_DOOR = "_entry";
    private static final String PEER = "_remote";

    private final List<Meaning> meanings;

    private record Meaning(String column, Signal signal, double factor, double offset) {
        boolean of(String set, String name) {
            return column.equals(set + '/' + name) || column.equals(name) && !set.equals(PEER);
        }
    }

    private record Source(int column, Meaning meaning) {}

    SeriesColumns(SignalDictionary dictionary) {
        try (InputStream file = Objects.requireNonNull(SeriesColumns.class.getResourceAsStream(FILE), FILE)) {
            meanings = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(cells -> new Meaning(
                            cells[0],
                            dictionary.signal(cells[1]),
                            Double.parseDouble(cells[2]),
                            Double.parseDouble(cells[3])))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static EntityId service(String name) {
        return EntityId.service("", name);
    }

    /// The table's rows as values of series; a cell without a number has none.
    List<Map<SeriesKey, Double>> values(CsvTable table, LabelledCase labelled) {
        Map<SeriesKey, Source> sources = sources(table.header(), labelled);
        List<Map<SeriesKey, Double>> rows = new ArrayList<>();
        for (List<String> row : table.rows()) {
            Map<SeriesKey, Double> values = new LinkedHashMap<>();
            sources.forEach((key, source) -> {
                double number = CsvTable.number(row.get(source.column()));
                if (Double.isFinite(number)) {
                    values.put(
                            key,
                            number * source.meaning().factor()
                                    + source.meaning().offset());
                }
            });
            rows.add(values);
        }
        return rows;
    }

    /// One number under a column's name, of one part of a service; empty where nothing was measured.
    Optional<Map.Entry<SeriesKey, Double>> cell(
            String column, String service, Map<String, String> attributes, String cell) {
        double number = CsvTable.number(cell);
        return meanings.stream()
                .filter(meaning -> meaning.column().equals(column) && Double.isFinite(number))
                .findFirst()
                .map(meaning -> Map.entry(
                        new SeriesKey(service(service), meaning.signal(), attributes),
                        number * meaning.factor() + meaning.offset()));
    }

    private Map<SeriesKey, Source> sources(List<String> header, LabelledCase labelled) {
        Map<SeriesKey, Source> sources = new LinkedHashMap<>();
        for (Meaning meaning : meanings) {
            for (int column = 0; column < header.size(); column++) {
                String[] name = header.get(column).split("\\|", 2);
                if (name.length == 2 && meaning.of(name[0].endsWith(PEER) ? PEER : labelled.set(), name[1])) {
                    Source source = new Source(column, meaning);
                    entities(name[0], labelled)
                            .forEach(entity -> sources.putIfAbsent(new SeriesKey(entity, meaning.signal()), source));
                }
            }
        }
        return sources;
    }

    private static List<EntityId> entities(String name, LabelledCase labelled) {
        int call = name.indexOf('>');
        if (call > 0) {
            return List.of(EntityId.edge(service(name.substring(0, call)), service(name.substring(call + 1))));
        }
        if (name.endsWith(PEER)) {
            return labelled.calls().stream()
                    .filter(edge -> edge.getLast().equals(name))
                    .map(edge -> EntityId.edge(service(edge.getFirst()), service(name)))
                    .toList();
        }
        return List.of(service(name.equals(FRONT_DOOR) ? labelled.entry() : name));
    }
}
