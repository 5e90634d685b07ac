package nightshift.simulate.target;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Checks Standard Webhooks signatures: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`.
final class Signature {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final String secret;

    Signature(String secret) {
        this.secret = secret;
    }

    /// Empty when the request is genuine; else what is wrong with it.
    Optional<String> objection(
            @Nullable String id, @Nullable String timestamp, @Nullable String signature, String body, Instant now) {
        if (id == null || timestamp == null || signature == null) {
            return Optional.of("webhook-id, webhook-timestamp and webhook-signature are required");
        }
        if (!fresh(timestamp, now)) {
            return Optional.of("webhook-timestamp must be in seconds and within 5 minutes of " + now.getEpochSecond());
        }
        byte[] expected = ("v1," + sign(id + "." + timestamp + "." + body)).getBytes(StandardCharsets.UTF_8);
        for (String given : signature.split(" ")) {
            if (MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
                return Optional.empty();
            }
        }
        return Optional.of("webhook-signature does not fit");
    }

    String sign(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    private static boolean fresh(String timestamp, Instant now) {
        try {
            return Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                            .abs()
                            .compareTo(TOLERANCE)
                    <= 0;
        } catch (NumberFormatException notSeconds) {
            return false;
        }
    }
}
