package nightshift.app.bench.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.telemetry.SeriesKey;

/// The rows of a case, one a window: the fault-free ones, once and then again until there are enough of them, and those
/// around the incident.
///
/// @param step length of a window
/// @param past fault-free rows
/// @param incident rows around the incident, or of the window in which nothing failed
/// @param calls who calls whom
record CaseRows(Duration step, List<Row> past, List<Row> incident, List<List<String>> calls) {
    /// A series that has fewer rows is young and judged with less confidence.
    private static final int ENOUGH = 120;

    /// Rows of a second go into windows of this many.
    private static final int SECONDS = 10;

    /// One window.
    ///
    /// @param values of each series that has one
    /// @param told what was changed in it
    record Row(Map<SeriesKey, Double> values, List<Rollout> told) {
        List<Change> changes(Instant at) {
            return told.stream().map(rollout -> rollout.change(at)).toList();
        }
    }

    /// One step of a rollout.
    record Rollout(String service, String version, String previous) {
        Change change(Instant at) {
            return new Change(
                    service + "-" + version,
                    at,
                    SeriesColumns.service(service),
                    ChangeKind.DEPLOYMENT,
                    version,
                    previous,
                    "rollout",
                    "from " + previous + " to " + version);
        }
    }

    static CaseRows of(LabelledCase labelled, SeriesColumns columns) {
        List<Row> normal = new ArrayList<>(rows(labelled, columns, "normal"));
        List<Row> incident = new ArrayList<>(rows(labelled, columns, "incident"));
        if (labelled.file("pods").isPresent()) {
            new VersionTable(labelled, columns).addTo(normal, incident);
        }
        List<Row> past = new ArrayList<>(normal);
        for (int row = 0; past.size() < ENOUGH; row++) {
            past.add(normal.get(row % normal.size()));
        }
        boolean seconds = labelled.interval().toSeconds() == 1;
        Duration step = seconds ? Duration.ofSeconds(SECONDS) : labelled.interval();
        return new CaseRows(step, past, incident, labelled.calls());
    }

    private static List<Row> rows(LabelledCase labelled, SeriesColumns columns, String table) {
        List<Map<SeriesKey, Double>> values = columns.values(labelled.table(table), labelled);
        List<Map<SeriesKey, Double>> windows = labelled.interval().toSeconds() == 1 ? joined(values) : values;
        return windows.stream().map(window -> new Row(window, List.of())).toList();
    }

    /// Means over windows of ten rows; what is left over at the end makes none.
    private static List<Map<SeriesKey, Double>> joined(List<Map<SeriesKey, Double>> rows) {
        List<Map<SeriesKey, Double>> windows = new ArrayList<>();
        for (int from = 0; from + SECONDS <= rows.size(); from += SECONDS) {
            Map<SeriesKey, double[]> sums = new LinkedHashMap<>();
            rows.subList(from, from + SECONDS)
                    .forEach(row -> row.forEach((key, value) -> {
                        double[] sum = sums.computeIfAbsent(key, fresh -> new double[2]);
                        sum[0] += value;
                        sum[1]++;
                    }));
            Map<SeriesKey, Double> window = new LinkedHashMap<>();
            sums.forEach((key, sum) -> window.put(key, sum[0] / sum[1]));
            windows.add(window);
        }
        return windows;
    }
}
