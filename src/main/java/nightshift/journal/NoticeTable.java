package nightshift.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nightshift.fact.decision.Notice;
import nightshift.fact.decision.Remedy;
import nightshift.journal.database.Micros;
import org.jdbi.v3.core.Handle;

/// What people were told of decisions that wait for them, and whether it reached them.
final class NoticeTable {
    private static final String COLUMNS = "select id, decision, kind, summary, told_us, delivered_us from notice ";

    private final Codec codec;
    private final EventLog events;

    NoticeTable(Codec codec, EventLog events) {
        this.codec = codec;
        this.events = events;
    }

    /// Writes one, unless it was told before.
    void tell(Handle handle, Notice notice, Remedy remedy) {
        int rows = handle.createUpdate("""
                        insert into notice (id, decision, kind, summary, told_us)
                        values (:id, :decision, :kind, :summary, :told)
                        on conflict (id) do nothing
                        """)
                .bind("id", notice.id())
                .bind("decision", notice.decision())
                .bind("kind", notice.kind().name())
                .bind("summary", notice.summary())
                .bind("told", Micros.of(notice.told()))
                .execute();
        if (rows == 1) {
            event(handle, "notice.told", notice, remedy.incident(), notice.summary(), notice.told());
        }
    }

    /// Notes that it was taken.
    void delivered(Handle handle, Notice notice, Remedy remedy, String answer, Instant now) {
        int rows = handle.createUpdate("""
                        update notice set delivered_us = :now, answer = :answer where id = :id and delivered_us is null
                        """)
                .bind("now", Micros.of(now))
                .bind("answer", answer)
                .bind("id", notice.id())
                .execute();
        if (rows == 1) {
            event(handle, "notice.delivered", notice, remedy.incident(), answer, now);
        }
    }

    private void event(Handle handle, String kind, Notice notice, String incident, String detail, Instant now) {
        Map<String, String> body =
                Map.of("notice", notice.id(), "kind", notice.kind().name(), "incident", incident, "detail", detail);
        events.append(handle, now, kind, notice.decision(), incident, codec.body(body));
    }

    /// All of a decision, oldest first.
    List<Notice> of(Handle handle, String decision) {
        return handle.createQuery(COLUMNS + "where decision = :decision order by told_us, id")
                .bind("decision", decision)
                .map((row, context) -> read(row))
                .list();
    }

    /// Of a kind and told since, those that nobody took, oldest first.
    List<Notice> untaken(Handle handle, Notice.Kind kind, Instant since) {
        return handle.createQuery(COLUMNS + """
                        where delivered_us is null and kind = :kind and told_us >= :since order by told_us, id
                        """)
                .bind("kind", kind.name())
                .bind("since", Micros.of(since))
                .map((row, context) -> read(row))
                .list();
    }

    private static Notice read(ResultSet row) throws SQLException {
        long delivered = row.getLong("delivered_us");
        boolean none = row.wasNull();
        return new Notice(
                row.getString("id"),
                row.getString("decision"),
                Notice.Kind.valueOf(row.getString("kind")),
                row.getString("summary"),
                Micros.instant(row.getLong("told_us")),
                none ? null : Micros.instant(delivered));
    }
}
