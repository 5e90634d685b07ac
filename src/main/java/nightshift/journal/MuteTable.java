package nightshift.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.decision.Mute;
import nightshift.journal.database.Micros;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// What people have muted, and how each mute ended.
final class MuteTable {
    private static final String COLUMNS = "select body, ended_us, ended from mute ";

    private final Codec codec;
    private final EventLog events;

    MuteTable(Codec codec, EventLog events) {
        this.codec = codec;
        this.events = events;
    }

    /// Writes one, once.
    void make(Handle handle, Mute mute) {
        handle.createUpdate("""
                        insert into mute (id, made_us, body) values (:id, :made, :body)
                        on conflict (id) do nothing
                        """)
                .bind("id", mute.id())
                .bind("made", Micros.of(mute.at()))
                .bind("body", codec.write(mute))
                .execute();
    }

    /// Ends one that stands.
    ///
    /// @return whether it did
    boolean end(Handle handle, String id, MuteRecord.End how, Instant now) {
        return handle.createUpdate("""
                                update mute set ended_us = :now, ended = :how where id = :id and ended_us is null
                                """)
                        .bind("now", Micros.of(now))
                        .bind("how", how.name())
                        .bind("id", id)
                        .execute()
                == 1;
    }

    void expire(Handle handle, Mute mute, Instant now) {
        if (end(handle, mute.id(), MuteRecord.End.EXPIRED, now)) {
            Map<String, String> body =
                    Map.of("mute", mute.matcher().describe(), "by", mute.principal(), "reason", mute.reason());
            events.append(handle, now, "mute.expired", mute.id(), null, codec.body(body));
        }
    }

    /// Those that have not ended, oldest first.
    List<Mute> standing(Handle handle) {
        return list(handle.createQuery(COLUMNS + "where ended_us is null order by made_us, id")).stream()
                .map(MuteRecord::mute)
                .toList();
    }

    Optional<MuteRecord> find(Handle handle, String id) {
        return list(handle.createQuery(COLUMNS + "where id = :id").bind("id", id)).stream()
                .findFirst();
    }

    /// The newest, whether they stand or not.
    List<MuteRecord> newest(Handle handle, int limit) {
        return list(handle.createQuery(COLUMNS + "order by made_us desc, id desc limit :limit")
                .bind("limit", limit));
    }

    private List<MuteRecord> list(Query query) {
        return query.map((row, context) -> {
                    Mute mute = codec.read(row.getString("body"), Mute.class);
                    String how = row.getString("ended");
                    return how == null
                            ? new MuteRecord(mute, null, null)
                            : new MuteRecord(
                                    mute, Micros.instant(row.getLong("ended_us")), MuteRecord.End.valueOf(how));
                })
                .list();
    }
}
