package nightshift.journal;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nightshift.fact.decision.Hold;
import nightshift.journal.database.Micros;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// What was proposed and held, with the events that tell of it.
final class HoldTable {
    private final Codec codec;
    private final EventLog events;

    HoldTable(Codec codec, EventLog events) {
        this.codec = codec;
        this.events = events;
    }

    void write(Handle handle, HoldStep step, Instant now) {
        Hold before = step.before();
        Hold after = step.after();
        if (before != null) {
            put(handle, before);
        }
        if (after != null) {
            put(handle, after);
            event(handle, before == null ? "hold.began" : "hold.changed", after, now);
        } else if (before != null) {
            event(handle, "hold.ended", before, now);
        }
    }

    private void put(Handle handle, Hold hold) {
        handle.createUpdate("""
                        insert into held (decision, since_us, until_us, incident, rule, service, body)
                        values (:decision, :since, :until, :incident, :rule, :service, :body)
                        on conflict (decision, since_us) do update set until_us = excluded.until_us,
                            body = excluded.body
                        """)
                .bind("decision", hold.decision())
                .bind("since", Micros.of(hold.since()))
                .bind("until", Micros.ofNullable(hold.until()))
                .bind("incident", hold.incident())
                .bind("rule", hold.rule())
                .bind("service", hold.target().service().name())
                .bind("body", codec.write(hold))
                .execute();
    }

    private void event(Handle handle, String kind, Hold hold, Instant now) {
        Map<String, String> body = new TreeMap<>();
        body.put("incident", hold.incident());
        body.put("rule", hold.rule());
        body.put("action", hold.action());
        body.put("target", hold.target().text());
        body.put("reason", hold.reason().name());
        body.put("guard", hold.guard());
        body.put("word", hold.word());
        body.put("since", hold.since().toString());
        events.append(handle, now, kind, hold.decision(), hold.incident(), codec.body(body));
    }

    Page<Hold> page(Handle handle, HoldQuery query) {
        Cursor cursor = Cursor.parse(query.cursor());
        List<Hold> found = list(handle.createQuery("""
                        select body from held
                        where (cast(:decision as text) is null or decision = :decision)
                          and (cast(:incident as text) is null or incident = :incident)
                          and (cast(:rule as text) is null or rule = :rule)
                          and (cast(:service as text) is null or service = :service)
                          and (cast(:since as bigint) is null or since_us >= :since)
                          and (:now = 0 or until_us is null)
                          and (cast(:beforeUs as bigint) is null or (since_us, decision) < (:beforeUs, :beforeId))
                        order by since_us desc, decision desc
                        limit :limit
                        """)
                .bind("decision", query.decision())
                .bind("incident", query.incident())
                .bind("rule", query.rule())
                .bind("service", query.service())
                .bind("since", Micros.ofNullable(query.since()))
                .bind("now", query.now() ? 1 : 0)
                .bind("beforeUs", cursor == null ? null : Long.valueOf(cursor.micros()))
                .bind("beforeId", cursor == null ? null : cursor.id())
                .bind("limit", query.limit() + 1));
        return Page.of(found, query.limit(), last -> new Cursor(Micros.of(last.since()), last.decision()));
    }

    /// What is held at present, oldest first.
    List<Hold> now(Handle handle) {
        return list(handle.createQuery("""
                        select body from held where until_us is null
                        order by since_us, decision
                        """));
    }

    /// How many there are of each proposal of an incident that is open.
    Map<String, Map<String, Integer>> ofOpenIncidents(Handle handle) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        handle.createQuery("""
                        select incident, decision, count(*) as holds from held
                        where incident in (select id from incident where state <> 'CLOSED')
                        group by incident, decision
                        """)
                .map((row, context) -> counts.computeIfAbsent(row.getString("incident"), fresh -> new HashMap<>())
                        .put(row.getString("decision"), row.getInt("holds")))
                .list();
        return counts;
    }

    private List<Hold> list(Query query) {
        return query.map((row, context) -> codec.read(row.getString("body"), Hold.class))
                .list();
    }
}
