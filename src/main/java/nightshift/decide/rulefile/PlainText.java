package nightshift.decide.rulefile;

import java.util.Optional;
import java.util.regex.Pattern;

/// What text of a rule file may hold where the compiler copies it into source code that it generates: none of it may
/// end a string, a comment or a statement there.
public final class PlainText {
    /// Letters, digits, space and the marks of a sentence; neither quotes nor backslashes, braces, stars or line ends.
    private static final Pattern SENTENCE = Pattern.compile("[\\p{L}\\p{N} .,:;'()%+=?!@#&/_-]*");

    private static final String COMMENT = "//";

    /// Between the quotes of a string: every backslash is the first half of a pair that Java knows and that names no
    /// character by its number.
    private static final Pattern STRING = Pattern.compile("(?:[^\"\\\\\\p{Cntrl}]|\\\\[\\\\\"'nt])*");

    private static final char BYTE_ORDER_MARK = (char) 0xFEFF;

    private static final Pattern ESCAPE = Pattern.compile("\\\\u");

    private PlainText() {}

    /// Whether a name or the text of an annotation is a plain sentence.
    public static boolean sentence(String text) {
        return SENTENCE.matcher(text).matches() && !text.contains(COMMENT);
    }

    /// Whether the text between the quotes of a string, as it is written, stays in them.
    public static boolean string(String text) {
        return STRING.matcher(text).matches();
    }

    /// What no line of a rule file may hold, wherever it stands. Java reads a backslash with a u as the character it
    /// names before it reads anything else, also in a comment; so what was checked would not be what is compiled.
    public static Optional<Objection> line(String line) {
        if (ESCAPE.matcher(line).find()) {
            return Optional.of(new Objection(
                    "holds a backslash followed by u, which Java reads as another character",
                    "write the character itself; in a regular expression write [\\\\] for a backslash before a u"));
        }
        if (line.indexOf(BYTE_ORDER_MARK) >= 0) {
            return Optional.of(
                    new Objection("holds a byte order mark, which nobody sees", "save the file as UTF-8 without one"));
        }
        return line.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')
                ? Optional.of(new Objection("holds a control character", "take it out; the file is text in UTF-8"))
                : Optional.empty();
    }
}
