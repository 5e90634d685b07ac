package nightshift.observe.identity;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.observe.intake.Span;
import org.jspecify.annotations.Nullable;

/// Who is meant by the peer that a client names, be it in a span or in a metric of its calls. Guarded
/// by the observer's lock.
public final class PeerNames {
    /// Ports that database systems have by default: OpenTelemetry's database conventions name a port only where it is
    /// another one, and not every client keeps to that, so that it tells nothing apart.
    private static final Set<Integer> DEFAULT_PORTS = Set.of(1433, 1521, 3306, 5432, 6379, 9042, 11211, 27017, 50000);

    /// What HikariCP calls a pool that nobody named ends with a number; those who name one often keep how it begins.
    private static final Pattern HIKARI = Pattern.compile("HikariPool-(?:\\d+$)?");

    /// A pool that nobody named, by OpenTelemetry's database conventions: `server.address:server.port/db.namespace`.
    private static final Pattern POOL = Pattern.compile("([^:/@=\\s]+)(?::(\\d{1,5}))?(?:/([^/@=\\s]+))?");

    private final Predicate<EntityId> sends;

    /// The database at each host, as those name it who know which it is; empty where there are several.
    private final Map<Host, Optional<EntityId>> databases = new HashMap<>();

    private final RpcServers rpcServers;
    private boolean learned;

    private final int most;
    private final Map<Call, Callee> settled;

    private record Call(EntityId caller, Named callee) {}

    /// @param namespace of one host; that of all of its name is [#ANY]
    private record Host(String cluster, String namespace, String name) {
        private static final String ANY = "*";

        static Host of(EntityId service) {
            return new Host(service.cluster(), service.namespace(), service.name());
        }

        /// Of that name in whatever namespace: a pool is named by people, who leave that out.
        static Host anywhere(EntityId service) {
            return new Host(service.cluster(), ANY, service.name());
        }
    }

    /// How somebody says who is called.
    private sealed interface Named {
        record ByPeer(Span.Peer peer) implements Named {}

        record ByPool(String pool) implements Named {}

        record ByProxy(EntityId service) implements Named {}

        record ByRpc(String service) implements Named {}
    }

