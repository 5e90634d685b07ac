package nightshift.observe.naming;

import java.util.function.Predicate;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;

/// Whom an address means that somebody calls, as far as the address itself tells.
public final class PeerNames {
    private final Predicate<EntityId> sends;

    /// @param sends whether an entity sends telemetry itself
    public PeerNames(Predicate<EntityId> sends) {
        this.sends = sends;
    }

    /// The service behind an address. Only a name that Kubernetes gives is cut to its first label: `payment`,
    /// `payment.shop.svc.cluster.local`, and `payment.shop` where that sends telemetry; `api.bank.example` is no
    /// service `api`. One that sends goes first, since `service.namespace` and the namespace in Kubernetes
    /// may differ.
    ///
    /// @param port 0 when it is not told
    public EntityId at(EntityId caller, String address, int port) {
        String[] labels = address.split("\\.", 4);
        EntityId whole = near(caller, numeric(address) ? socket(address, port) : address, EntityKind.SERVICE);
        if (labels.length < 2 || numeric(address) || labels[0].isEmpty() || labels[1].isEmpty()) {
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

    /// A database of a server: one server may hold several, and one host several servers. One that sends telemetry
    /// itself is called by its service's name.
    ///
    /// @param server where it is, as a service
    /// @param host what it is called there
    /// @param port 0 when it is not told
    public EntityId database(EntityId server, String host, int port, String database) {
        if (sends.test(server)) {
            return server;
        }
        String part = port == 0 ? database : port + "/" + database;
        return EntityId.of(EntityKind.DATABASE, server.cluster(), server.namespace(), host, part);
    }

    /// Something of that name where the caller is.
    public static EntityId near(EntityId caller, String name, EntityKind kind) {
        return EntityId.of(kind, caller.cluster(), caller.namespace(), name, "");
    }

    /// Whether it is a number and no name.
    public static boolean numeric(String address) {
        return !address.isEmpty()
                && Character.digit(address.charAt(address.length() - 1), 16) >= 0
                && address.chars().allMatch(c -> c == '.' || c == ':' || Character.digit(c, 16) >= 0)
                && address.chars().anyMatch(c -> c == '.' || c == ':');
    }

    private static String socket(String address, int port) {
        return port == 0 ? address : address + ':' + port;
    }
}
