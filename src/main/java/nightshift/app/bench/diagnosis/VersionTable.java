package nightshift.app.bench.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import nightshift.app.bench.diagnosis.CaseRows.Rollout;
import nightshift.app.bench.diagnosis.CaseRows.Row;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.understand.version.RegressionTracker;

/// What each version of a service showed, minute by minute, and the steps of the rollouts: series of their own beside
/// the service's, and changes in the window in which they were told.
final class VersionTable {
    private static final long MINUTE = 60;

    private final Map<Long, Map<SeriesKey, Double>> minutes = new LinkedHashMap<>();
    private final JsonNode changes;
    private long oldest = Long.MAX_VALUE;
    private long newest;

    VersionTable(LabelledCase labelled, SeriesColumns columns) {
        CsvTable pods = labelled.table("pods");
        int time = pods.column("time");
        int service = pods.column("service");
        int version = pods.column("version");
        Map<SeriesKey, double[]> sums = new LinkedHashMap<>();
        long minute = 0;
        for (List<String> row : pods.rows()) {
            long at = Long.parseLong(row.get(time));
            if (at != minute) {
                close(minute, sums);
                minute = at;
            }
            boolean served = row.get(pods.column("callee")).equals(row.get(service));
            if (served) {
                Map<String, String> attributes = Map.of(RegressionTracker.VERSION, row.get(version));
                columns.cell("success_rate", row.get(service), attributes, row.get(pods.column("success_rate")))
                        .ifPresent(cell -> add(sums, cell));
                columns.cell("latency_server", row.get(service), attributes, row.get(pods.column("latency_ms")))
                        .ifPresent(cell -> add(sums, cell));
            }
        }
        close(minute, sums);
        changes = labelled.file("changes").map(LabelledCase::json).orElseThrow();
    }

    private static void add(Map<SeriesKey, double[]> sums, Map.Entry<SeriesKey, Double> cell) {
        double[] sum = sums.computeIfAbsent(cell.getKey(), fresh -> new double[2]);
        sum[0] += cell.getValue();
        sum[1]++;
    }

    private void close(long minute, Map<SeriesKey, double[]> sums) {
        if (!sums.isEmpty()) {
            Map<SeriesKey, Double> means = new LinkedHashMap<>();
            sums.forEach((key, sum) -> means.put(key, sum[0] / sum[1]));
            minutes.put(minute, means);
            oldest = Math.min(oldest, minute);
            newest = Math.max(newest, minute);
            sums.clear();
        }
    }

    /// The first fault-free row is the table's first minute, the last row of the incident its last.
    void addTo(List<Row> normal, List<Row> incident) {
        for (int i = 0; i < normal.size(); i++) {
            normal.set(i, with(normal.get(i), oldest + MINUTE * i, List.of()));
        }
        for (int i = 0; i < incident.size(); i++) {
            long minute = newest - MINUTE * (incident.size() - 1 - i);
            incident.set(i, with(incident.get(i), minute, told(minute, i == 0)));
        }
    }

    private Row with(Row row, long minute, List<Rollout> told) {
        Map<SeriesKey, Double> values = new LinkedHashMap<>(row.values());
        values.putAll(minutes.getOrDefault(minute, Map.of()));
        return new Row(values, told);
    }

    /// Steps of the minute that ended then; those from before the first row are told in it.
    private List<Rollout> told(long minute, boolean first) {
        return StreamSupport.stream(changes.spliterator(), false)
                .filter(step -> step.path("time").asLong() <= minute)
                .filter(step -> first || step.path("time").asLong() > minute - MINUTE)
                .map(step -> new Rollout(
                        step.path("service").asText(),
                        step.path("to_version").asText(),
                        step.path("from_version").asText()))
                .distinct()
                .toList();
    }
}
