package nightshift.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nightshift.Missing;

/// A real file system of a few megabytes that is filled up and emptied again. Mounting one takes root.
public final class SmallDisk implements AutoCloseable {
    private final Path root;

    private SmallDisk(Path root) {
        this.root = root;
    }

    /// Mounts one, or skips the test where that is not allowed, except on CI.
    ///
    /// @param directory exists; the disk is a new folder in it
    public static SmallDisk in(Path directory, int megabytes) throws IOException, InterruptedException {
        Path root = Files.createDirectory(directory.resolve("small"));
        if (!run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", root.toString())) {
            throw Missing.skips("a full disk is not tried: mounting a small file system takes root on Linux");
        }
        return new SmallDisk(root);
    }

    public Path root() {
        return root;
    }

    /// Leaves no room.
    public void fill() throws IOException {
        byte[] block = new byte[4096];
        try (var filler = Files.newOutputStream(root.resolve("filler"))) {
            while (true) {
                filler.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    /// Gives back what [#fill] took.
    public void empty() throws IOException {
        Files.delete(root.resolve("filler"));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", root.toString());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
