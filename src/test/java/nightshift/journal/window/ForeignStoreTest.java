package nightshift.journal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignStoreTest {
    @TempDir
    private Path folder;

    private StoreOnTrial trial;

    @BeforeEach
    void setUp() {
        trial = new StoreOnTrial(folder);
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
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {
            trial.keep(store, 0, 3);
        }
        trial.execute(edit);

        // When
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {
            trial.keep(store, 3, 5);

            // Then
            assertThat(StoreOnTrial.starts(store))
                    .containsExactly(trial.window(3).start(), trial.window(4).start());
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
        trial.execute("create table wines (name text)");
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {
            trial.keep(store, 0, 1);
        }
        Files.move(folder.resolve("windows.db"), folder.resolve("away"));
        Files.createDirectory(folder.resolve("windows.db"));

        // When
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {
            trial.keep(store, 0, 2);

            // Then
            assertThat(StoreOnTrial.starts(store)).hasSize(2);
            assertThat(folder.resolve("windows.db.damaged")).isRegularFile();
            assertThat(folder.resolve("windows.db.damaged-2")).isDirectory();
        }
    }

    @Test
    void aFileOfTheFirstVersionGoesOn() throws SQLException {
        // Given
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {
            trial.keep(store, 0, 3);
        }
        trial.execute("drop table workload");
        trial.execute("drop table episode");
        trial.execute("drop table pledge");
        trial.execute("delete from flyway_schema_history where version > '1'");

        // When
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {

            // Then
            assertThat(StoreOnTrial.starts(store)).hasSize(3);
            assertThat(store.troubles()).isEmpty();
        }
    }
}
