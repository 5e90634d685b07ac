package nightshift.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.journal.database.Database;
import nightshift.journal.database.JournalException;
import nightshift.journal.proof.Audit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// The journal of a data directory as an auditor has it: read only, whether a Nightshift runs on it or not.
public final class JournalFile {
    /// SQLITE_OPEN_READONLY.
    private static final int READ_ONLY = 1;

    private final Path file;
    private final Jdbi jdbi;
    private final Codec codec;

    private JournalFile(Path file, Jdbi jdbi, Codec codec) {
        this.file = file;
        this.jdbi = jdbi;
        this.codec = codec;
    }

    /// @param meanings as in [Journal#open]
    /// @throws JournalException when there is none
    public static JournalFile of(Path directory, Function<String, SignalMeaning> meanings) {
        Path file = directory.resolve("journal.db");
        if (!Files.isRegularFile(file)) {
            throw new JournalException(
                    JournalException.Reason.UNUSABLE,
                    "There is no journal " + file + ": name the data directory of a Nightshift with --data.");
        }
        Jdbi jdbi = Jdbi.create(Database.source("jdbc:sqlite:" + file + "?busy_timeout=10000&open_mode=" + READ_ONLY));
        return new JournalFile(file, jdbi, new Codec(meanings));
    }

    /// Whether all of it is as it was written.
    ///
    /// @param kept a link that was kept elsewhere and must be in the chain; empty when there is none
    /// @throws JournalException when it can't be read
    public Audit.Report verify(String kept) {
        return read(handle -> Audit.of(handle, codec::fields, kept));
    }

    /// Writes a copy as of this moment, though a Nightshift writes meanwhile.
    ///
    /// @param copy does not exist yet
    /// @throws JournalException when it can't be written
    public void backup(Path copy) {
        if (Files.exists(copy)) {
            throw new JournalException(
                    JournalException.Reason.UNUSABLE, copy + " exists: a backup is written to a file of its own.");
        }
        read(handle -> handle.execute("vacuum into ?", copy.toString()));
    }

    private <T> T read(Function<Handle, T> work) {
        try {
            return jdbi.withHandle(work::apply);
        } catch (JdbiException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new JournalException(
                    JournalException.Reason.UNUSABLE,
                    "The journal " + file + " can't be read or copied: " + cause.getMessage()
                            + ". One that an older version wrote is brought up to date by `nightshift start`.",
                    e);
        }
    }
}
