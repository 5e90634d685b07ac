package nightshift.journal.proof;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nightshift.fact.decision.DecisionState;
import nightshift.journal.database.Micros;
import org.jdbi.v3.core.Handle;

/// Takes away what is older than a time: incidents that had closed by then with all that belongs to
/// them, orders that were dealt with, and events up to the first that is still needed: by an incident that is
/// younger or open, or by a decision whose end is not known. What stays begins with a checkpoint, the last event
/// that was taken away and its link, so that the chain goes on and can be proven as before.
public final class Prune {
    /// Of which nothing is left to tell, among those that the events to be taken away tell of.
    private static final String OLD = """
            (select id from incident where closed_us < :before
                and id in (select incident from event where seq <= :cut)
                and not exists (select 1 from event where event.incident = incident.id and event.seq > :cut))
            """;

    private static final String OLD_DECISIONS = "(select id from decision where incident in " + OLD + ")";

    private static final List<String> DELETES = List.of(
            "delete from held where incident in " + OLD,
            "delete from notice where decision in " + OLD_DECISIONS,
            "delete from approval where decision in " + OLD_DECISIONS,
            "delete from evidence where decision in " + OLD_DECISIONS,
            "delete from action_ledger where decision in " + OLD_DECISIONS,
            "delete from decision where incident in " + OLD,
            "delete from incident where id in " + OLD);

    private static final List<String> ORDERS = List.of(
            "delete from mute where ended_us < :orders",
            "delete from command where applied_us < :orders and id not in (select command from approval)");

    private static final List<String> UNSETTLED = Arrays.stream(DecisionState.values())
            .filter(state -> !state.settled())
            .map(DecisionState::name)
            .toList();

    private Prune() {}

    /// What was taken away.
    ///
    /// @param events of the log
    /// @param incidents with their decisions
    /// @param through number of the last event that was taken away; 0 when none ever was
    /// @param link of that event
    public record Report(int events, int incidents, long through, String link) {}

    /// How much may go.
    ///
    /// @param before incidents that closed earlier
    /// @param orders that were dealt with earlier, mutes among them
    /// @param most events at once
    public record Bounds(Instant before, Instant orders, long most) {}

    /// How far the events may go; 0 for none. Only reads, and stays true whatever is written meanwhile: what is new
    /// has a higher number, and nothing that is over begins again.
    public static long cut(Handle handle, Bounds bounds) {
        return handle.createQuery("""
                        with oldest as (select seq, at_us, incident from event order by seq limit :most)
                        select coalesce(min(case when oldest.at_us >= :before or (incident.id is not null and
                                (incident.closed_us is null or incident.closed_us >= :before or exists (
                                    select 1 from decision join action_ledger on action_ledger.decision = decision.id
                                    where decision.incident = incident.id and action_ledger.state in (<unsettled>))))
                            then oldest.seq end), max(oldest.seq) + 1, 1) - 1
                        from oldest left join incident on incident.id = oldest.incident
                        """)
                .bindList("unsettled", UNSETTLED)
                .bind("before", Micros.of(bounds.before()))
                .bind("most", bounds.most())
                .mapTo(Long.class)
                .one();
    }

    /// @param cut of these bounds
    public static Report of(Handle handle, long cut, Bounds bounds, Instant now) {
        Checkpoint last = Checkpoint.of(handle);
        if (cut <= last.seq()) {
            return new Report(0, 0, last.seq(), last.link());
        }
        String link = handle.createQuery("select link from event where seq = :cut")
                .bind("cut", cut)
                .mapTo(String.class)
                .one();
        Map<String, Long> values = Map.of("before", Micros.of(bounds.before()), "cut", cut);
        int incidents = handle.createQuery("select count(*) from incident where id in " + OLD)
                .bindMap(values)
                .mapTo(Integer.class)
                .one();
        DELETES.forEach(delete -> handle.createUpdate(delete).bindMap(values).execute());
        ORDERS.forEach(delete -> handle.createUpdate(delete)
                .bind("orders", Micros.of(bounds.orders()))
                .execute());
        int events = handle.createUpdate("delete from event where seq <= :cut")
                .bind("cut", cut)
                .execute();
        new Checkpoint(cut, link).write(handle, now);
        return new Report(events, incidents, cut, link);
    }
}
