package nightshift.understand.objective;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightshift.fact.Anomaly;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.SignalRole;
import nightshift.fact.telemetry.Window;
import org.jspecify.annotations.Nullable;

/// Holds services as a whole against what they promise, and the calls between two of them, which promise
/// nothing, against their first windows while they are young. Owned by the loop's thread; about 3 kB a
/// service and family, and 300 bytes a family of calls.
public final class ObjectiveTracker {
    private final ObjectiveConfig config;
    private final Objectives objectives;
    private final Map<SeriesKey, ErrorBudget> budgets = new LinkedHashMap<>();
    private final Map<SeriesKey, FirstWindows> latencies = new LinkedHashMap<>();
    private @Nullable List<Violation> told;

    public ObjectiveTracker(Objectives objectives) {
        this.objectives = objectives;
        this.config = objectives.config();
    }

    public void take(Window window, SeriesDirectory directory) {
        told = null;
        for (int row = 0; row < window.rows(); row++) {
            SeriesKey key = directory.key(window.series(row));
            boolean whole = key.entity().kind() == EntityKind.SERVICE
                    && key.attributes().isEmpty();
            if (whole && key.signal().role().userFacing()) {
                take(window, row, key);
            } else if (calls(key)) {
                slowness(window, row, key);
            }
        }
    }

    private void take(Window window, int row, SeriesKey key) {
        Objective objective = objectives.of(key.entity());
        if (key.signal().role().failures()) {
            budgets.computeIfAbsent(key, fresh -> new ErrorBudget(key, length(window)))
                    .take(window.end(), window.value(row), window.count(row), window.step(row), objective, config);
        } else {
            slowness(window, row, key);
        }
    }

    private static boolean calls(SeriesKey key) {
        return key.entity().kind() == EntityKind.EDGE
                && key.attributes().isEmpty()
                && key.signal().role() == SignalRole.CALL_LATENCY;
    }

    private void slowness(Window window, int row, SeriesKey key) {
        latencies
                .computeIfAbsent(key, fresh -> new FirstWindows(key, length(window), config.gross()))
                .take(
                        window.end(),
                        window.value(row),
                        window.count(row),
                        window.step(row),
                        promised(key.entity()),
                        config.gross());
    }

    private static int length(Window window) {
        return Math.toIntExact(Math.max(1, window.length().toSeconds()));
    }

    /// A series that is over.
    public void end(SeriesKey key) {
        told = null;
        budgets.remove(key);
        latencies.remove(key);
    }

    /// What is beyond bearing, as of the last window of each series; whether that is recent is for the reader to see.
    /// The same list until a window or an end comes.
    public List<Violation> violations() {
        List<Violation> before = told;
        List<Violation> now = before == null ? look() : before;
        told = now;
        return now;
    }

    private List<Violation> look() {
        List<Violation> violations = new ArrayList<>();
        budgets.forEach((key, budget) ->
                budget.violation(objectives.of(key.entity()), config).ifPresent(violations::add));
        latencies.forEach((key, latency) -> latency.violation(config, promised(key.entity()), Anomaly.CALIBRATED)
                .ifPresent(violations::add));
        return List.copyOf(violations);
    }

    /// Nobody promises how long calls take: those whom they serve are promised an answer.
    private Objective promised(EntityId entity) {
        return entity.kind() == EntityKind.EDGE ? Objective.USUAL : objectives.of(entity);
    }
}
