package nightshift.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import nightshift.Missing;

/// A real file system of a few megabytes that is filled up and emptied again, or may not be written to any more.
/// Mounting one takes root.
public final class SmallDisk implements AutoCloseable {
    private final Path root;

    private SmallDisk(Path root) {
        this.root = root;
    }

    /// Mounts one on a device that can break under open files, which a file system in memory can't.
    ///
    /// @param directory exists; the disk is a new folder in it
    /// @return empty where there is no loop device to mount it on
    public static Optional<SmallDisk> onADevice(Path directory, int megabytes)
            throws IOException, InterruptedException {
        Path image = directory.resolve("device");
        try (RandomAccessFile device = new RandomAccessFile(image.toFile(), "rw")) {
            device.setLength((long) megabytes << 20);
        }
        Path root = Files.createDirectory(directory.resolve("small"));
        boolean mounted = run("mkfs.ext4", "-q", "-F", image.toString())
                && run("mount", "-o", "loop,errors=remount-ro", image.toString(), root.toString());
        return mounted ? Optional.of(new SmallDisk(root)) : Optional.empty();
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

    /// What a kernel does to a disk that fails: what is open stays open, and nothing is written any more. For disks
    /// on a device.
    public void fail() throws IOException {
        String device = Files.getFileStore(root).name();
        Files.writeString(Path.of("/sys/fs/ext4", Path.of(device).getFileName().toString(), "trigger_fs_error"), "1");
    }

    /// Mounts it anew, to be read only; nothing on it may be open for writing. For disks in memory.
    public void readOnly() throws IOException, InterruptedException {
        remount("ro");
    }

    /// Mounts it anew, to be written to.
    public void writable() throws IOException, InterruptedException {
        remount("rw");
    }

    private void remount(String how) throws IOException, InterruptedException {
        assertThat(run("mount", "-o", "remount," + how, root.toString())).isTrue();
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
