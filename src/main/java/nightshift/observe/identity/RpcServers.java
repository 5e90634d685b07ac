package nightshift.observe.identity;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import org.jspecify.annotations.Nullable;

/// Who serves which gRPC service, as the servers tell: some clients know what they call and not where. Guarded by the
/// observer's lock.
final class RpcServers {
    /// Services that are remembered, some 300 bytes each.
    private static final int MOST = 10_000;
    /// What everybody serves, such as a health check, tells nobody apart.
    private static final int MOST_SERVERS = 8;

    private final Map<String, Set<EntityId>> servers = new LinkedHashMap<>();

    /// The service of a full method, `shop.Cart` of `shop.Cart/AddItem`, where the attributes do not name it
    /// alone; empty if they name none.
    static String service(Map<String, String> attributes) {
        String service = attributes.getOrDefault("rpc.service", "");
        String method = attributes.getOrDefault("rpc.method", "");
        int end = method.indexOf('/');
        return service.isEmpty() && end > 0 ? method.substring(0, end) : service;
    }

    /// Somebody serves it.
    ///
    /// @return whether that is new
    boolean add(String service, EntityId server) {
        if (servers.size() >= MOST && !servers.containsKey(service)) {
            return false;
        }
        Set<EntityId> all = servers.computeIfAbsent(service, it -> new LinkedHashSet<>(2));
        return all.size() < MOST_SERVERS && all.add(server);
    }

    /// Who is meant by a caller: the only one in its namespace, else the only one at all; while nobody is known
    /// to serve it, a service of that name; null where it may be any of several.
    @Nullable
    EntityId of(EntityId caller, String service) {
        List<EntityId> all = servers.getOrDefault(service, Set.of()).stream()
                .filter(server -> server.cluster().equals(caller.cluster()))
                .toList();
        if (all.isEmpty()) {
            return EntityId.of(EntityKind.SERVICE, caller.cluster(), caller.namespace(), service, "");
        }
        List<EntityId> near = all.stream()
                .filter(server -> server.namespace().equals(caller.namespace()))
                .toList();
        List<EntityId> meant = near.isEmpty() ? all : near;
        return meant.size() == 1 ? meant.getFirst() : null;
    }
}
