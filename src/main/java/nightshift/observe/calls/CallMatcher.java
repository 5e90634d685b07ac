package nightshift.observe.calls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.observe.identity.PeerNames;
import nightshift.observe.identity.Source;
import nightshift.observe.intake.Span;
import org.jspecify.annotations.Nullable;

/// Finds out whom a client span called: the service whose server span names it as its parent, whichever
/// comes first; else, when its window closes, what it says itself. Addresses are learned from the calls
/// that were matched, so that a service keeps its name when it no longer answers. Guarded by the
/// observer's lock.
final class CallMatcher {
    private final Map<SpanKey, Waiting> clients = new LinkedHashMap<>();
    private final Map<SpanKey, Served> servers = new LinkedHashMap<>();
    private final Map<Address, EntityId> addresses;
    private final PeerNames peers;
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
    /// @param peers who is meant where only the client tells
    CallMatcher(int limit, PeerNames peers) {
        this.limit = limit;
        this.peers = peers;
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

    /// Gives up waiting for the spans of a window and of those before it; the calls that are told by
    /// the client alone.
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
        return learned == null ? peers.named(caller.whole(), peer) : learned;
    }
}
