package nightshift.journal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/// The journal's file: one writer at a time, any number of readers, and whether it can be written at all.
///
/// Writes share one connection, which is dropped after a failure: a connection that met a full disk can't roll back.
/// Each read has a short-lived connection of its own in autocommit, because an explicit transaction would take the
/// write lock and an open result would stop the write-ahead log from being reused.
final class Database implements AutoCloseable {
    private static final String SETTINGS =
            "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&foreign_keys=on&transaction_mode=IMMEDIATE";

    /// Kept, since a logger that nobody holds forgets its level. Flyway tells every step of a routine start at INFO.
    private static final Logger MIGRATIONS = Logger.getLogger("org.flywaydb");

    private static final int PROBE_BYTES = 256 * 1024;

    /// Failures for which the world is to blame and not the statement.
    private static final Set<SQLiteErrorCode> ENVIRONMENTAL = EnumSet.of(
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_READONLY,
            SQLiteErrorCode.SQLITE_CANTOPEN,
            SQLiteErrorCode.SQLITE_PERM,
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_LOCKED,
            SQLiteErrorCode.SQLITE_CORRUPT,
            SQLiteErrorCode.SQLITE_NOTADB,
            SQLiteErrorCode.SQLITE_NOMEM);

    private final Path file;
    private final Jdbi jdbi;
    private final ReentrantLock writing = new ReentrantLock();
    private @Nullable Handle writer;
    private volatile @Nullable String unwritable;

    private Database(Path file, Jdbi jdbi) {
        this.file = file;
        this.jdbi = jdbi;
    }

    /// Migrates and opens.
    ///
    /// @param statements told of each before it is executed
    /// @throws JournalException when the file can't be opened or is not a journal
    static Database open(Path file, SqlLogger statements) {
        MIGRATIONS.setLevel(Level.WARNING);
        String url = "jdbc:sqlite:" + file + SETTINGS;
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(url, null, null)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new JournalException(
                    JournalException.Reason.UNUSABLE,
                    "The journal " + file + " can't be opened: " + firstLine(e)
                            + ". Move the file away to start with an empty one, or restore it from a copy.",
                    e);
        }
        return new Database(file, Jdbi.create(url).setSqlLogger(statements));
    }

    /// Runs one transaction.
    ///
    /// @throws JournalException with UNWRITABLE when the file can't be written now; nothing of it was written
    <T> T write(Function<Handle, T> work) {
        writing.lock();
        try {
            Handle handle = writer == null ? jdbi.open() : writer;
            writer = handle;
            return handle.inTransaction(work::apply);
        } catch (JdbiException e) {
            throw failed(e);
        } finally {
            writing.unlock();
        }
    }

    <T> T read(Function<Handle, T> work) {
        return jdbi.withHandle(work::apply);
    }

    /// Empty when it can be written, else why not. Tries again while it could not, so that recovery is noticed.
    Optional<String> unwritable() {
        if (unwritable == null) {
            return Optional.empty();
        }
        try {
            write(Database::probe);
            unwritable = null;
            return Optional.empty();
        } catch (JournalException still) {
            return Optional.of(String.valueOf(still.getMessage()));
        }
    }

    /// Writes as much as any transaction of the journal, so that a little room that is left is not taken for recovery.
    private static int probe(Handle handle) {
        return handle.createUpdate("""
                        insert into room (id, body) values (1, :body)
                        on conflict (id) do update set body = excluded.body
                        """).bind("body", new byte[PROBE_BYTES]).execute();
    }

    private RuntimeException failed(JdbiException e) {
        SQLiteErrorCode code = codeOf(e);
        if (!ENVIRONMENTAL.contains(code)) {
            return e;
        }
        dropWriter();
        String sentence = "The journal " + file + " can't be written (" + code.name() + ": " + code.message
                + "): nothing is dispatched until it can. Free space or make it writable; it is tried again every turn.";
        unwritable = sentence;
        return new JournalException(JournalException.Reason.UNWRITABLE, sentence, e);
    }

    private void dropWriter() {
        Handle dropped = writer;
        writer = null;
        if (dropped != null) {
            try {
                dropped.close();
            } catch (JdbiException alreadyBroken) {
                // A connection that met a full disk throws on rollback; there is nothing left to keep.
                return;
            }
        }
    }

    private static SQLiteErrorCode codeOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return SQLiteErrorCode.getErrorCode(sql.getErrorCode() & 0xff);
            }
        }
        return SQLiteErrorCode.UNKNOWN_ERROR;
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        writing.lock();
        try {
            dropWriter();
        } finally {
            writing.unlock();
        }
    }
}
