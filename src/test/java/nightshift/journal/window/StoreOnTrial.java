package nightshift.journal.window;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import nightshift.KnownSignals;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Window;

/// A window store in a directory of its own, the windows of fifty series for it, and its file as SQLite sees it.
final class StoreOnTrial {
    static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    static final Duration LENGTH = Duration.ofSeconds(10);
    static final Instant END = START.plus(Duration.ofDays(100));

    private final Path folder;

    final List<SeriesKey> keys = new ArrayList<>(IntStream.range(0, 50)
            .mapToObj(i -> new SeriesKey(
                    EntityId.instance("shop", "cart, the \"big\" one", "pod/" + i),
                    KnownSignals.signal("http.server.request.duration"),
                    i % 2 == 0 ? Map.of() : Map.of("http.route", "/a,b|c", "service.version", "v" + i)))
            .toList());

    final SeriesDirectory directory = SeriesDirectory.over(keys);

    StoreOnTrial(Path folder) {
        this.folder = folder;
    }

    WindowStore open(WindowConfig config) {
        return WindowStore.open(folder, config, (from, to) -> Set.of());
    }

    void keep(WindowStore store, int from, int to) {
        for (int i = from; i < to; i++) {
            store.keep(window(i), directory, Readings.NONE);
        }
    }

    Window window(int number) {
        return new Window(
                START.plus(LENGTH.multipliedBy(number)),
                LENGTH,
                IntStream.range(0, keys.size())
                        .map(row -> keys.size() - 1 - row)
                        .toArray(),
                IntStream.range(0, keys.size())
                        .mapToDouble(row -> number + row / 64.0)
                        .toArray(),
                IntStream.range(0, keys.size()).mapToLong(row -> row).toArray());
    }

    static List<Instant> starts(WindowStore store) {
        return store.kept(Instant.EPOCH, END).stream().map(KeptPast.Kept::start).toList();
    }

    static Window read(WindowStore store, KeptPast.Kept kept, KeptPast past) {
        try (WindowStore.Reader reader = store.reader()) {
            return reader.read(kept, past).orElseThrow();
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("windows.db"));
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            return found.getLong(1);
        }
    }
}
