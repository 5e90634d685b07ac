package nightshift.understand.version;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The last hour of one signal of one version of a service.
final class VersionRows {
    private static final int MOST = 360;

    /// @param end of the window
    /// @param value share of failures, seconds, or share of ready instances
    /// @param count requests or points it was made from
    record Row(Instant end, double value, long count) {}

    private Duration step = Duration.ZERO;
    private final Deque<Row> rows = new ArrayDeque<>();

    /// Takes in a window that is newer than all before; others are ignored.
    ///
    /// @param sender how far apart the points of the slowest sender are
    void add(Row row, Duration sender) {
        if (!row.end().isAfter(newest())) {
            return;
        }
        step = sender;
        if (rows.size() == MOST) {
            rows.removeFirst();
        }
        rows.addLast(row);
    }

    /// Rows that ended after `from` and not after `to`, oldest first.
    List<Row> between(Instant from, Instant to) {
        return rows.stream()
                .filter(row -> row.end().isAfter(from) && !row.end().isAfter(to))
                .toList();
    }

    /// How far apart its rows are.
    Duration step() {
        return step;
    }

    Instant newest() {
        return rows.isEmpty() ? Instant.MIN : rows.getLast().end();
    }

    Instant oldest() {
        return rows.isEmpty() ? Instant.MAX : rows.getFirst().end();
    }

    static long count(List<Row> rows) {
        return rows.stream().mapToLong(Row::count).sum();
    }

    /// Mean over all requests, not over windows.
    static double mean(List<Row> rows) {
        double sum = rows.stream().mapToDouble(row -> row.value() * row.count()).sum();
        return sum / Math.max(1, count(rows));
    }

    static double[] values(List<Row> rows) {
        return rows.stream().mapToDouble(Row::value).toArray();
    }
}
