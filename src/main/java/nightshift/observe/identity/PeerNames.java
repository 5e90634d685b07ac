package nightshift.observe.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
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

    private final Predicate<EntityId> sends;
    private final Map<Call, Callee> settled;

    private record Call(EntityId caller, Span.Peer peer) {}

    /// @param sends whether an entity sends telemetry itself: a database that does is called by its service's name
    public PeerNames(Predicate<EntityId> sends, NamesConfig config) {
        this.sends = sends;
        settled = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Call, Callee> eldest) {
                return size() > config.calls();
            }
        };
    }

    /// Who is called, by a metric's attributes as they are called here; null where the client does not say, or
    /// calls itself.
    public @Nullable Callee callee(EntityId caller, Map<String, String> attributes) {
        Call call = new Call(caller, Span.Peer.of(attributes));
        Callee known = settled.get(call);
        EntityId callee = known == null ? named(caller, call.peer()) : known.id();
        if (callee == null || callee.equals(caller)) {
            return null;
        }
        return settled.computeIfAbsent(call, asked -> new Callee(callee));
    }

    /// Somebody new sends: it may be who was called all along.
    public void meetNewcomers() {
        settled.entrySet().removeIf(each -> {
            EntityId now = named(each.getKey().caller(), each.getKey().peer());
            boolean other = now != null
                    && sends.test(now)
                    && !now.equals(each.getValue().id());
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
        return peer.database().isEmpty() || sends.test(service) ? service : database(service, peer);
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
