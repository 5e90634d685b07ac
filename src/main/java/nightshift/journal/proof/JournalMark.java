package nightshift.journal.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightshift.journal.database.Database;
import nightshift.journal.database.JournalException;
import org.jdbi.v3.core.Handle;

/// Notices at a start that the journal is not what this directory had last: an older copy was put in its place, or its
/// write-ahead log was lost. What was done since would not be known, and might be done again.
///
/// A number that rises with each start is kept in the journal and in a file beside it, which says as well whether the
/// journal was closed. One that was not has its write-ahead log still, since the journal holds a connection for as long
/// as it is open.
public final class JournalMark {
    private static final Pattern CONTENT = Pattern.compile("epoch=(\\d{1,18})\\nstate=(open|closed)\\n");

    private final Path journal;
    private final Path file;
    private long epoch;

    private JournalMark(Path journal, Path file) {
        this.journal = journal;
        this.file = file;
    }

    private record Content(long epoch, boolean closed) {}

    /// Before the journal is opened.
    ///
    /// @throws JournalException with REPLACED when it was not closed and has no write-ahead log
    public static JournalMark before(Path directory) {
        JournalMark mark = new JournalMark(directory.resolve("journal.db"), directory.resolve("journal.mark"));
        Optional<Content> last = mark.read();
        boolean lost = last.isPresent()
                && !last.get().closed()
                && Files.exists(mark.journal)
                && !Files.exists(mark.journal.resolveSibling("journal.db-wal"));
        if (lost) {
            throw mark.refusal("was not closed, and its write-ahead log journal.db-wal is missing");
        }
        return mark;
    }

    /// Once the journal is open, and nothing was read of it.
    ///
    /// @throws JournalException with REPLACED when the directory had a newer one
    public void open(Database database) {
        long inJournal = database.read(JournalMark::epoch);
        long beside = read().map(Content::epoch).orElse(0L);
        if (inJournal < beside) {
            throw refusal("is older than what this directory had last: it was opened " + inJournal + " times, that one "
                    + beside + " times");
        }
        epoch = inJournal + 1;
        if (database.tryWrite(handle -> write(handle, epoch))) {
            write(false);
        }
    }

    /// Once the journal is closed.
    public void close() {
        write(true);
    }

    private JournalException refusal(String what) {
        return new JournalException(
                JournalException.Reason.REPLACED,
                "The journal " + journal + " " + what + ". Put back the newer files; or, to go on with this one though"
                        + " it does not know what was done since, delete " + file + ".");
    }

    private static long epoch(Handle handle) {
        return handle.createQuery("select epoch from mark")
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    private static void write(Handle handle, long epoch) {
        handle.createUpdate("""
                        insert into mark (id, epoch) values (1, :epoch)
                        on conflict (id) do update set epoch = excluded.epoch
                        """).bind("epoch", epoch).execute();
    }

    private Optional<Content> read() {
        try {
            Matcher content = CONTENT.matcher(Files.readString(file, UTF_8));
            return content.matches()
                    ? Optional.of(new Content(
                            Long.parseLong(content.group(1)), content.group(2).equals("closed")))
                    : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /// A mark that can't be written says less than is known, which is never taken for a loss.
    private void write(boolean closed) {
        Path next = file.resolveSibling("journal.mark.next");
        String content = "epoch=" + epoch + "\nstate=" + (closed ? "closed" : "open") + "\n";
        try {
            Files.writeString(next, content, CREATE, TRUNCATE_EXISTING, WRITE, SYNC);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException full) {
            System.getLogger(JournalMark.class.getName())
                    .log(System.Logger.Level.WARNING, "the mark of the journal, {0}, is not written: {1}", file, full);
        }
    }
}
