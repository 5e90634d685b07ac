package nightshift.app.cli;

import java.util.Locale;
import java.util.stream.Collectors;

/// What others have written, such as names of services and reasons, in a way that a terminal only shows:
/// one that was told to clear its screen, to change its title or to write from right to left would show
/// something else than is there.
final class Printable {
    private Printable() {}

    /// With its line breaks.
    static String lines(String text) {
        return text.lines().map(Printable::line).collect(Collectors.joining("\n"));
    }

    /// All in one line.
    static String line(String text) {
        if (text.codePoints().noneMatch(Printable::steers)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (steers(point)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", point));
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }

    /// Control characters, line breaks among them, and those that change in which direction is written.
    private static boolean steers(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
        };
    }
}
