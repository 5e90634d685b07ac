package nightshift.act.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key that requests to one target are signed with. It never shows in a text.
public final class Secret {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    private Secret(byte[] key) {
        this.key = key;
    }

    /// Reads a secret in the form of Standard Webhooks, `whsec_` and base64, or any other text as it is.
    ///
    /// @throws IllegalArgumentException when it is empty or its base64 is broken; the message does not show it
    public static Secret parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the secret is empty; expected whsec_ and base64, or any other text");
        }
        if (!text.startsWith("whsec_")) {
            return new Secret(text.getBytes(UTF_8));
        }
        try {
            return new Secret(Base64.getDecoder().decode(text.substring("whsec_".length())));
        } catch (IllegalArgumentException shown) {
            // The cause would quote a character of the secret.
            throw new IllegalArgumentException("the secret begins with whsec_, but what follows is not base64");
        }
    }

    /// `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`, as Standard Webhooks has it.
    ///
    /// @param timestamp seconds since 1970
    public String sign(String id, long timestamp, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] hash = mac.doFinal((id + "." + timestamp + "." + body).getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
