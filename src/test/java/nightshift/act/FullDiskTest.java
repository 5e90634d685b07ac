package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.recycle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Acting with a journal on a real file system of one megabyte that is filled up and emptied again. Mounting one takes
/// root.
class FullDiskTest {
    @TempDir
    private Path directory;

    private Path small;
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        small = Files.createDirectory(directory.resolve("small"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString());
        assumeTrue(mounted, "a small file system can be mounted, which takes root on Linux");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", small.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private void fill() throws IOException {
        byte[] block = new byte[4096];
        try (var filler = Files.newOutputStream(small.resolve("filler"))) {
            while (true) {
                filler.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    @Test
    void whileTheDiskIsFullNothingIsDoneAndAfterwardsItIsDoneOnce() throws IOException {
        try (Ward ward = new Ward(small.resolve("data"), ActConfig.defaults())) {
            // Given
            ward.open("i-1");
            ward.turn(SICK);
            fill();
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
            Files.delete(small.resolve("filler"));
            ward.turns(3, SICK);

            // Then
            assertThat(ward.journal.unwritable()).isEmpty();
            assertThat(ward.target.effects).hasSize(before + 1).endsWith("d-1");
        }
    }
}
