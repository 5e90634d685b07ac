package nightshift.fact.telemetry;

import static java.util.Objects.requireNonNull;

/// Identity of a thing that is observed, blamed or acted on: a kind and a canonical tuple, never a bare string.
///
/// @param kind what it is
/// @param namespace `service.namespace` or `k8s.namespace.name`; empty when the sender names none
/// @param name the name within the namespace, never empty
/// @param part what `kind` adds: the instance id of an INSTANCE, the pod of a POD, the callee of an EDGE, else empty
public record EntityId(EntityKind kind, String namespace, String name, String part) implements Comparable<EntityId> {
    /// The answer of a diagnosis when no observed entity explains the symptoms.
    public static final EntityId NOT_IN_VIEW = new EntityId(EntityKind.NOT_IN_VIEW, "", "not-in-view", "");

    public EntityId {
        requireNonNull(kind, "kind");
        requireNonNull(namespace, "namespace");
        requireNonNull(part, "part");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an entity needs a name: " + kind + " in namespace '" + namespace + "'");
        }
    }

    public static EntityId service(String namespace, String name) {
        return new EntityId(EntityKind.SERVICE, namespace, name, "");
    }

    public static EntityId workload(String namespace, String name) {
        return new EntityId(EntityKind.WORKLOAD, namespace, name, "");
    }

    public static EntityId instance(String namespace, String service, String instance) {
        return new EntityId(EntityKind.INSTANCE, namespace, service, instance);
    }

    public static EntityId database(String namespace, String name) {
        return new EntityId(EntityKind.DATABASE, namespace, name, "");
    }

    public static EntityId node(String name) {
        return new EntityId(EntityKind.NODE, "", name, "");
    }

    public static EntityId edge(String namespace, String caller, String callee) {
        return new EntityId(EntityKind.EDGE, namespace, caller, callee);
    }

    /// The service this entity belongs to: an instance's or an edge's own service, anything else itself.
    public EntityId service() {
        return switch (kind) {
            case INSTANCE, EDGE, WORKLOAD -> service(namespace, name);
            case CLUSTER, NAMESPACE, NODE, SERVICE, POD, DATABASE, NOT_IN_VIEW -> this;
        };
    }

    /// The canonical text, `kind:namespace/name[/part]` in lower case kind; [#parse] reads it back.
    public String text() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + ":" + namespace + "/" + name
                + (part.isEmpty() ? "" : "/" + part);
    }

    /// Reads what [#text] wrote.
    ///
    /// @throws IllegalArgumentException when the text has another form; the message shows the form expected
    public static EntityId parse(String text) {
        int colon = text.indexOf(':');
        int first = text.indexOf('/', colon + 1);
        if (colon < 1 || first < 0) {
            throw new IllegalArgumentException("expected kind:namespace/name[/part], got '" + text + "'");
        }
        EntityKind kind;
        try {
            kind = EntityKind.valueOf(text.substring(0, colon).toUpperCase(java.util.Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("no entity kind '" + text.substring(0, colon) + "' in '" + text + "'");
        }
        int second = text.indexOf('/', first + 1);
        String name = second < 0 ? text.substring(first + 1) : text.substring(first + 1, second);
        return new EntityId(kind, text.substring(colon + 1, first), name, second < 0 ? "" : text.substring(second + 1));
    }

    /// How a person says it: `cart`, `cart/cart-7f`, `cart -> payment`.
    public String label() {
        return switch (kind) {
            case EDGE -> name + " -> " + part;
            case INSTANCE, POD -> part.isEmpty() ? name : name + "/" + part;
            case CLUSTER, NAMESPACE, NODE, SERVICE, WORKLOAD, DATABASE, NOT_IN_VIEW -> name;
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
