package nightshift.api.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;

/// Text as people write it. JSON can say two things that are none: the character NUL, at which programs
/// in C, the journal's database among them, end a text; and half of a surrogate pair, for which UTF-8
/// has no bytes, so that what is kept, and what the journal's chain is made of, would be something else
/// than what was told.
public final class PlainText extends StdScalarDeserializer<String> {
    /// What is expected where a text is something else, for messages.
    public static final String EXPECTED = "text without the character NUL and without half of a surrogate pair";

    PlainText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = StringDeserializer.instance.deserialize(parser, context);
        if (text != null && !isPlain(text)) {
            return (String) context.handleWeirdStringValue(String.class, "", EXPECTED);
        }
        return text;
    }

    /// Whether all of it can be kept and told as it is.
    public static boolean isPlain(String text) {
        return text.indexOf('\0') < 0 && text.codePoints().noneMatch(PlainText::half);
    }

    /// A pair is one code point beyond these, so that what is left of them stands alone.
    private static boolean half(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
