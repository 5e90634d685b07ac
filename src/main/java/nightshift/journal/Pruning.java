package nightshift.journal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import nightshift.journal.database.Database;
import nightshift.journal.proof.Prune;
import org.jdbi.v3.core.Handle;

/// What a journal takes on disk, and what is taken away of it: its oldest entries, but for what open
/// and younger incidents need. Safe from any thread.
public final class Pruning {
    private final Database database;
    private final EventLog events;
    private final Codec codec;
    private final AtomicLong takenAway = new AtomicLong();

    Pruning(Database database, EventLog events, Codec codec) {
        this.database = database;
        this.events = events;
        this.codec = codec;
    }

    /// Takes away what is older than a time, but for what open and younger incidents need, and gives
    /// its room back.
    public Prune.Report prune(Instant before, Instant now) {
        Prune.Report report = takeAway(new Prune.Bounds(before, before, Integer.MAX_VALUE), now);
        if (report.events() > 0) {
            tell(report, before, now);
        }
        database.read(handle -> handle.execute("vacuum"));
        return report;
    }

    /// Takes away what bounds allow, in one transaction, and tells nobody of it. Where it begins is
    /// looked up before, so that whoever writes meanwhile waits for no more than the deletion.
    Prune.Report takeAway(Prune.Bounds bounds, Instant now) {
        long cut = database.read(handle -> Prune.cut(handle, bounds));
        Prune.Report report = database.write(handle -> Prune.of(handle, cut, bounds, now));
        takenAway.addAndGet(report.events());
        return report;
    }

    /// Writes down what was taken away. Lost when the journal can't be written.
    void tell(Prune.Report report, Instant before, Instant now) {
        String body = codec.body(Map.of(
                "before", before.toString(),
                "events", Integer.toString(report.events()),
                "incidents", Integer.toString(report.incidents()),
                "link", report.link()));
        String through = Long.toString(report.through());
        database.tryWrite(handle -> events.append(handle, now, "journal.pruned", through, null, body));
    }

    /// How many events were taken away since it was opened.
    public long takenAway() {
        return takenAway.get();
    }

    /// Bytes on disk, without the room that was freed and waits to be used again, and without its log.
    public long bytes() {
        return database.read(handle -> {
            long pages = pragma(handle, "page_count") - pragma(handle, "freelist_count");
            return pages * pragma(handle, "page_size");
        });
    }

    private static long pragma(Handle handle, String name) {
        return handle.createQuery("pragma " + name).mapTo(Long.class).one();
    }

    /// When the first event was that is there still; empty before the first.
    public Optional<Instant> oldest() {
        return database.read(events::oldest);
    }
}
