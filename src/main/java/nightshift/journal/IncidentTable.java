package nightshift.journal;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import nightshift.fact.Incident;
import nightshift.fact.Symptom;
import nightshift.fact.telemetry.EntityId;
import nightshift.journal.database.Micros;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Incidents as they last were. A row follows every change of an incident; an event is written only when something
/// changed that a person would want to be told: its state, its cause, its kind or its symptoms.
final class IncidentTable {
    private static final String FILTER = """
            where (cast(:state as text) is null or state = :state)
              and (cast(:service as text) is null or service = :service)
              and (cast(:since as bigint) is null or opened_us >= :since)
            """;

    private final Codec codec;
    private final EventLog events;

    IncidentTable(Codec codec, EventLog events) {
        this.codec = codec;
        this.events = events;
    }

    void put(Handle handle, @Nullable Incident before, Incident incident, Instant now) {
        handle.createUpdate("""
                        insert into incident (id, state, service, opened_us, closed_us, body)
                        values (:id, :state, :service, :openedUs, :closedUs, :body)
                        on conflict (id) do update set state = excluded.state, service = excluded.service,
                            closed_us = excluded.closed_us, body = excluded.body
                        """)
                .bind("id", incident.id())
                .bind("state", incident.state().name())
                .bind("service", incident.entity().service().name())
                .bind("openedUs", Micros.of(incident.openedAt()))
                .bind("closedUs", Micros.ofNullable(incident.closedAt()))
                .bind("body", codec.write(incident))
                .execute();
        String kind = kind(before, incident);
        if (kind != null) {
            events.append(handle, now, kind, incident.id(), incident.id(), body(incident));
        }
    }

    private String body(Incident incident) {
        Map<String, String> fields = new HashMap<>();
        fields.put("state", incident.state().name());
        fields.put("title", incident.title());
        fields.put("entity", incident.entity().text());
        fields.put("kind", incident.kind().name());
        fields.put("severity", incident.severity().name());
        if (incident.outcome() != null) {
            fields.put("outcome", incident.outcome().name());
        }
        return codec.body(fields);
    }

    private static @Nullable String kind(@Nullable Incident before, Incident after) {
        if (before == null) {
            return "incident.opened";
        }
        if (before.open() && !after.open()) {
            return "incident.closed";
        }
        boolean same = before.state() == after.state()
                && before.kind() == after.kind()
                && before.entity().equals(after.entity())
                && Objects.equals(before.title(), after.title())
                && shown(before).equals(shown(after));
        return same ? null : "incident.changed";
    }

    private static Set<String> shown(Incident incident) {
        Set<String> names = new HashSet<>();
        for (Symptom symptom : incident.symptoms()) {
            names.add(symptom.entity().text() + "|" + symptom.signal() + "|" + symptom.direction());
        }
        return names;
    }

    private static Query filtered(Query query, IncidentQuery wanted) {
        return query.bind(
                        "state", wanted.state() == null ? null : wanted.state().name())
                .bind("service", wanted.service())
                .bind("since", Micros.ofNullable(wanted.since()));
    }

    long count(Handle handle, IncidentQuery query) {
        return filtered(handle.createQuery("select count(*) from incident " + FILTER), query)
                .mapTo(Long.class)
                .one();
    }

    Page<Incident> page(Handle handle, IncidentQuery query) {
        Cursor cursor = Cursor.parse(query.cursor());
        List<Incident> found = list(filtered(handle.createQuery("select body from incident " + FILTER + """
                          and (cast(:beforeUs as bigint) is null or (opened_us, id) < (:beforeUs, :beforeId))
                        order by opened_us desc, id desc
                        limit :limit
                        """), query)
                .bind("beforeUs", cursor == null ? null : Long.valueOf(cursor.micros()))
                .bind("beforeId", cursor == null ? null : cursor.id())
                .bind("limit", query.limit() + 1));
        return Page.of(found, query.limit(), last -> new Cursor(Micros.of(last.openedAt()), last.id()));
    }

    Optional<Incident> get(Handle handle, String id) {
        return list(handle.createQuery("select body from incident where id = :id")
                        .bind("id", id))
                .stream()
                .findFirst();
    }

    List<Incident> open(Handle handle) {
        return list(handle.createQuery("""
                        select body from incident where id in (select id from incident where state <> 'CLOSED')
                        order by opened_us, id
                        """));
    }

    /// Those that closed after `since` or are open.
    List<Incident> openSince(Handle handle, Instant since) {
        return list(handle.createQuery("""
                        select body from incident
                        where id in (select id from incident where closed_us is null or closed_us > :since)
                        order by opened_us, id
                        """).bind("since", Micros.of(since)));
    }

    /// Services of incidents that were open at some time between two.
    Set<EntityId> services(Handle handle, Instant from, Instant to) {
        Set<EntityId> services = new HashSet<>();
        list(handle.createQuery("""
                        select body from incident
                        where opened_us <= :to and (closed_us is null or closed_us >= :from)
                        """).bind("from", Micros.of(from)).bind("to", Micros.of(to)))
                .forEach(incident -> services.addAll(incident.services()));
        return services;
    }

    private List<Incident> list(Query query) {
        return query.map((row, context) -> codec.read(row.getString("body"), Incident.class))
                .list();
    }
}
