package nightshift.journal.proof;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nightshift.journal.database.Micros;
import org.jdbi.v3.core.Handle;

/// Takes away what is older than a time: incidents that had closed by then with all that belongs to
/// them, orders that were dealt with, and events up to the first that is still needed. What stays
/// begins with a checkpoint, the last event that was taken away and its link, so that the chain
/// goes on and can be proven as before.
public final class Prune {
    /// Of which nothing is left to tell.
    private static final String OLD = """
            (select id from incident where closed_us < :before
                and not exists (select 1 from event where event.incident = incident.id and event.seq > :cut))
            """;

    private static final String OLD_DECISIONS = "(select id from decision where incident in " + OLD + ")";

    private static final List<String> DELETES = List.of(
            "delete from notice where decision in " + OLD_DECISIONS,
            "delete from approval where decision in " + OLD_DECISIONS,
            "delete from evidence where decision in " + OLD_DECISIONS,
            "delete from action_ledger where decision in " + OLD_DECISIONS,
            "delete from decision where incident in " + OLD,
            "delete from held where incident in " + OLD,
            "delete from incident where id in " + OLD,
            "delete from mute where ended_us < :before",
            "delete from command where applied_us < :before and id not in (select command from approval)");

    private Prune() {}

    /// What was taken away.
    ///
    /// @param events of the log
    /// @param incidents with their decisions
    /// @param through number of the last event that was taken away; 0 when none ever was
    /// @param link of that event
    public record Report(int events, int incidents, long through, String link) {}

    /// @param before incidents that closed earlier go
    public static Report of(Handle handle, Instant before, Instant now) {
        long cut = cut(handle, before);
        Checkpoint last = Checkpoint.of(handle);
        if (cut <= last.seq()) {
            return new Report(0, 0, last.seq(), last.link());
        }
        String link = handle.createQuery("select link from event where seq = :cut")
                .bind("cut", cut)
                .mapTo(String.class)
                .one();
        int incidents = incidents(handle, before, cut);
        DELETES.forEach(delete -> handle.createUpdate(delete)
                .bindMap(Map.of("before", Micros.of(before), "cut", cut))
                .execute());
        int events = handle.createUpdate("delete from event where seq <= :cut")
                .bind("cut", cut)
                .execute();
        new Checkpoint(cut, link).write(handle, now);
        return new Report(events, incidents, cut, link);
    }

    private static int incidents(Handle handle, Instant before, long cut) {
        return handle.createQuery("select count(*) from incident where id in " + OLD)
                .bind("before", Micros.of(before))
                .bind("cut", cut)
                .mapTo(Integer.class)
                .one();
    }

    /// The last event before the first that is young enough, or that belongs to an incident that is.
    private static long cut(Handle handle, Instant before) {
        return handle.createQuery("""
                        select coalesce(min(event.seq), (select last_seq + 1 from event_tail)) - 1
                        from event left join incident on incident.id = event.incident
                        where event.at_us >= :before
                            or (incident.id is not null
                                and (incident.closed_us is null or incident.closed_us >= :before))
                        """)
                .bind("before", Micros.of(before))
                .mapTo(Long.class)
                .one();
    }
}
