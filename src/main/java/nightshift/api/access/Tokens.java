package nightshift.api.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The bearer tokens of `nightshift.token`: `SECRET`, or `NAME:SECRET` for one per person, separated by commas. Never
/// printed.
public final class Tokens {
    private static final int SHORTEST = 16;
    private static final String UNNAMED = "token";
    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9._@-]{1,64}):(.*)");

    private final Map<String, byte[]> secrets;

    private Tokens(Map<String, byte[]> secrets) {
        this.secrets = secrets;
    }

    /// @throws IllegalArgumentException when a secret is too short to be one; the message does not contain it
    public static Tokens parse(String configured) {
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        for (String entry : configured.isBlank() ? new String[0] : configured.split(",", -1)) {
            Matcher named = NAMED.matcher(entry.strip());
            String name = named.matches() ? named.group(1) : UNNAMED;
            String secret = named.matches() ? named.group(2) : entry.strip();
            if (secret.length() < SHORTEST) {
                throw new IllegalArgumentException("nightshift.token: the secret of '" + name + "' has "
                        + secret.length() + " characters, expected at least " + SHORTEST
                        + "; make one with: openssl rand -hex 24");
            }
            if (secrets.put(name, secret.getBytes(StandardCharsets.UTF_8)) != null) {
                throw new IllegalArgumentException("nightshift.token: two secrets for '" + name
                        + "', expected one each, written as name:secret,name:secret");
            }
        }
        return new Tokens(secrets);
    }

    /// The secrets alone, for a protocol that knows no principals.
    public Set<String> secrets() {
        return secrets.values().stream()
                .map(secret -> new String(secret, StandardCharsets.UTF_8))
                .collect(Collectors.toUnmodifiableSet());
    }

    public boolean empty() {
        return secrets.isEmpty();
    }

    /// The name of the token that was presented. Takes the same time whether it is nearly right or not.
    Optional<String> principal(String presented) {
        byte[] given = presented.getBytes(StandardCharsets.UTF_8);
        Optional<String> found = Optional.empty();
        for (Map.Entry<String, byte[]> secret : secrets.entrySet()) {
            if (MessageDigest.isEqual(secret.getValue(), given)) {
                found = Optional.of(secret.getKey());
            }
        }
        return found;
    }
}
