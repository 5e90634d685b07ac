package nightshift.journal.proof;

import java.time.Instant;
import nightshift.journal.database.Micros;
import org.jdbi.v3.core.Handle;

/// Where the chain of events begins.
///
/// @param seq of the last event that was taken away; 0 where none was
/// @param link of that event
record Checkpoint(long seq, String link) {
    private static final Checkpoint NONE = new Checkpoint(0, Chain.BEGINNING);

    static Checkpoint of(Handle handle) {
        return handle.createQuery("select seq, link from checkpoint order by seq desc limit 1")
                .map((row, context) -> new Checkpoint(row.getLong("seq"), row.getString("link")))
                .findOne()
                .orElse(NONE);
    }

    /// Of what is taken away in some transactions of one moment the last alone stays.
    void write(Handle handle, Instant now) {
        handle.createUpdate("delete from checkpoint where pruned_us = :now and seq < :seq")
                .bind("seq", seq)
                .bind("now", Micros.of(now))
                .execute();
        handle.createUpdate("insert into checkpoint (seq, link, pruned_us) values (:seq, :link, :now)")
                .bind("seq", seq)
                .bind("link", link)
                .bind("now", Micros.of(now))
                .execute();
    }
}
