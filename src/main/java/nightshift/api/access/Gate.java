package nightshift.api.access;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides from a request's headers whether it may change something, and in whose name.
///
/// @param exposure where the server listens
/// @param hosts names under which people reach it, besides those of this machine
record Gate(Exposure exposure, Set<String> hosts) {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String UNNAMED = "local";

    /// What the gate looks at; null for a header that is absent.
    record Knock(
            @Nullable String host,
            @Nullable String origin,
            @Nullable String fetchSite,
            @Nullable String authorization,
            @Nullable String user) {}

    /// The gate's answer.
    sealed interface Answer {
        record Enter(String principal) implements Answer {}

        record Refuse(int status, String reason) implements Answer {}
    }

    /// Whether the request was meant for this server: a page of another site that made its own name point here sends
    /// that name.
    Optional<Answer.Refuse> strangeHost(Knock knock) {
        if (!exposure.loopback() && hosts.isEmpty()) {
            return Optional.empty();
        }
        String name = hostName(knock.host());
        if (LOCAL.contains(name) || hosts.contains(name)) {
            return Optional.empty();
        }
        return Optional.of(new Answer.Refuse(
                403, "the Host header names another server; list the names people use in nightshift.hosts"));
    }

    /// Whether the request may change something.
    Answer change(Knock knock) {
        Optional<Answer.Refuse> strange = strangeHost(knock);
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
        if (exposure.loopback()) {
            return new Answer.Enter(selfNamed(knock.user()));
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

    private static String hostName(@Nullable String host) {
        String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
        int port = name.lastIndexOf(':');
        return port > name.lastIndexOf(']') ? name.substring(0, port) : name;
    }

    private static String selfNamed(@Nullable String user) {
        String name =
                user == null ? "" : user.replaceAll("[^\\p{L}\\p{N} ._@-]", "").strip();
        return name.isEmpty() ? UNNAMED : name.substring(0, Math.min(name.length(), 64));
    }
}
