package nightshift.simulate.shop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a process has measured of itself since it started.
public final class Meters {
    private final Map<Served, Tally> served = new LinkedHashMap<>();
    private final Map<Asked, Tally> asked = new LinkedHashMap<>();
    private final Map<Queried, Tally> queried = new LinkedHashMap<>();
    private final Map<String, Tally> waited = new LinkedHashMap<>();
    private final long since;

    Meters(long since) {
        this.since = since;
    }

    /// Requests that it answered.
    public record Served(String method, String route, Reply reply) {}

    /// Requests that it sent.
    public record Asked(String peer, String method, Reply reply) {}

    /// Operations on a database.
    public record Queried(String verb, String table) {}

    void served(Endpoint endpoint, Reply reply, long nanoseconds, long now) {
        add(served, new Served(endpoint.method(), endpoint.route(), reply), nanoseconds, now);
    }

    void asked(Endpoint endpoint, Reply reply, long nanoseconds, long now) {
        add(asked, new Asked(endpoint.service(), endpoint.method(), reply), nanoseconds, now);
    }

    void queried(Stage.Query query, long nanoseconds, long now) {
        add(queried, new Queried(query.verb(), query.table()), nanoseconds, now);
    }

    void waited(String pool, long nanoseconds, long now) {
        add(waited, pool, nanoseconds, now);
    }

    private static <K> void add(Map<K, Tally> tallies, K key, long nanoseconds, long now) {
        tallies.computeIfAbsent(key, fresh -> new Tally(now)).add(nanoseconds / 1e9);
    }

    public Map<Served, Tally> served() {
        return Collections.unmodifiableMap(served);
    }

    public Map<Asked, Tally> asked() {
        return Collections.unmodifiableMap(asked);
    }

    public Map<Queried, Tally> queried() {
        return Collections.unmodifiableMap(queried);
    }

    /// Time waited for a connection, by pool.
    public Map<String, Tally> waited() {
        return Collections.unmodifiableMap(waited);
    }

    /// World nanoseconds at which the process started.
    public long since() {
        return since;
    }
}
