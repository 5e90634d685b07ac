package nightshift.journal.window;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import nightshift.journal.database.Database;
import nightshift.journal.database.JournalException;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jspecify.annotations.Nullable;

/// The file of the kept windows: opened, and where it is no database any more, or another's, moved aside and another
/// begun. Begun anew by the loop's thread, read from any.
final class WindowFile implements AutoCloseable {
    private static final Logger LOG = System.getLogger(WindowFile.class.getName());
    private static final Database.Kind KIND = new Database.Kind(
            "window store",
            "NORMAL",
            "db/windows",
            "windows that close are missing in plots and at the next start",
            false);

    /// What is read and written later; a file that lacks it is none of ours, whatever its history says.
    private static final List<String> COLUMNS = List.of(
            "select id, body from signal limit 0",
            "select id, text, entity, attributes, signal, seen_us from series limit 0",
            "select window_us, length_us, rows, bytes, crc, thinned, body from summary limit 0",
            "select entity, body from workload limit 0",
            "select service, availability, latency_us from pledge limit 0",
            "select series, begin_us, end_us, low, high from episode limit 0",
            "select id, body from room limit 0");

    private final Path path;
    private final WindowConfig config;
    private volatile Open open;
    private volatile @Nullable String movedAside;

    /// A file that is open, and what is known of it.
    ///
    /// @param unreadable somebody read what is no database any more; the next write begins another
    record Open(
            Database database,
            SeriesNumbers numbers,
            SummaryTable summaries,
            WorkloadTable workloads,
            PledgeTable pledges,
            AtomicBoolean unreadable) {
        static Open of(Path path, WindowConfig config) {
            Database database = Database.open(path, KIND, SqlLogger.NOP_SQL_LOGGER);
            try {
                return database.read(handle -> {
                    COLUMNS.forEach(handle::execute);
                    return new Open(
                            database,
                            new SeriesNumbers(handle),
                            new SummaryTable(config, handle),
                            new WorkloadTable(),
                            new PledgeTable(handle),
                            new AtomicBoolean());
                });
            } catch (RuntimeException unreadable) {
                database.close();
                throw unreadable;
            }
        }

        /// Something that was asked of it failed.
        void failed(RuntimeException failure) {
            if (Database.damaged(failure)) {
                unreadable.set(true);
            }
        }
    }

    /// @throws JournalException when there is no room, or something else that passes
    WindowFile(Path path, WindowConfig config) {
        this.path = path;
        this.config = config;
        open = opened();
    }

    private Open opened() {
        try {
            return Open.of(path, config);
        } catch (JournalException | JdbiException e) {
            if (Database.passing(e)) {
                throw e;
            }
            moveAside(Database.damaged(e) ? "was damaged" : "is not one of this version (" + firstLine(e) + ")");
        }
        return Open.of(path, config);
    }

    private static String firstLine(RuntimeException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
    }

    /// @param why what is wrong with it, as the rest of a sentence
    private void moveAside(String why) {
        try {
            String name = String.valueOf(path.getFileName());
            Path aside = path.resolveSibling(name + ".damaged");
            for (int i = 2; Files.exists(aside); i++) {
                aside = path.resolveSibling(name + ".damaged-" + i);
            }
            Files.move(path, aside);
            Files.deleteIfExists(path.resolveSibling(name + "-wal"));
            Files.deleteIfExists(path.resolveSibling(name + "-shm"));
            String sentence = "The window store " + path + " " + why + " and is now " + aside.getFileName()
                    + ": plots and the next start lack what it held. It can be deleted.";
            movedAside = sentence;
            LOG.log(Level.ERROR, sentence);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As it is; another is not begun.
    Open open() {
        return open;
    }

    /// To be written: another where this one is no database any more.
    Open usable() {
        if (open.unreadable().get()) {
            open.database().close();
            moveAside("was damaged");
            open = Open.of(path, config);
        }
        return open;
    }

    /// One sentence about the last file that was moved aside; empty when none was.
    Optional<String> movedAside() {
        return Optional.ofNullable(movedAside);
    }

    @Override
    public String toString() {
        return path.toString();
    }

    @Override
    public void close() {
        open.database().close();
    }
}
