package nightshift.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Fact;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Remedy;
import nightshift.journal.database.Micros;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Decisions and their lives, read back whole.
final class LedgerReader {
    private final Codec codec;

    LedgerReader(Codec codec) {
        this.codec = codec;
    }

    Page<Remedy> page(Handle handle, DecisionQuery query) {
        Cursor cursor = Cursor.parse(query.cursor());
        List<LedgerRow> rows = rows(handle.createQuery(LedgerRow.COLUMNS + """
                        where (cast(:state as text) is null or l.state = :state)
                          and (cast(:service as text) is null or d.service = :service)
                          and (cast(:rule as text) is null or d.rule = :rule)
                          and (cast(:incident as text) is null or d.incident = :incident)
                          and (cast(:since as bigint) is null or d.decided_us >= :since)
                          and (cast(:beforeUs as bigint) is null or (d.decided_us, d.id) < (:beforeUs, :beforeId))
                        order by d.decided_us desc, d.id desc
                        limit :limit
                        """)
                .bind("state", query.state() == null ? null : query.state().name())
                .bind("service", query.service())
                .bind("rule", query.rule())
                .bind("incident", query.incident())
                .bind("since", Micros.ofNullable(query.since()))
                .bind("beforeUs", cursor == null ? null : Long.valueOf(cursor.micros()))
                .bind("beforeId", cursor == null ? null : cursor.id())
                .bind("limit", query.limit() + 1));
        Page<LedgerRow> page = Page.of(rows, query.limit(), last -> new Cursor(last.decidedUs(), last.id()));
        return new Page<>(whole(handle, page.items()), page.next());
    }

    /// Ids of the decisions of each of these incidents, oldest first.
    Map<String, List<String>> ids(Handle handle, List<String> incidents) {
        Map<String, List<String>> ids = new HashMap<>();
        if (!incidents.isEmpty()) {
            handle.createQuery("""
                            select id, incident from decision where incident in (<incidents>) order by decided_us, id
                            """)
                    .bindList("incidents", incidents)
                    .map((row, context) -> ids.computeIfAbsent(row.getString("incident"), fresh -> new ArrayList<>())
                            .add(row.getString("id")))
                    .list();
        }
        return ids;
    }

    Optional<Remedy> remedy(Handle handle, String id) {
        List<LedgerRow> rows =
                rows(handle.createQuery(LedgerRow.COLUMNS + "where d.id = :id").bind("id", id));
        return whole(handle, rows).stream().findFirst();
    }

    long count(Handle handle, DecisionState state) {
        return handle.createQuery("select count(*) from action_ledger where state = :state")
                .bind("state", state.name())
                .mapTo(Long.class)
                .one();
    }

    /// Not settled yet, oldest first.
    List<Remedy> inFlight(Handle handle) {
        List<String> alive = states(false);
        return whole(
                handle,
                rows(handle.createQuery(LedgerRow.COLUMNS + "where l.state in (<states>) order by d.decided_us, d.id")
                        .bindList("states", alive)));
    }

    /// Those of which an effect was started since, oldest first.
    List<Remedy> startedSince(Handle handle, Instant since) {
        return whole(
                handle,
                rows(handle.createQuery(LedgerRow.COLUMNS + "where l.started_us >= :since order by l.started_us, d.id")
                        .bind("since", Micros.of(since))));
    }

    /// Decisions of incidents that are open, oldest first.
    List<Remedy> ofOpenIncidents(Handle handle) {
        return whole(handle, rows(handle.createQuery(LedgerRow.COLUMNS + """
                        where d.incident in (select id from incident where state <> 'CLOSED')
                        order by d.decided_us, d.id
                        """)));
    }

    private static List<String> states(boolean settled) {
        List<String> names = new ArrayList<>();
        for (DecisionState state : DecisionState.values()) {
            if (state.settled() == settled) {
                names.add(state.name());
            }
        }
        return names;
    }

    private List<LedgerRow> rows(Query query) {
        return query.map((row, context) -> LedgerRow.read(row, codec)).list();
    }

    private List<Remedy> whole(Handle handle, List<LedgerRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, List<Fact>> evidence = new HashMap<>();
        handle.createQuery("select decision, body from evidence where decision in (<ids>) order by decision, position")
                .bindList("ids", rows.stream().map(LedgerRow::id).toList())
                .map((row, context) -> evidence.computeIfAbsent(row.getString("decision"), id -> new ArrayList<>())
                        .add(codec.read(row.getString("body"), Fact.class)))
                .list();
        return rows.stream()
                .map(row -> row.with(evidence.getOrDefault(row.id(), List.of())))
                .toList();
    }
}
