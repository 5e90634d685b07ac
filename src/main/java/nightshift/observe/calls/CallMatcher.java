package nightshift.observe.calls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.observe.intake.Span;
import nightshift.observe.naming.Source;
import org.jspecify.annotations.Nullable;

/// Finds out whom a client span called: the service whose server span names it as its parent, whichever comes first;
/// else, when its window closes, what it says itself. Addresses are learned from the calls that were matched, so that a
/// service keeps its name when it no longer answers. Guarded by the observer's lock.
final class CallMatcher {
    private final Map<SpanKey, Waiting> clients = new LinkedHashMap<>();
    private final Map<SpanKey, Served> servers = new LinkedHashMap<>();
    private final Map<Address, EntityId> addresses;
    private final Predicate<EntityId> sends;
    private final int limit;

    /// A call that was found out.
    record Call(Source caller, Span span, EntityId callee) {}

    private record SpanKey(long traceHigh, long traceLow, long id) {}

    private record Waiting(Source caller, Span span, long window) {}

    private record Served(EntityId service, long window) {}

    private record Address(String cluster, String namespace, String host, int port) {
        static Address of(EntityId caller, Span.Peer peer) {
            return new Address(caller.cluster(), caller.namespace(), peer.address(), peer.port());
        }
    }

    /// @param limit spans of either kind that may wait, and addresses that are remembered
    /// @param sends whether an entity sends telemetry itself: a database that does is called by its service's name
    CallMatcher(int limit, Predicate<EntityId> sends) {
        this.limit = limit;
        this.sends = sends;
        this.addresses = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Address, EntityId> eldest) {
                return size() > limit;
            }
        };
    }

    /// Takes in a client span; the call if it can be told already.
    @Nullable
    Call client(Source caller, Span span, long window) {
        SpanKey key = new SpanKey(span.traceHigh(), span.traceLow(), span.id());
        Served served = servers.remove(key);
        if (served != null) {
            return matched(caller, span, served.service());
        }
        clients.put(key, new Waiting(caller, span, window));
        return null;
    }

    /// Takes in a server span; the call if its client is known already.
    @Nullable
    Call server(Source callee, Span span, long window) {
        if (span.parent() == 0 || callee.whole().kind() != EntityKind.SERVICE) {
            return null;
        }
        SpanKey key = new SpanKey(span.traceHigh(), span.traceLow(), span.parent());
        Waiting waiting = clients.remove(key);
        if (waiting != null) {
            return matched(waiting.caller(), waiting.span(), callee.whole());
        }
        servers.put(key, new Served(callee.whole(), window));
        return null;
    }

    /// Whether another span may wait.
    boolean full() {
        return clients.size() >= limit || servers.size() >= limit;
    }

    /// Gives up waiting for the spans of a window and of those before it; the calls that are told by the client alone.
    List<Call> giveUp(long window) {
        List<Call> calls = new ArrayList<>();
        clients.values().removeIf(waiting -> {
            boolean over = waiting.window() <= window;
            EntityId callee = over ? named(waiting.caller(), waiting.span().peer()) : null;
            if (callee != null) {
                calls.add(new Call(waiting.caller(), waiting.span(), callee));
            }
            return over;
        });
        servers.values().removeIf(served -> served.window() < window);
        return calls;
    }

    private Call matched(Source caller, Span span, EntityId callee) {
        Span.Peer peer = span.peer();
        if (!peer.address().isEmpty()) {
            addresses.put(Address.of(caller.whole(), peer), callee);
        }
        return new Call(caller, span, callee);
    }

    private @Nullable EntityId named(Source caller, Span.Peer peer) {
        EntityId learned = addresses.get(Address.of(caller.whole(), peer));
        if (learned != null) {
            return learned;
        }
        if (peer.service().isEmpty() && peer.address().isEmpty()) {
            return peer.database().isEmpty() ? null : near(caller.whole(), peer.database(), EntityKind.DATABASE);
        }
        EntityId service = peer.service().isEmpty()
                ? at(caller.whole(), peer)
                : near(caller.whole(), peer.service(), EntityKind.SERVICE);
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
        String port = peer.port() == 0 ? "" : Integer.toString(peer.port());
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
