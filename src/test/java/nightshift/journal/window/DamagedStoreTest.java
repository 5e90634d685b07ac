package nightshift.journal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nightshift.fact.telemetry.HistoryPoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedStoreTest {
    @TempDir
    private Path folder;

    private StoreOnTrial trial;

    @BeforeEach
    void setUp() {
        trial = new StoreOnTrial(folder);
    }

    @Test
    void aKilledProcessLosesNoWindowThatWasWritten() throws IOException {
        // Given the files as they are while the store is open
        Path copy = Files.createDirectory(folder.resolve("killed"));
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {
            trial.keep(store, 0, 20);
            copyFiles(copy);
        }

        // When
        try (WindowStore store = WindowStore.open(copy, WindowConfig.DEFAULT, (from, to) -> Set.of())) {
            // Then
            assertThat(StoreOnTrial.starts(store)).hasSize(20);
            assertThat(store.troubles()).isEmpty();
            trial.keep(store, 19, 22);
            assertThat(StoreOnTrial.starts(store)).hasSize(22);
        }
    }

    @Test
    void aWriteAheadLogThatIsCutShortLosesTheLastWindowsAndNoOthers() throws IOException {
        // Given
        Path copy = Files.createDirectory(folder.resolve("cut"));
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {
            trial.keep(store, 0, 20);
            copyFiles(copy);
        }
        try (RandomAccessFile log =
                new RandomAccessFile(copy.resolve("windows.db-wal").toFile(), "rw")) {
            log.setLength(log.length() - 5_000);
        }

        // When
        try (WindowStore store = WindowStore.open(copy, WindowConfig.DEFAULT, (from, to) -> Set.of())) {
            // Then
            assertThat(StoreOnTrial.starts(store))
                    .hasSizeBetween(10, 19)
                    .startsWith(StoreOnTrial.START, trial.window(1).start());
            assertThat(store.troubles()).isEmpty();
        }
    }

    @Test
    void aDamagedWindowIsSkippedAndTold() throws SQLException {
        // Given
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {
            trial.keep(store, 0, 3);
        }
        trial.execute("update summary set body = substr(body, 1, 40) where rowid = 2");

        // When
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {
            List<HistoryPoint> points = store.history(trial.keys.getFirst(), StoreOnTrial.START, StoreOnTrial.END, 100);

            // Then
            assertThat(points)
                    .extracting(HistoryPoint::at)
                    .containsExactly(trial.window(0).end(), trial.window(2).end());
            assertThat(store.damaged()).isEqualTo(1);
            assertThat(store.troubles()).singleElement().asString().contains("damaged");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsMovedAsideAndTold() throws IOException {
        // Given
        Files.writeString(folder.resolve("windows.db"), "this is no database, however long it is".repeat(200));

        // When
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {
            trial.keep(store, 0, 2);

            // Then
            assertThat(StoreOnTrial.starts(store)).hasSize(2);
            assertThat(store.troubles()).singleElement().asString().contains("windows.db.damaged");
            assertThat(folder.resolve("windows.db.damaged")).exists();
        }
    }

    @Test
    void aFileThatIsOverwrittenWhileItIsOpenStopsNobody() throws IOException {
        // Given
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {
            trial.keep(store, 0, 5);
        }
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {
            trial.keep(store, 5, 6);
            for (String file : List.of("windows.db", "windows.db-wal")) {
                Files.writeString(folder.resolve(file), "overwritten".repeat(10_000));
            }

            // When
            assertThat(store.history(trial.keys.getFirst(), StoreOnTrial.START, StoreOnTrial.END, 100))
                    .isEmpty();
            trial.keep(store, 6, 9);

            // Then
            assertThat(store.history(trial.keys.getFirst(), StoreOnTrial.START, StoreOnTrial.END, 100))
                    .hasSize(3);
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
}
