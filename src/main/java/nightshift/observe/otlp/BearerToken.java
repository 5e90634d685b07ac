package nightshift.observe.otlp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// What senders must bring when a token is configured.
final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] expected;

    BearerToken(@Nullable String token) {
        this.expected = token == null ? null : (SCHEME + token).getBytes(StandardCharsets.UTF_8);
    }

    /// Checks an `Authorization` header in a time that does not depend on how much of it is right.
    void check(@Nullable String authorization) throws RefusedException {
        byte[] secret = expected;
        if (secret == null) {
            return;
        }
        String given = authorization == null ? "" : authorization;
        boolean scheme = given.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        String canonical = scheme ? SCHEME + given.substring(SCHEME.length()) : given;
        if (!MessageDigest.isEqual(secret, canonical.getBytes(StandardCharsets.UTF_8))) {
            throw new RefusedException(
                    Refusal.UNAUTHENTICATED,
                    given.isEmpty()
                            ? "a token is needed: send the header 'Authorization: Bearer ...'"
                            : "the token in the Authorization header is not the configured one");
        }
    }
}
