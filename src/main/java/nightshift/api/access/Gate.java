package nightshift.api.access;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Decides from a request's headers whether it may change something, and in whose name.
///
/// @param exposure where the server listens
/// @param hosts names under which people reach it, besides those of this machine
/// @param proxies addresses of proxies that know who the person is and say so in `X-Nightshift-User`
record Gate(Exposure exposure, Set<String> hosts, Set<String> proxies) {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    /// Who changes something on this machine where no tokens are.
    private static final String UNNAMED = "local";

    /// A name, an IPv4 or a bracketed IPv6 address, and perhaps a port (RFC 9110, 7.2).
    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9a-f:.]{2,45}]|[a-z0-9]([a-z0-9._-]{0,252}[a-z0-9.])?)(:[0-9]{1,5})?");

    /// What the gate looks at; null for a header that is absent.
    record Knock(
            @Nullable String host,
            @Nullable String origin,
            @Nullable String fetchSite,
            @Nullable String authorization,
            @Nullable String user,
            @Nullable String remote) {}

    /// The gate's answer.
    sealed interface Answer {
        record Enter(String principal) implements Answer {}

        record Refuse(int status, String reason) implements Answer {}
    }

    /// Whether the request was meant for this server: a page of another site that made its own name point here sends
    /// that name.
    Optional<Answer.Refuse> strangeHost(@Nullable String host) {
        if (host == null || !HOST.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
            return Optional.of(new Answer.Refuse(400, "the Host header is missing or names no host"));
        }
        if (!exposure.loopback() && hosts.isEmpty()) {
            return Optional.empty();
        }
        String name = hostName(host);
        if (LOCAL.contains(name) || hosts.contains(name)) {
            return Optional.empty();
        }
        return Optional.of(new Answer.Refuse(
                403, "the Host header names another server; list the names people use in nightshift.hosts"));
    }

    /// Whether the request may change something.
    Answer change(Knock knock) {
        Optional<Answer.Refuse> strange = strangeHost(knock.host());
        if (strange.isPresent()) {
            return strange.get();
        }
        if (fromElsewhere(knock)) {
            return new Answer.Refuse(403, "the request was made by a page of another site");
        }
        String authorization = knock.authorization();
        if (authorization != null) {
            return bearer(authorization);
        }
        String user = knock.user();
        if (user != null && knock.remote() != null && proxies.contains(knock.remote())) {
            return named(user);
        }
        if (exposure.loopback() && exposure.tokens().empty()) {
            return new Answer.Enter(UNNAMED);
        }
        return new Answer.Refuse(401, "changing something needs a token: send Authorization: Bearer TOKEN");
    }

    private Answer bearer(String authorization) {
        String presented = authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).strip()
                : "";
        return exposure.tokens()
                .principal(presented)
                .<Answer>map(Answer.Enter::new)
                .orElseGet(() -> new Answer.Refuse(401, "the token is not one of nightshift.token"));
    }

    private static boolean fromElsewhere(Knock knock) {
        if ("cross-site".equals(knock.fetchSite())) {
            return true;
        }
        String origin = knock.origin();
        return origin != null && !authority(origin).equals(knock.host());
    }

    private static String authority(String origin) {
        try {
            return String.valueOf(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private static String hostName(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        int port = name.lastIndexOf(':');
        return port > name.lastIndexOf(']') ? name.substring(0, port) : name;
    }

    private static Answer named(String user) {
        String name = user.replaceAll("[^\\p{L}\\p{N} ._@-]", "").strip();
        return name.isEmpty()
                ? new Answer.Refuse(401, "the proxy named nobody in X-Nightshift-User")
                : new Answer.Enter(name.substring(0, Math.min(name.length(), 64)));
    }
}