    /// @param sends whether an entity sends telemetry itself: a database that does is called by its service's name
    public PeerNames(Predicate<EntityId> sends, NamesConfig config) {
        this.sends = sends;
        this.most = config.calls();
        this.rpcServers = new RpcServers(sends, config);
        this.settled = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Call, Callee> eldest) {
                return size() > most;
            }
        };
    }

    /// Who is called, by a metric's attributes as they are called here; null where the client does not say, or
    /// calls itself.
    public @Nullable Callee callee(EntityId caller, Map<String, String> attributes) {
        Span.Peer peer = Span.Peer.of(attributes);
        String service = peer.address().isEmpty() && peer.service().isEmpty() ? RpcServers.service(attributes) : "";
        return settled(new Call(caller, service.isEmpty() ? new Named.ByPeer(peer) : new Named.ByRpc(service)));
    }

    /// A service answers requests that have these attributes.
    public void serves(EntityId server, Map<String, String> attributes) {
        String service = RpcServers.service(attributes);
        learned |= !service.isEmpty() && rpcServers.add(service, server);
    }

    /// What is behind a pool of connections, by the pool's name; null where nobody named it, or gave it a name that
    /// can be none of a host.
    public @Nullable Callee pooled(EntityId caller, String pool) {
        return settled(new Call(caller, new Named.ByPool(pool)));
    }

    /// Who is called as a proxy says, which knows a database as a service like any other.
    public @Nullable Callee proxied(EntityId caller, EntityId service) {
        return settled(new Call(caller, new Named.ByProxy(service)));
    }

    private @Nullable Callee settled(Call call) {
        Callee known = settled.get(call);
        if (known != null) {
            return known;
        }
        EntityId callee = meant(call);
        if (callee == null || callee.equals(call.caller())) {
            return null;
        }
        Callee found = new Callee(callee);
        settled.put(call, found);
        return found;
    }

    private @Nullable EntityId meant(Call call) {
        return switch (call.callee()) {
            case Named.ByPeer(Span.Peer peer) -> named(call.caller(), peer);
            case Named.ByPool(String pool) -> behind(call.caller(), pool);
            case Named.ByRpc(String service) -> rpcServers.of(call.caller(), service);
            case Named.ByProxy(EntityId service) ->
                sends.test(service) ? service : known(Host.of(service)).orElse(service);
        };
    }

    private @Nullable EntityId behind(EntityId caller, String pool) {
        Matcher name = POOL.matcher(HIKARI.matcher(pool).replaceFirst(""));
        if (!name.matches()) {
            return null;
        }
        int port = name.group(2) == null ? 0 : Integer.parseInt(name.group(2));
        Span.Peer peer = new Span.Peer(name.group(1), port, "", name.group(3) == null ? "" : name.group(3));
        EntityId told = named(caller, peer);
        if (told == null || told.kind() == EntityKind.DATABASE || sends.test(told)) {
            return told;
        }
        return known(Host.of(told)).or(() -> known(Host.anywhere(told))).orElseGet(() -> database(told, peer));
    }

    private Optional<EntityId> known(Host host) {
        return databases.getOrDefault(host, Optional.empty());
    }

    private EntityId met(EntityId service, EntityId database) {
        Host host = Host.of(service);
        if (tells(host, database)) { // each query's span says it again
            learn(host, database);
            learn(Host.anywhere(service), database);
        }
        return database;
    }

    private boolean tells(Host host, EntityId database) {
        Optional<EntityId> before = databases.get(host);
        return before == null || before.filter(known -> !known.equals(database)).isPresent();
    }

    private void learn(Host host, EntityId database) {
        boolean met = databases.containsKey(host);
        if (tells(host, database) && (met || databases.size() < most)) {
            databases.put(host, met ? Optional.empty() : Optional.of(database));
            learned = true;
        }
    }

    /// Whether it became known which database is where, or who serves what, since [#meetNewcomers].
    public boolean learned() {
        return learned;
    }

    /// Somebody new sends: it may be who was called all along.
    public void meetNewcomers() {
        learned = false;
        settled.entrySet().removeIf(each -> {
            EntityId now = meant(each.getKey());
            boolean byName = each.getKey().callee() instanceof Named.ByPeer;
            boolean better = !byName || now != null && sends.test(now);
            boolean other = better && !each.getValue().id().equals(now);
            if (other) {
                each.getValue().supersede();
            }
            return other;
        });
    }

    /// Who is called; null where the client does not say.
    public @Nullable EntityId named(EntityId caller, Span.Peer peer) {
        if (peer.service().isEmpty() && peer.address().isEmpty()) {
            return peer.database().isEmpty() ? null : near(caller, peer.database(), EntityKind.DATABASE);
        }
        EntityId service =
                peer.service().isEmpty() ? at(caller, peer) : near(caller, peer.service(), EntityKind.SERVICE);
        return peer.database().isEmpty() || sends.test(service) ? service : met(service, database(service, peer));
    }

    /// The service behind an address. Only a name that Kubernetes gives is cut to its first label: `payment`,
    /// `payment.shop.svc.cluster.local`, and `payment.shop` where that sends telemetry; `api.bank.example` is no
    /// service `api`. One that sends goes first, since `service.namespace` and the namespace in Kubernetes
    /// may differ.
    private EntityId at(EntityId caller, Span.Peer peer) {
        String[] labels = peer.address().split("\\.", 4);
        EntityId whole = near(caller, numeric(peer.address()) ? socket(peer) : peer.address(), EntityKind.SERVICE);
        if (labels.length < 2 || numeric(peer.address()) || labels[0].isEmpty() || labels[1].isEmpty()) {
            return whole;
        }
        EntityId named = EntityId.service(labels[1], labels[0]).inCluster(caller.cluster());
        boolean cluster = labels.length > 2 && labels[2].equals("svc");
        if (cluster) {
            EntityId near = near(caller, labels[0], EntityKind.SERVICE);
            return sends.test(near) && !sends.test(named) ? near : named;
        }
        return labels.length == 2 && sends.test(named) ? named : whole;
    }

    /// One server may hold several databases, and one host several servers.
    private static EntityId database(EntityId service, Span.Peer peer) {
        String host = numeric(peer.address()) && peer.service().isEmpty() ? peer.address() : service.name();
        boolean told = peer.port() != 0 && !DEFAULT_PORTS.contains(peer.port());
        String port = told ? Integer.toString(peer.port()) : "";
        String part = port.isEmpty() ? peer.database() : port + '/' + peer.database();
        return EntityId.of(EntityKind.DATABASE, service.cluster(), service.namespace(), host, part);
    }

    private static EntityId near(EntityId caller, String name, EntityKind kind) {
        return EntityId.of(kind, caller.cluster(), caller.namespace(), name, "");
    }

    private static String socket(Span.Peer peer) {
        return peer.port() == 0 ? peer.address() : peer.address() + ':' + peer.port();
    }

    private static boolean numeric(String address) {
        return !address.isEmpty()
                && Character.digit(address.charAt(address.length() - 1), 16) >= 0
                && address.chars().allMatch(c -> c == '.' || c == ':' || Character.digit(c, 16) >= 0)
                && address.chars().anyMatch(c -> c == '.' || c == ':');
    }
}
