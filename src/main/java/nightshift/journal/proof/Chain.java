package nightshift.journal.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Hashes by which it can be proven that nothing of the journal was changed or taken away: each event's link is a
/// SHA-256 over the link before it and the event, and the event that tells a decision has the digest of that decision.
/// Whoever kept a link outside can prove it for all that came before.
///
/// Every field goes in with its length before it, so that no two events come to the same bytes.
public final class Chain {
    /// So many hex digits of a link tell it from every other of a journal, and a double has them exactly.
    public static final int BRIEF = 12;

    /// Before the first link.
    static final String BEGINNING = "";

    private final MessageDigest sha256;

    private Chain(MessageDigest sha256) {
        this.sha256 = sha256;
    }

    /// @param previous the link before it
    /// @param atUs microseconds since 1970
    public static String link(String previous, long seq, long atUs, EventText event) {
        return begin().field(previous)
                .number(seq)
                .number(atUs)
                .field(event.kind())
                .field(event.subject())
                .field(event.incident() == null ? "" : event.incident())
                .field(event.body())
                .end();
    }

    /// The first digits of a link as a number, for those who can keep nothing but numbers; 0 before the
    /// first link.
    public static long brief(String link) {
        return link.isEmpty() ? 0 : Long.parseLong(link.substring(0, BRIEF), 16);
    }

    /// Of texts in their order.
    static String digest(Iterable<String> texts) {
        Chain chain = begin();
        texts.forEach(chain::field);
        return chain.end();
    }

    /// What an event says.
    ///
    /// @param incident id; null if it is about none
    /// @param body JSON
    public record EventText(
            String kind, String subject, @Nullable String incident, String body) {}

    private static Chain begin() {
        try {
            return new Chain(MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException("every JDK has SHA-256", none);
        }
    }

    private Chain field(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        sha256.update(bytes);
        return this;
    }

    private Chain number(long value) {
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
        return this;
    }

    private String end() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
