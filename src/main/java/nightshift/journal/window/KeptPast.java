package nightshift.journal.window;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import nightshift.fact.telemetry.Distributions;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Window;

/// What the file's numbers mean, as of one moment: the directory of the windows that a new process is handed.
public final class KeptPast implements SeriesDirectory {
    static final KeptPast NOTHING = new KeptPast(Map.of());

    private final Map<Integer, SeriesKey> keys;
    private final int size;

    KeptPast(Map<Integer, SeriesKey> keys) {
        this.keys = Map.copyOf(keys);
        size = keys.keySet().stream().mapToInt(number -> number + 1).max().orElse(0);
    }

    /// A window that is kept.
    ///
    /// @param start of it
    /// @param length of it
    /// @param rows that it has
    public record Kept(Instant start, Duration length, int rows) {
        public Instant end() {
            return start.plus(length);
        }
    }

    /// The same with some of the series only: windows that are read by it have no rows of others.
    public KeptPast retaining(IntPredicate wanted) {
        Map<Integer, SeriesKey> retained = new HashMap<>(keys);
        retained.keySet().removeIf(number -> !wanted.test(number));
        return new KeptPast(retained);
    }

    /// How many series there are.
    public int series() {
        return keys.size();
    }

    boolean known(int series) {
        return keys.containsKey(series);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public SeriesKey key(int series) {
        SeriesKey key = keys.get(series);
        if (key == null) {
            throw new IndexOutOfBoundsException("series " + series + " is not in the window store");
        }
        return key;
    }

    /// The rows of the series that it knows, under the file's numbers.
    Window window(Kept kept, WindowColumns columns) {
        int[] rows = new int[columns.rows()];
        int known = 0;
        for (int row = 0; row < rows.length; row++) {
            if (keys.containsKey(columns.series()[row])) {
                rows[known++] = row;
            }
        }
        int[] series = new int[known];
        double[] values = new double[known];
        long[] counts = new long[known];
        int[] steps = new int[known];
        Distributions distributions = new Distributions(known);
        for (int i = 0; i < known; i++) {
            series[i] = columns.series()[rows[i]];
            values[i] = columns.values()[rows[i]];
            counts[i] = columns.counts()[rows[i]];
            steps[i] = columns.steps()[rows[i]];
            distributions.copy(i, columns.distributions(), rows[i]);
        }
        return new Window(kept.start(), kept.length(), series, values, counts, steps).of(distributions);
    }
}
