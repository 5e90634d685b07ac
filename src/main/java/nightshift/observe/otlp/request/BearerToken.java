package nightshift.observe.otlp.request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import nightshift.observe.otlp.wire.Refusal;
import nightshift.observe.otlp.wire.RefusedException;
import org.jspecify.annotations.Nullable;

/// What senders must bring when tokens are configured.
public final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private final List<byte[]> expected;

    public BearerToken(Set<String> tokens) {
        this.expected = tokens.stream()
                .map(token -> (SCHEME + token).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /// Checks an `Authorization` header in a time that does not depend on how much of it is right.
    public void check(@Nullable String authorization) throws RefusedException {
        if (expected.isEmpty()) {
            return;
        }
        String given = authorization == null ? "" : authorization;
        boolean scheme = given.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        String canonical = scheme ? SCHEME + given.substring(SCHEME.length()) : given;
        byte[] presented = canonical.getBytes(StandardCharsets.UTF_8);
        boolean known = false;
        for (byte[] secret : expected) {
            known |= MessageDigest.isEqual(secret, presented);
        }
        if (!known) {
            throw new RefusedException(
                    Refusal.UNAUTHENTICATED,
                    given.isEmpty()
                            ? "a token is needed: send the header 'Authorization: Bearer ...'"
                            : "the token in the Authorization header is not a configured one");
        }
    }
}
