package nightshift.journal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import nightshift.journal.database.JournalException;
import org.jspecify.annotations.Nullable;

/// Holds a data directory for one process. SQLite itself lets two processes write, so the lock is our own, taken before
/// the first connection; the operating system drops it when the process dies, however it dies.
final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Makes the directory if missing and takes its lock.
    ///
    /// @throws JournalException when somebody else has it, or the directory can't be used
    static DirectoryLock take(Path directory) {
        Path file = directory.resolve("nightshift.lock");
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(file, CREATE, WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new JournalException(
                        JournalException.Reason.LOCKED,
                        "Another Nightshift is running on the data directory " + directory + " (" + file.getFileName()
                                + " is locked): stop it, or give this one a directory of its own.");
            }
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw new JournalException(
                    JournalException.Reason.UNUSABLE,
                    "The data directory " + directory + " can't be used: " + e
                            + ". It must be a directory in which this user may write.",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new JournalException(JournalException.Reason.UNUSABLE, "The lock can't be released: " + e, e);
        }
    }
}
