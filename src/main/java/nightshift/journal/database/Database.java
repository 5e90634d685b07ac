package nightshift.journal.database;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
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
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/// One SQLite file: one writer at a time, any number of readers, and whether it can be written at all.
///
/// Writes share one connection, which is dropped after a failure: a connection that met a full disk can't roll back.
/// Each read has a short-lived connection of its own in autocommit, because an explicit transaction would take the
/// write lock and an open result would stop the write-ahead log from being reused.
public final class Database implements AutoCloseable {
    private static final String SETTINGS =
            "?journal_mode=WAL&synchronous=%s&busy_timeout=10000&foreign_keys=on&transaction_mode=IMMEDIATE";

    /// What a file is for.
    ///
    /// @param name how messages call it
    /// @param synchronous FULL: what was written outlives a power cut; NORMAL: it outlives the process, and a
    ///     power cut may cost the last transactions
    /// @param migrations where its schema is, on the class path; it has a table `room`
    /// @param meanwhile what it means that it can't be written
    /// @param checked whether every page is looked at before it is opened: for a file whose loss weighs more
    ///     than a second at the start
    public record Kind(String name, String synchronous, String migrations, String meanwhile, boolean checked) {}

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

    /// Failures of the moment, about which a file that is opened can do nothing.
    private static final Set<SQLiteErrorCode> PASSING = EnumSet.of(
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_LOCKED,
            SQLiteErrorCode.SQLITE_NOMEM);

    private final Path file;
    private final Kind kind;
    private final Jdbi jdbi;

    /// Held for as long as this is open, so that the write-ahead log is there until the file is closed.
    private final Handle keeper;

    private final ReentrantLock writing = new ReentrantLock();
    private @Nullable Handle writer;
    private volatile @Nullable String unwritable;

    private Database(Path file, Kind kind, Jdbi jdbi, Handle keeper) {
        this.file = file;
        this.kind = kind;
        this.jdbi = jdbi;
        this.keeper = keeper;
    }

    /// Migrates and opens.
    ///
    /// @param statements told of each before it is executed
    /// @throws JournalException when the file can't be opened, or is damaged
    public static Database open(Path file, Kind kind, SqlLogger statements) {
        MIGRATIONS.setLevel(Level.WARNING);
        String url = "jdbc:sqlite:" + file + String.format(Locale.ROOT, SETTINGS, kind.synchronous());
        SQLiteDataSource source = source(url);
        Jdbi jdbi = Jdbi.create(source).setSqlLogger(statements);
        Handle keeper = keeper(file, kind, jdbi);
        try {
            migrate(file, kind, source);
        } catch (JournalException refused) {
            keeper.close();
            throw refused;
        }
        return new Database(file, kind, jdbi, keeper);
    }

    /// Connections by this class loader's own driver: a driver manager knows only those that somebody loaded before.
    public static SQLiteDataSource source(String url) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(url);
        return source;
    }

    /// The first connection looks at the file before anything is done to it.
    private static Handle keeper(Path file, Kind kind, Jdbi jdbi) {
        try {
            Handle keeper = jdbi.open();
            String first = keeper.createQuery(kind.checked() ? "pragma quick_check(1)" : "pragma schema_version")
                    .mapTo(String.class)
                    .first();
            if (kind.checked() && !first.equals("ok")) {
                keeper.close();
                throw new JournalException(JournalException.Reason.DAMAGED, damagedSentence(file, kind, first));
            }
            return keeper;
        } catch (JdbiException e) {
            throw damaged(e) ? damagedFile(file, kind, e) : unusable(file, kind, e);
        }
    }

    private static void migrate(Path file, Kind kind, SQLiteDataSource source) {
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:" + kind.migrations())
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            if (damaged(e)) {
                throw damagedFile(file, kind, e);
            }
            throw unusable(file, kind, e);
        }
    }

    private static JournalException unusable(Path file, Kind kind, RuntimeException e) {
        return new JournalException(
                JournalException.Reason.UNUSABLE,
                "The " + kind.name() + " " + file + " can't be opened: " + firstLine(e) + advice(file),
                e);
    }

    /// Runs one transaction.
    ///
    /// @throws JournalException with UNWRITABLE when the file can't be written now; nothing of it was written
    public <T> T write(Function<Handle, T> work) {
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

    /// Runs one transaction.
    ///
    /// @return whether it was written; false when the file can't be written now
    public boolean tryWrite(Consumer<Handle> work) {
        try {
            write(handle -> {
                work.accept(handle);
                return true;
            });
            return true;
        } catch (JournalException unwritable) {
            return false;
        }
    }

    /// Reads.
    ///
    /// @throws JournalException with DAMAGED when what is read is no database any more
    public <T> T read(Function<Handle, T> work) {
        try {
            return jdbi.withHandle(work::apply);
        } catch (JdbiException e) {
            throw damaged(e) ? damagedFile(file, kind, e) : e;
        }
    }

    /// A connection for many reads in a row; whoever asks closes it, and leaves no result open meanwhile.
    public Handle reader() {
        return jdbi.open();
    }

    private static JournalException damagedFile(Path file, Kind kind, RuntimeException e) {
        return new JournalException(
                JournalException.Reason.DAMAGED,
                damagedSentence(file, kind, codeOf(e).name()),
                e);
    }

    private static String damagedSentence(Path file, Kind kind, String how) {
        return "The " + kind.name() + " " + file + " is damaged (" + how.strip().replaceAll("\\s+", " ") + ")"
                + advice(file);
    }

    private static String advice(Path file) {
        String all = String.valueOf(file.getFileName()).replaceFirst("\\.db$", ".*");
        return ". Move " + all + " away to start with an empty one, or restore it from a copy.";
    }

    /// Empty when it can be written, else why not. Tries again while it could not, so that recovery is noticed.
    public Optional<String> unwritable() {
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

    /// Writes as much as any transaction of the journal, so that a little room that is left is not
    /// taken for recovery.
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
        String sentence = "The " + kind.name() + " " + file + " can't be written (" + code.name() + ": " + code.message
                + "): " + kind.meanwhile()
                + " until it can. Free space or make it writable; it is tried again every turn.";
        unwritable = sentence;
        return new JournalException(
                damaged(e) ? JournalException.Reason.DAMAGED : JournalException.Reason.UNWRITABLE, sentence, e);
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

    /// Whether something failed because the file is no database any more.
    public static boolean damaged(Throwable failure) {
        SQLiteErrorCode code = codeOf(failure);
        return code == SQLiteErrorCode.SQLITE_CORRUPT || code == SQLiteErrorCode.SQLITE_NOTADB;
    }

    /// Whether something failed for a reason that passes, such as a full disk, and not because of what the file is.
    public static boolean passing(Throwable failure) {
        return PASSING.contains(codeOf(failure));
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
            keeper.close();
        } finally {
            writing.unlock();
        }
    }
}
