package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.recycle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import nightshift.journal.SmallDisk;
import nightshift.journal.database.JournalException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Acting with a journal on a disk that may be read and not written.
class ReadOnlyDiskTest {
    private static final int MEGABYTES = 8;

    @TempDir
    private Path directory;

    @Test
    void itDoesNotStartOnADiskThatItMayNotWriteAndDoesOnceItMay() throws Exception {
        try (SmallDisk disk = SmallDisk.in(directory, MEGABYTES)) {
            // Given
            Path data = disk.root().resolve("data");
            try (Ward ward = new Ward(data, ActConfig.defaults())) {
                ward.open("i-1");
                ward.turn(SICK);
            }
            disk.readOnly();

            // When
            JournalException refused =
                    catchThrowableOfType(JournalException.class, () -> new Ward(data, ActConfig.defaults()));

            // Then
            assertThat(refused.getMessage())
                    .contains(data.toString())
                    .contains("Read-only file system")
                    .contains("must be a directory in which this user may write");

            // When
            disk.writable();

            // Then
            try (Ward ward = new Ward(data, ActConfig.defaults())) {
                assertThat(ward.journal.unwritable()).isEmpty();
                ward.turn(SICK);
            }
        }
    }

    /// Where no device can be had there is the other test.
    @Test
    void whenADiskFailsUnderItNothingIsDone() throws Exception {
        SmallDisk disk = SmallDisk.onADevice(directory, MEGABYTES).orElse(null);
        if (disk == null) {
            System.err.println("A disk that fails while it is used was not tried: there is no loop device.");
            return;
        }
        try (disk;
                Ward ward = new Ward(disk.root().resolve("data"), ActConfig.defaults())) {
            // Given
            ward.open("i-1");
            ward.turn(SICK);
            disk.fail();

            // When
            ward.turn(SICK, recycle("d-1", "i-1"));
            ward.turns(5, SICK);

            // Then
            assertThat(ward.target.effects).isEmpty();
            assertThat(ward.journal.unwritable().orElseThrow())
                    .contains("journal.db")
                    .contains("nothing is dispatched");
        }
    }
}
