package nightshift.simulate.world.layout;

/// Which service: two namespaces may have services of one name.
public record ServiceId(String namespace, String name) implements Comparable<ServiceId> {
    public ServiceId {
        if (namespace.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("a service needs a namespace and a name, got " + namespace + "/" + name);
        }
    }

    @Override
    public int compareTo(ServiceId other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
