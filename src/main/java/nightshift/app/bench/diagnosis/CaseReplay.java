package nightshift.app.bench.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.fact.Assessment;
import nightshift.fact.Cause;
import nightshift.fact.Dependency;
import nightshift.fact.Incident;
import nightshift.fact.Snapshot;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.SignalRole;
import nightshift.fact.telemetry.Window;
import nightshift.understand.Analyst;
import org.jspecify.annotations.Nullable;

/// Plays rows before an analyst, one window each, and notes what incidents it opens.
final class CaseReplay {
    /// How long an incident stands before its cause is read.
    private static final int STANDS = 3;

    /// Requests behind a window's values where the set does not count them.
    private static final int REQUESTS = 300;

    private final Analyst analyst;
    private final Duration step;
    private final CaseRows rows;
    private final List<SeriesKey> directory = new ArrayList<>();
    private final Map<SeriesKey, Integer> numbers = new LinkedHashMap<>();
    private final Set<String> opened = new LinkedHashSet<>();
    private Instant now = Instant.EPOCH.plus(Duration.ofDays(20_000));
    private @Nullable Incident first;
    private int stood;

    /// What came of a case.
    ///
    /// @param before incidents in the rows of the past
    /// @param incidents in the rows of the case
    /// @param ranking the first incident's causes, by falling probability
    record Outcome(int before, int incidents, List<String> ranking) {}

    CaseReplay(Analyst analyst, CaseRows rows) {
        this.analyst = analyst;
        this.rows = rows;
        step = rows.step();
    }

    Outcome play() {
        rows.past().forEach(this::window);
        Set<String> before = Set.copyOf(opened);
        opened.clear();
        for (CaseRows.Row row : rows.incident()) {
            follow(window(row), before);
        }
        Incident named = first;
        return new Outcome(before.size(), opened.size(), named == null ? List.of() : ranking(named));
    }

    private static List<String> ranking(Incident incident) {
        return incident.causes().stream()
                .map(Cause::entity)
                .map(entity -> entity.name())
                .toList();
    }

    /// Follows the first incident of the case until its cause is read.
    private void follow(Assessment belief, Set<String> before) {
        opened.removeAll(before);
        for (Incident incident : belief.incidents()) {
            Incident known = first;
            if (known == null && !before.contains(incident.id())) {
                first = incident;
            } else if (known != null && known.id().equals(incident.id()) && incident.open() && stood < STANDS) {
                first = incident;
                stood++;
            }
        }
    }

    private Assessment window(CaseRows.Row row) {
        Instant start = now;
        now = now.plus(step);
        int[] series = new int[row.values().size()];
        double[] values = new double[series.length];
        long[] counts = new long[series.length];
        int at = 0;
        for (Map.Entry<SeriesKey, Double> cell : row.values().entrySet()) {
            series[at] = number(cell.getKey());
            values[at] = cell.getValue();
            counts[at] = requests(cell.getKey(), row);
            at++;
        }
        Snapshot seen = new Snapshot(
                now,
                SeriesDirectory.over(directory),
                List.of(new Window(start, step, series, values, counts)),
                List.of(),
                row.changes(now),
                calls(),
                Inventory.NOTHING);
        Assessment belief = analyst.assess(seen, List.of(), List.of());
        belief.incidents().forEach(incident -> opened.add(incident.id()));
        return belief;
    }

    /// Requests behind a value, where the set counts them.
    private long requests(SeriesKey key, CaseRows.Row row) {
        SignalRole counted = key.signal().role().outgoing() ? SignalRole.CALL_RATE : SignalRole.REQUEST_RATE;
        return row.values().entrySet().stream()
                .filter(cell -> cell.getKey().entity().equals(key.entity())
                        && cell.getKey().signal().role() == counted)
                .mapToLong(cell -> Math.max(1, Math.round(cell.getValue() * step.toSeconds())))
                .findFirst()
                .orElse(REQUESTS);
    }

    private int number(SeriesKey key) {
        return numbers.computeIfAbsent(key, fresh -> {
            directory.add(fresh);
            return directory.size() - 1;
        });
    }

    private List<Dependency> calls() {
        return rows.calls().stream()
                .map(call -> new Dependency(
                        SeriesColumns.service(call.getFirst()), SeriesColumns.service(call.getLast()), 1, 0, 0, now))
                .toList();
    }
}
