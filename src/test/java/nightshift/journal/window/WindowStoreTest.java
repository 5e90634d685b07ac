package nightshift.journal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
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
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nightshift.KnownSignals;
import nightshift.fact.telemetry.Deployed;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.HistoryPoint;
import nightshift.fact.telemetry.Inventory;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.Release;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowStoreTest {
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final Instant END = START.plus(Duration.ofDays(100));

    private final List<SeriesKey> keys = new ArrayList<>(IntStream.range(0, 50)
            .mapToObj(i -> new SeriesKey(
                    EntityId.instance("shop", "cart, the \"big\" one", "pod/" + i),
                    KnownSignals.signal("http.server.request.duration"),
                    i % 2 == 0 ? Map.of() : Map.of("http.route", "/a,b|c", "service.version", "v" + i)))
            .toList());

    private final SeriesDirectory directory = new SeriesDirectory() {
        @Override
        public int size() {
            return keys.size();
        }

        @Override
        public SeriesKey key(int series) {
            return keys.get(series);
        }
    };

    @TempDir
    private Path folder;

    private WindowStore open(WindowConfig config) {
        return WindowStore.open(folder, config, (from, to) -> Set.of());
    }

    private void keep(WindowStore store, int from, int to) {
        for (int i = from; i < to; i++) {
            store.keep(window(i), directory, Readings.NONE);
        }
    }

    private Window window(int number) {
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

    private static List<Instant> starts(WindowStore store) {
        return store.kept(Instant.EPOCH, END).stream().map(KeptPast.Kept::start).toList();
    }

    private static Window read(WindowStore store, KeptPast.Kept kept, KeptPast past) {
        try (WindowStore.Reader reader = store.reader()) {
            return reader.read(kept, past).orElseThrow();
        }
    }

    @Test
    void windowsAndTheMeaningOfTheirNumbersOutliveTheProcess() {
        // Given
        try (WindowStore store = open(WindowConfig.DEFAULT)) {
            keep(store, 0, 3);
        }

        // When
        try (WindowStore store = open(WindowConfig.DEFAULT)) {
            KeptPast past = store.past();
            List<KeptPast.Kept> kept = store.kept(Instant.EPOCH, END);
            Window read = read(store, kept.get(2), past);

            // Then
            assertThat(kept).hasSize(3);
            assertThat(past.series()).isEqualTo(keys.size());
            assertThat(read.end()).isEqualTo(window(2).end());
            for (int row = 0; row < read.rows(); row++) {
                int series = keys.indexOf(past.key(read.series(row)));
                int sent = keys.size() - 1 - series;
                assertThat(read.value(row)).isEqualTo(window(2).value(sent));
                assertThat(read.count(row)).isEqualTo(window(2).count(sent));
            }
        }
    }

    @Test
    void whatRunsOutlivesTheProcessAndWhoIsNotSeenAgainIsKeptForAnHour() {
        // Given
        Deployed cart = deployed("cart", OptionalInt.of(3), new Release.Version("1.0", "", "t1"));
        Deployed mail = deployed("mail", OptionalInt.empty(), new Release.Version("", "img", ""));
        try (WindowStore store = open(WindowConfig.DEFAULT)) {
            store.keep(new Inventory(List.of(cart, mail)), START);
        }

        // When
        try (WindowStore store = open(WindowConfig.DEFAULT)) {
            List<Deployed> ran = store.ran();
            Deployed later = deployed("cart", OptionalInt.of(3), new Release.Version("1.1", "", "t2"));
            store.keep(new Inventory(List.of(later)), START);
            List<Deployed> soon = store.ran();
            store.keep(new Inventory(List.of(later)), START.plusSeconds(3_600));
            List<Deployed> within = store.ran();
            store.keep(new Inventory(List.of(later)), START.plusSeconds(3_601));

            // Then
            assertThat(ran).containsExactly(cart, mail);
            assertThat(soon).containsExactly(later, mail).isEqualTo(within);
            assertThat(store.ran()).containsExactly(later);
        }
    }

    @Test
    void whoIsGoneFromTheInventoryRunsNoMore() {
        try (WindowStore store = open(WindowConfig.DEFAULT)) {
            // Given
            Deployed cart = deployed("cart", OptionalInt.of(3), new Release.Version("1.0", "", ""));
            store.keep(new Inventory(List.of(cart)), START);

            // When
            store.keep(Inventory.NOTHING, START.plusSeconds(1));

            // Then
            assertThat(store.ran()).isEmpty();
        }
    }

    private static Deployed deployed(String name, OptionalInt desired, Release.Version version) {
        EntityId service = EntityId.service("shop", name);
        return new Deployed(
                service,
                List.of(service),
                desired,
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of(),
                List.of(new Release(version, START, null)));
    }

    @Test
    void aWindowIsKeptOnce() {
        try (WindowStore store = open(WindowConfig.DEFAULT)) {
            // Given
            keep(store, 0, 1);
            Window other = new Window(START, LENGTH, new int[] {0}, new double[] {9}, new long[] {1});

            // When
            store.keep(other, directory, Readings.NONE);

            // Then
            assertThat(read(store, store.kept(START, END).getFirst(), store.past())
                            .rows())
                    .isEqualTo(keys.size());
        }
    }

    @Test
    void oneSeriesIsReadForAPlotAndNeighboursAreLeftOutWhereThereAreMany() {
        try (WindowStore store = open(WindowConfig.DEFAULT)) {
            // Given
            keep(store, 0, 100);

            // When
            List<HistoryPoint> all = store.history(keys.get(7), START, END, 1_000);
            List<HistoryPoint> few = store.history(keys.get(7), START, END, 10);
            List<HistoryPoint> some = store.history(keys.get(7), START.plusSeconds(100), START.plusSeconds(200), 1_000);

            // Then
            assertThat(all).hasSize(100);
            assertThat(all.get(5).at()).isEqualTo(window(5).end());
            assertThat(all.get(5).value()).isEqualTo(5 + 42 / 64.0);
            assertThat(few).hasSize(10).startsWith(all.getFirst());
            assertThat(some).isEqualTo(all.subList(10, 20));
        }
    }

    @Test
    void theOldestGoWhenTheSizeIsReached() throws Exception {
        // Given
        try (WindowStore store = open(WindowConfig.DEFAULT)) {
            keep(store, 0, 10);
        }
        long ten = number("select sum(bytes) from summary");

        // When
        try (WindowStore exact = open(new WindowConfig(ten, Duration.ofDays(1)))) {
            exact.keep(window(9), directory, Readings.NONE);
            assertThat(starts(exact)).hasSize(10);
        }
        try (WindowStore tight = open(new WindowConfig(ten - 1, Duration.ofDays(1)))) {
            tight.keep(window(9), directory, Readings.NONE);

            // Then
            assertThat(starts(tight)).hasSize(9).doesNotContain(START);
            keep(tight, 10, 40);
            assertThat(number("select sum(bytes) from summary")).isLessThan(ten);
            assertThat(starts(tight)).contains(window(39).start());
        }
    }

    @Test
    void theOldestGoWhenTheAgeIsReached() {
        try (WindowStore store = open(new WindowConfig(1 << 30, Duration.ofSeconds(100)))) {
            // When the eleventh ends, the first began 110 seconds before
            keep(store, 0, 10);
            assertThat(starts(store)).contains(START);
            keep(store, 10, 11);

            // Then
            assertThat(starts(store)).hasSize(10).doesNotContain(START);
        }
    }

    @Test
    void windowsOfAnIncidentOutliveTheBoundsWithItsServicesAlone() {
        // Given an incident of one of two services, a quarter of an hour after the start
        SeriesKey other =
                new SeriesKey(EntityId.service("shop", "pay"), KnownSignals.signal("http.server.request.duration"));
        keys.set(7, other);
        Instant incident = START.plusSeconds(900);
        WindowStore.Involved involved =
                (from, to) -> incident.isAfter(from) && incident.isBefore(to) ? Set.of(other.entity()) : Set.of();
        try (WindowStore store =
                WindowStore.open(folder, new WindowConfig(1 << 30, Duration.ofSeconds(100)), involved)) {
            // When it is long ago
            keep(store, 0, 1_500);
            List<HistoryPoint> itself = store.history(other, START, incident.plusSeconds(3_600), 10_000);
            List<HistoryPoint> others = store.history(keys.get(8), START, incident.plusSeconds(3_600), 10_000);

            // Then ten minutes before and after are kept
            assertThat(itself).hasSize(119);
            assertThat(itself.getFirst().at()).isAfter(incident.minusSeconds(600));
            assertThat(itself.getLast().value()).isEqualTo(149 + 42 / 64.0);
            assertThat(others).isEmpty();
        }
    }

    @Test
    void aKilledProcessLosesNoWindowThatWasWritten() throws IOException {
        // Given the files as they are while the store is open
        Path copy = Files.createDirectory(folder.resolve("killed"));
        try (WindowStore store = open(WindowConfig.DEFAULT)) {
            keep(store, 0, 20);
            copyFiles(copy);
        }

        // When
        try (WindowStore store = WindowStore.open(copy, WindowConfig.DEFAULT, (from, to) -> Set.of())) {
            // Then
            assertThat(starts(store)).hasSize(20);
            assertThat(store.troubles()).isEmpty();
            keep(store, 19, 22);
            assertThat(starts(store)).hasSize(22);
        }
    }

    @Test
    void aWriteAheadLogThatIsCutShortLosesTheLastWindowsAndNoOthers() throws IOException {
        // Given
        Path copy = Files.createDirectory(folder.resolve("cut"));
        try (WindowStore store = open(WindowConfig.DEFAULT)) {
            keep(store, 0, 20);
            copyFiles(copy);
        }
        try (RandomAccessFile log =
                new RandomAccessFile(copy.resolve("windows.db-wal").toFile(), "rw")) {
            log.setLength(log.length() - 5_000);
        }

        // When
        try (WindowStore store = WindowStore.open(copy, WindowConfig.DEFAULT, (from, to) -> Set.of())) {
            // Then
            assertThat(starts(store))
                    .hasSizeBetween(10, 19)
                    .startsWith(START, window(1).start());
            assertThat(store.troubles()).isEmpty();
        }
    }

    @Test
    void aDamagedWindowIsSkippedAndTold() throws SQLException {
        // Given
        try (WindowStore store = open(WindowConfig.DEFAULT)) {
            keep(store, 0, 3);
        }
        execute("update summary set body = substr(body, 1, 40) where rowid = 2");

        // When
        try (WindowStore store = open(WindowConfig.DEFAULT)) {
            List<HistoryPoint> points = store.history(keys.getFirst(), START, END, 100);

            // Then
            assertThat(points)
                    .extracting(HistoryPoint::at)
                    .containsExactly(window(0).end(), window(2).end());
            assertThat(store.damaged()).isEqualTo(1);
            assertThat(store.troubles()).singleElement().asString().contains("damaged");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsMovedAsideAndTold() throws IOException {
        // Given
        Files.writeString(folder.resolve("windows.db"), "this is no database, however long it is".repeat(200));

        // When
        try (WindowStore store = open(WindowConfig.DEFAULT)) {
            keep(store, 0, 2);

            // Then
            assertThat(starts(store)).hasSize(2);
            assertThat(store.troubles()).singleElement().asString().contains("windows.db.damaged");
            assertThat(folder.resolve("windows.db.damaged")).exists();
        }
    }

    /// What a developer's data directory holds after a migration was edited, a downgrade, or somebody else's file.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update flyway_schema_history set checksum = checksum + 1 where version = '1'",
                "drop table flyway_schema_history",
                "drop table workload",
                "alter table summary rename column crc to other",
                "insert into flyway_schema_history values (9, '1.5', 'another', 'SQL', 'V1_5__another.sql', 7, 'x', 0, 0, 1)",
                "update flyway_schema_history set success = 0 where version = '2'"
            })
    void aFileOfAnotherVersionIsMovedAsideAndTold(String edit) throws SQLException {
        // Given
        try (WindowStore store = open(WindowConfig.DEFAULT)) {
            keep(store, 0, 3);
        }
        execute(edit);

        // When
        try (WindowStore store = open(WindowConfig.DEFAULT)) {
            keep(store, 3, 5);

            // Then
            assertThat(starts(store))
                    .containsExactly(window(3).start(), window(4).start());
            assertThat(store.troubles())
                    .singleElement()
                    .asString()
                    .contains("is not one of this version", "windows.db.damaged");
            assertThat(folder.resolve("windows.db.damaged")).exists();
        }
    }

    @Test
    void aForeignDatabaseAndADirectoryOfThatNameAreMovedAsideToo() throws Exception {
        // Given
        execute("create table wines (name text)");
        try (WindowStore store = open(WindowConfig.DEFAULT)) {
            keep(store, 0, 1);
        }
        Files.move(folder.resolve("windows.db"), folder.resolve("away"));
        Files.createDirectory(folder.resolve("windows.db"));

        // When
        try (WindowStore store = open(WindowConfig.DEFAULT)) {
            keep(store, 0, 2);

            // Then
            assertThat(starts(store)).hasSize(2);
            assertThat(folder.resolve("windows.db.damaged")).isRegularFile();
            assertThat(folder.resolve("windows.db.damaged-2")).isDirectory();
        }
    }

    @Test
    void aFileOfTheFirstVersionGoesOn() throws SQLException {
        // Given
        try (WindowStore store = open(WindowConfig.DEFAULT)) {
            keep(store, 0, 3);
        }
        execute("drop table workload");
        execute("drop table episode");
        execute("delete from flyway_schema_history where version = '2'");

        // When
        try (WindowStore store = open(WindowConfig.DEFAULT)) {

            // Then
            assertThat(starts(store)).hasSize(3);
            assertThat(store.troubles()).isEmpty();
        }
    }

    @Test
    void aFileThatIsOverwrittenWhileItIsOpenStopsNobody() throws IOException {
        // Given
        try (WindowStore store = open(WindowConfig.DEFAULT)) {
            keep(store, 0, 5);
        }
        try (WindowStore store = open(WindowConfig.DEFAULT)) {
            keep(store, 5, 6);
            for (String file : List.of("windows.db", "windows.db-wal")) {
                Files.writeString(folder.resolve(file), "overwritten".repeat(10_000));
            }

            // When
            assertThat(store.history(keys.getFirst(), START, END, 100)).isEmpty();
            keep(store, 6, 9);

            // Then
            assertThat(store.history(keys.getFirst(), START, END, 100)).hasSize(3);
            assertThat(store.troubles()).anyMatch(trouble -> trouble.contains("windows.db.damaged"));
        }
    }

    private void copyFiles(Path to) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("windows.db"));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            return found.getLong(1);
        }
    }
}
