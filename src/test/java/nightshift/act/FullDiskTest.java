package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.recycle;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import nightshift.journal.SmallDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Acting with a journal on a disk that fills up and is emptied again.
class FullDiskTest {
    @TempDir
    private Path directory;

    private SmallDisk disk;

    @BeforeEach
    void mount() throws Exception {
        // the write-ahead log alone takes half a megabyte before it is copied back for the first time
        disk = SmallDisk.in(directory, 2);
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void whileTheDiskIsFullNothingIsDoneAndAfterwardsItIsDoneOnce() throws Exception {
        try (Ward ward = new Ward(disk.root().resolve("data"), ActConfig.defaults())) {
            // Given
            ward.open("i-1");
            ward.turn(SICK);
            disk.fill();
            for (int i = 0; ward.journal.unwritable().isEmpty() && i < 500; i++) {
                ward.turn(SICK, recycle("shadow-" + i, "i-9"));
            }
            int before = ward.target.effects.size();

            // When
            ward.turn(SICK, recycle("d-1", "i-1"));
            ward.turns(5, SICK);

            // Then
            assertThat(ward.journal.unwritable().orElseThrow())
                    .contains("SQLITE_FULL")
                    .contains("journal.db")
                    .contains("nothing is dispatched");
            assertThat(ward.target.effects).hasSize(before);

            // When
            disk.empty();
            ward.turns(3, SICK);

            // Then
            assertThat(ward.journal.unwritable()).isEmpty();
            assertThat(ward.target.effects).hasSize(before + 1).endsWith("d-1");
        }
    }
}
