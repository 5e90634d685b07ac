package nightshift.fact.telemetry;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;

/// Identity of a thing that is observed, blamed or acted on: a kind and a canonical tuple, never a bare string.
///
/// @param kind what it is
/// @param cluster `k8s.cluster.name`; empty is the default cluster, that of a sender that names none
/// @param namespace `service.namespace` or `k8s.namespace.name`; empty when the sender names none
/// @param name the name within the namespace, never empty; an edge has its caller's
/// @param part what `kind` adds: the instance id of an INSTANCE, the pod of a POD, the callee's name of
///     an EDGE, port and database of a DATABASE as far as they are known (`5433/orders`; a database system's default
///     port is left out), else empty
/// @param ends caller and callee of an EDGE, both in full; empty for all else
public record EntityId(EntityKind kind, String cluster, String namespace, String name, String part, List<EntityId> ends)
        implements Comparable<EntityId> {
    /// The answer of a diagnosis when no observed entity explains the symptoms.
    public static final EntityId NOT_IN_VIEW = of(EntityKind.NOT_IN_VIEW, "", "", "not-in-view", "");

    public EntityId {
        requireNonNull(kind, "kind");
        requireNonNull(cluster, "cluster");
        requireNonNull(namespace, "namespace");
        requireNonNull(part, "part");
        ends = List.copyOf(ends);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an entity needs a name: " + kind + " in namespace '" + namespace + "'");
        }
        if (ends.size() != (kind == EntityKind.EDGE ? 2 : 0)) {
            throw new IllegalArgumentException("an edge, and nothing else, has two ends: " + kind + " has " + ends);
        }
    }

    /// Anything but an edge.
    ///
    /// @param part empty unless it is an instance or a pod
    public static EntityId of(EntityKind kind, String cluster, String namespace, String name, String part) {
        return new EntityId(kind, cluster, namespace, name, part, List.of());
    }

    /// A service of the default cluster; so for all below.
    public static EntityId service(String namespace, String name) {
        return of(EntityKind.SERVICE, "", namespace, name, "");
    }

    public static EntityId workload(String namespace, String name) {
        return of(EntityKind.WORKLOAD, "", namespace, name, "");
    }

    public static EntityId instance(String namespace, String service, String instance) {
        return of(EntityKind.INSTANCE, "", namespace, service, instance);
    }

    public static EntityId database(String namespace, String name) {
        return of(EntityKind.DATABASE, "", namespace, name, "");
    }

    public static EntityId node(String name) {
        return of(EntityKind.NODE, "", "", name, "");
    }

    /// The calls from one to another, whatever namespaces and clusters they are in. Calls of an instance or a workload
    /// are its service's.
    public static EntityId edge(EntityId caller, EntityId callee) {
        EntityId from = caller.service();
        EntityId to = callee.service();
        return new EntityId(EntityKind.EDGE, from.cluster, from.namespace, from.name, to.name, List.of(from, to));
    }

    /// The same in another cluster; of an edge both ends.
    public EntityId inCluster(String other) {
        return kind == EntityKind.EDGE
                ? edge(caller().inCluster(other), callee().inCluster(other))
                : of(kind, other, namespace, name, part);
    }

    /// The service this entity belongs to: of an instance, a pod or a workload the one of its name, of
    /// an edge its caller, anything else itself.
    public EntityId service() {
        return switch (kind) {
            case INSTANCE, WORKLOAD, POD -> of(EntityKind.SERVICE, cluster, namespace, name, "");
            case EDGE -> caller();
            case CLUSTER, NAMESPACE, NODE, SERVICE, DATABASE, NOT_IN_VIEW -> this;
        };
    }

    /// Who calls, over an edge; anything else itself.
    public EntityId caller() {
        return ends.isEmpty() ? this : ends.getFirst();
    }

    /// Who is called, over an edge; anything else itself.
    public EntityId callee() {
        return ends.isEmpty() ? this : ends.getLast();
    }

    /// The canonical text, `kind[@cluster]:namespace/name[/part]` in lower case kind, of an edge
    /// `edge:caller->callee`; [#parse] reads it back.
    public String text() {
        String word = kind.name().toLowerCase(Locale.ROOT);
        if (kind == EntityKind.EDGE) {
            return word + ":" + caller().text() + EntityText.CALLS + callee().text();
        }
        return word
                + (cluster.isEmpty() ? "" : "@" + EntityText.escaped(cluster))
                + ":" + EntityText.escaped(namespace)
                + "/" + EntityText.escaped(name)
                + (part.isEmpty() ? "" : "/" + part);
    }

    /// Reads what [#text] wrote, and what it wrote before entities had clusters: `edge:namespace/caller/callee`.
    ///
    /// @throws IllegalArgumentException when the text has another form; the message shows the form expected
    public static EntityId parse(String text) {
        return EntityText.parse(text);
    }

    /// How a person says it: `cart`, `cart/cart-7f`, `cart -> payment`.
    public String label() {
        return switch (kind) {
            case EDGE -> name + " -> " + part;
            case INSTANCE, POD -> part.isEmpty() ? name : name + "/" + part;
            case DATABASE -> part.isEmpty() ? name : name + ":" + part;
            case CLUSTER, NAMESPACE, NODE, SERVICE, WORKLOAD, NOT_IN_VIEW -> name;
        };
    }

    @Override
    public int compareTo(EntityId other) {
        return text().compareTo(other.text());
    }

    @Override
    public String toString() {
        return text();
    }
}
