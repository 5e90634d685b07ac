package nightshift.journal;

import java.time.Instant;
import java.util.List;
import nightshift.fact.Change;
import nightshift.journal.database.Micros;
import org.jdbi.v3.core.Handle;

/// Changes of production as they were told or seen, so that a new process neither forgets one nor tells it again.
final class ChangeTable {
    /// A day of a deployment each ten seconds; about 400 bytes each.
    static final int MOST = 10_000;

    private final Codec codec;

    ChangeTable(Codec codec) {
        this.codec = codec;
    }

    /// Writes one; what is told later of a change that was seen replaces it. The oldest give way.
    void put(Handle handle, Change change) {
        handle.createUpdate("""
                        insert into change (id, at_us, body) values (:id, :at, :body)
                        on conflict (id) do update set at_us = excluded.at_us, body = excluded.body
                        """)
                .bind("id", change.id())
                .bind("at", Micros.of(change.at()))
                .bind("body", codec.write(change))
                .execute();
        handle.createUpdate("""
                        delete from change where at_us < (
                            select at_us from change order by at_us desc limit 1 offset :most)
                        """).bind("most", MOST - 1).execute();
    }

    /// Those of `from` on, oldest first.
    List<Change> since(Handle handle, Instant from) {
        return handle.createQuery("select body from change where at_us >= :from order by at_us, id")
                .bind("from", Micros.of(from))
                .map((row, context) -> codec.read(row.getString("body"), Change.class))
                .list();
    }
}
