package nightshift.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.journal.database.Micros;
import nightshift.journal.proof.Chain;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The append-only log. A number is taken and its event inserted in one transaction, so that a reader who follows the
/// numbers never skips one. Each is linked to the one before it by a hash.
final class EventLog {
    private static final String COLUMNS = "select seq, at_us, kind, subject, body from event ";

    void append(Handle handle, Instant at, String kind, String subject, @Nullable String incident, String body) {
        Tail tail = tail(handle);
        long seq = tail.seq() + 1;
        String link = Chain.link(tail.head(), seq, Micros.of(at), new Chain.EventText(kind, subject, incident, body));
        handle.createUpdate("update event_tail set last_seq = :seq, head = :link")
                .bind("seq", seq)
                .bind("link", link)
                .execute();
        handle.createUpdate("""
                        insert into event (seq, at_us, kind, subject, incident, body, link)
                        values (:seq, :at, :kind, :subject, :incident, :body, :link)
                        """)
                .bind("seq", seq)
                .bind("at", Micros.of(at))
                .bind("kind", kind)
                .bind("subject", subject)
                .bind("incident", incident)
                .bind("body", body)
                .bind("link", link)
                .execute();
    }

    /// @param seq of the last event; 0 before the first
    /// @param head its link
    record Tail(long seq, String head) {}

    Tail tail(Handle handle) {
        return handle.createQuery("select last_seq, head from event_tail")
                .map((row, context) -> new Tail(row.getLong("last_seq"), row.getString("head")))
                .one();
    }

    List<Event> after(Handle handle, long seq, int limit) {
        return list(handle.createQuery(COLUMNS + "where seq > :seq order by seq limit :limit")
                .bind("seq", seq)
                .bind("limit", limit));
    }

    List<Event> before(Handle handle, long seq, int limit) {
        return list(handle.createQuery(COLUMNS + "where seq < :seq order by seq desc limit :limit")
                .bind("seq", seq)
                .bind("limit", limit));
    }

    long lastSeq(Handle handle) {
        return tail(handle).seq();
    }

    List<Event> ofIncident(Handle handle, String incident) {
        return list(handle.createQuery(COLUMNS + "where incident = :incident order by seq")
                .bind("incident", incident));
    }

    Optional<Instant> newest(Handle handle) {
        return handle.createQuery("select max(at_us) from event")
                .mapTo(Long.class)
                .findOne()
                .map(Micros::instant);
    }

    Optional<Instant> oldest(Handle handle) {
        return handle.createQuery("select at_us from event order by seq limit 1")
                .mapTo(Long.class)
                .findOne()
                .map(Micros::instant);
    }

    private static List<Event> list(Query query) {
        return query.map((row, context) -> new Event(
                        row.getLong("seq"),
                        Micros.instant(row.getLong("at_us")),
                        row.getString("kind"),
                        row.getString("subject"),
                        row.getString("body")))
                .list();
    }
}
