package nightshift.act.http;

import java.net.URI;
import java.util.Set;
import nightshift.fact.Action;

/// One line of `nightshift.targets`: which actions on which services go where.
///
/// @param service name of a service, or a pattern with `*`
/// @param action type, or a pattern with `*`
/// @param address as in `docs/http-actions.md`
/// @param secret what requests are signed with
public record Target(String service, String action, URI address, Secret secret) {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /// Reads a line of the configuration.
    ///
    /// @param key of the line, such as `nightshift.targets[0]`, for the message
    /// @throws IllegalArgumentException naming key, value and what was expected
    public static Target parse(String key, String service, String action, String address, String secret) {
        if (service.isBlank() || action.isBlank()) {
            throw new IllegalArgumentException(
                    key + ": service '" + service + "' and action '" + action + "' must both be set; * stands for all");
        }
        try {
            return new Target(service, action, uri(key, address), Secret.parse(secret));
        } catch (IllegalArgumentException wrong) {
            String message = String.valueOf(wrong.getMessage());
            throw new IllegalArgumentException(message.startsWith(key) ? message : key + ".secret: " + message, wrong);
        }
    }

    private static URI uri(String key, String address) {
        String expected =
                key + ".address is '" + address + "', expected an address such as http://127.0.0.1:9000/actions";
        try {
            URI uri = URI.create(address);
            if (uri.getHost() == null || !SCHEMES.contains(uri.getScheme())) {
                throw new IllegalArgumentException(expected);
            }
            return uri;
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(expected, wrong);
        }
    }

    boolean takes(Action wanted) {
        return matches(service, wanted.target().service().name()) && matches(action, wanted.type());
    }

    /// Whether it takes actions of a type, of some service.
    public boolean takesType(String type) {
        return matches(action, type);
    }

    private static boolean matches(String pattern, String text) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(text);
        }
        String rest = pattern.substring(star + 1);
        if (!text.startsWith(pattern.substring(0, star))) {
            return false;
        }
        for (int from = star; from <= text.length(); from++) {
            if (matches(rest, text.substring(from))) {
                return true;
            }
        }
        return false;
    }
}
