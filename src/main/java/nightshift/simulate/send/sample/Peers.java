package nightshift.simulate.send.sample;

import java.util.EnumMap;
import java.util.Map;
import nightshift.simulate.send.row.Meaning;
import nightshift.simulate.world.layout.Call;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.Operation;
import nightshift.simulate.world.layout.Protocol;
import nightshift.simulate.world.layout.Role;
import nightshift.simulate.world.layout.Service;

/// How a process addresses those it calls: cluster DNS within Kubernetes, a name of its own outside.
public final class Peers {
    private static final long HTTP_PORT = 8080;
    private static final long GRPC_PORT = 9090;
    private static final long POSTGRES_PORT = 5432;
    private static final long REDIS_PORT = 6379;
    private static final long HTTPS_PORT = 443;

    private final Layout layout;

    public Peers(Layout layout) {
        this.layout = layout;
    }

    /// What a call is spoken in.
    public Protocol protocol(Call call) {
        return switch (call.way()) {
            case Call.Way.ThroughQueue ignored -> Protocol.MESSAGING;
            case Call.Way.Direct ignored -> spoken(call);
            case Call.Way.ThroughPool ignored -> spoken(call);
        };
    }

    private Protocol spoken(Call call) {
        return layout.services()
                .get(layout.operations().get(call.callee()).service())
                .protocol();
    }

    /// Services of the caller's namespace go by their name alone, others by name and namespace.
    public String host(Service caller, int callee) {
        Service called = layout.services().get(callee);
        boolean near = called.id().namespace().equals(caller.id().namespace());
        return near ? called.id().name() : fullHost(callee);
    }

    /// The same in full.
    String fullHost(int callee) {
        Service called = layout.services().get(callee);
        return called.role() == Role.EXTERNAL
                ? called.id().name() + ".example.com"
                : called.id().name() + "." + called.id().namespace() + ".svc.cluster.local";
    }

    public long port(int callee) {
        Service called = layout.services().get(callee);
        return switch (called.role()) {
            case DATABASE -> POSTGRES_PORT;
            case CACHE -> REDIS_PORT;
            case EXTERNAL -> HTTPS_PORT;
            case ENTRY, INNER, WORKER, BATCH -> called.protocol() == Protocol.GRPC ? GRPC_PORT : HTTP_PORT;
        };
    }

    /// What a database client says of a query: `SELECT orders`.
    public Map<Meaning, Object> query(Operation query) {
        Service database = layout.services().get(query.service());
        Map<Meaning, Object> facts = new EnumMap<>(Meaning.class);
        facts.put(Meaning.DB_SYSTEM, database.role() == Role.CACHE ? "redis" : "postgresql");
        facts.put(Meaning.DB_OPERATION, Names.before(query.name(), ' '));
        if (database.role() != Role.CACHE) {
            facts.put(Meaning.DB_NAMESPACE, database.id().name());
            facts.put(Meaning.DB_COLLECTION, Names.after(query.name(), ' '));
        }
        return facts;
    }

    /// The queue that an operation works off.
    public String queueOf(Operation consumer) {
        return layout.queues().stream()
                .filter(queue -> queue.consumer() == consumer.index())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing leads to " + consumer))
                .name();
    }
}
