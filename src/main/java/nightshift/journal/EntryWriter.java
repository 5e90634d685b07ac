package nightshift.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import nightshift.fact.DeadLetters;
import nightshift.journal.database.Database;
import org.jdbi.v3.core.Handle;

/// Writes the entries of a turn: all in one transaction, and each in its own where one is to be found that can't be
/// written.
final class EntryWriter {
    private final Database database;

    EntryWriter(Database database) {
        this.database = database;
    }

    /// @param subject what is to be written
    /// @param kept whether it is tried again for as long as it can't be written, even when it was set aside
    /// @param work writes it
    /// @param written what follows from it, once its transaction is written
    record Entry(String subject, boolean kept, Consumer<Handle> work, Runnable written) {}

    /// Writes them; when it threw nothing was written, and it may be asked again with the same.
    ///
    /// @param letters where entries go that can't be written
    /// @return what is to be written later
    List<Entry> write(List<Entry> entries, DeadLetters letters) {
        try {
            if (!database.tryWrite(
                    handle -> entries.forEach(entry -> entry.work().accept(handle)))) {
                return entries;
            }
        } catch (RuntimeException why) {
            if (together(entries, letters)) {
                throw why;
            }
            return writeEach(entries, letters);
        }
        entries.forEach(entry -> entry.written().run());
        return List.of();
    }

    /// Whether entries are written all together or not at all.
    private static boolean together(List<Entry> entries, DeadLetters letters) {
        return !letters.lastDelivery() && entries.stream().map(Entry::subject).allMatch(letters::trusts);
    }

    private List<Entry> writeEach(List<Entry> entries, DeadLetters letters) {
        List<Entry> left = new ArrayList<>();
        for (Entry entry : entries) {
            boolean taken = letters.deliver(entry.subject(), () -> {
                if (database.tryWrite(entry.work())) {
                    entry.written().run();
                } else {
                    left.add(entry);
                }
            });
            if (!taken && entry.kept()) {
                left.add(entry);
            }
        }
        return left;
    }
}
