package nightshift.act.kubernetes.api;

import java.util.regex.Pattern;

/// Which object. Its text, `Deployment shop/api`, is for people and comes back by [#parse].
///
/// @param namespace empty for a node
public record ObjectRef(ObjectKind kind, String namespace, String name) {
    /// RFC 1123 as the API server has it, so that no name changes a path.
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    public ObjectRef {
        if (!NAME.matcher(name).matches()
                || !namespace.isEmpty() && !NAME.matcher(namespace).matches()) {
            throw new IllegalArgumentException("no object of a cluster has the name " + namespace + "/" + name);
        }
    }

    /// Whether an object of a cluster can be called so.
    public static boolean nameable(String text) {
        return NAME.matcher(text).matches();
    }

    public String path() {
        return kind.path(namespace) + "/" + name;
    }

    public String text() {
        return kind.kind() + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }

    /// @throws IllegalArgumentException when it is no such text
    public static ObjectRef parse(String text) {
        String[] parts = text.split("[ /]");
        for (ObjectKind kind : ObjectKind.values()) {
            if (kind.kind().equals(parts[0]) && (parts.length == 2 || parts.length == 3)) {
                return new ObjectRef(kind, parts.length == 3 ? parts[1] : "", parts[parts.length - 1]);
            }
        }
        throw new IllegalArgumentException("no object is called '" + text + "', expected such as Deployment shop/api");
    }
}
