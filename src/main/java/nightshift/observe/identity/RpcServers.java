package nightshift.observe.identity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import org.jspecify.annotations.Nullable;

/// Who serves which gRPC service, as the servers tell: some clients know what they call and not where. Guarded by the
/// observer's lock.
final class RpcServers {
    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final String SUFFIX = "-service";

    private final Predicate<EntityId> sends;
    private final NamesConfig config;
    private final Map<String, Set<EntityId>> servers = new HashMap<>();

    /// @param sends whether an entity sends telemetry itself
    RpcServers(Predicate<EntityId> sends, NamesConfig config) {
        this.sends = sends;
        this.config = config;
    }

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
        if (servers.size() >= config.calls() && !servers.containsKey(service)) {
            return false;
        }
        Set<EntityId> all = servers.computeIfAbsent(service, it -> new HashSet<>(2));
        return all.size() < config.servers() && all.add(server);
    }

    /// Who is meant by a caller: the only one in its namespace, else the only one at all. While nobody tells that
    /// it serves it, one that sends and is called like it (`shop.CartService` is `cart` or `cart-service`), else a
    /// service of that name; null where it may be any of several.
    @Nullable
    EntityId of(EntityId caller, String service) {
        List<EntityId> all = servers.getOrDefault(service, Set.of()).stream()
                .filter(server -> server.cluster().equals(caller.cluster()))
                .toList();
        if (all.isEmpty()) {
            return namesake(caller, service).orElseGet(() -> named(caller, caller.namespace(), service));
        }
        List<EntityId> near = all.stream()
                .filter(server -> server.namespace().equals(caller.namespace()))
                .toList();
        List<EntityId> meant = near.isEmpty() ? all : near;
        return meant.size() == 1 ? meant.getFirst() : null;
    }

    private Optional<EntityId> namesake(EntityId caller, String service) {
        String[] path = service.split("\\.", -1);
        String kebab = CAPITAL.matcher(path[path.length - 1]).replaceAll("-").toLowerCase(Locale.ROOT);
        String bare = kebab.endsWith(SUFFIX) ? kebab.substring(0, kebab.length() - SUFFIX.length()) : kebab;
        String space = path.length > 1 ? path[path.length - 2] : caller.namespace();
        return Stream.of(caller.namespace(), space)
                .flatMap(namespace -> Stream.of(kebab, kebab.replace("-", ""), bare)
                        .filter(name -> !name.isEmpty())
                        .map(name -> named(caller, namespace, name)))
                .filter(sends)
                .findFirst();
    }

    private static EntityId named(EntityId caller, String namespace, String name) {
        return EntityId.of(EntityKind.SERVICE, caller.cluster(), namespace, name, "");
    }
}
