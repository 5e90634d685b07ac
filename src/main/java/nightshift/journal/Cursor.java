package nightshift.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Where a page ended: rows before it, newest first, come next. As text it is opaque and fits into a URL.
///
/// @param micros time of the last row of the page
/// @param id its id, since two rows may share a time
record Cursor(long micros, String id) {
    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((micros + ":" + id).getBytes(UTF_8));
    }

    /// @throws IllegalArgumentException when the text is none of ours
    static @Nullable Cursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
            int colon = plain.indexOf(':');
            return new Cursor(Long.parseLong(plain.substring(0, colon)), plain.substring(colon + 1));
        } catch (IllegalArgumentException | IndexOutOfBoundsException notOurs) {
            throw new IllegalArgumentException(
                    "cursor '" + text + "' is not one that a page gave as its next; leave it out to start anew",
                    notOurs);
        }
    }
}
