package nightshift.fact.telemetry;

import java.util.Locale;

/// Reads and escapes the canonical text of an [EntityId]. What separates the fields is written as `%`
/// and two hexadecimal digits within them; the part stands last and is written as it is.
final class EntityText {
    /// Between the two ends of an edge.
    static final String CALLS = "->";

    private static final String RESERVED = "%/:>|";

    private EntityText() {}

    static String escaped(String field) {
        StringBuilder out = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (RESERVED.indexOf(c) < 0) {
                out.append(c);
            } else {
                out.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        return out.toString();
    }

    static EntityId parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw unreadable(text);
        }
        String head = text.substring(0, colon);
        String rest = text.substring(colon + 1);
        int at = head.indexOf('@');
        EntityKind kind = kind(at < 0 ? head : head.substring(0, at), text);
        String cluster = at < 0 ? "" : unescaped(head.substring(at + 1));
        int calls = kind == EntityKind.EDGE ? rest.indexOf(CALLS) : -1;
        if (calls > 0 && rest.indexOf(':') > 0 && rest.indexOf(':') < calls) {
            return EntityId.edge(parse(rest.substring(0, calls)), parse(rest.substring(calls + CALLS.length())));
        }
        return fields(kind, cluster, rest, text);
    }

    private static EntityId fields(EntityKind kind, String cluster, String rest, String text) {
        int first = rest.indexOf('/');
        if (first < 0) {
            throw unreadable(text);
        }
        int second = rest.indexOf('/', first + 1);
        String namespace = unescaped(rest.substring(0, first));
        String name = unescaped(second < 0 ? rest.substring(first + 1) : rest.substring(first + 1, second));
        String part = second < 0 ? "" : rest.substring(second + 1);
        return kind == EntityKind.EDGE
                ? EntityId.edge(EntityId.service(namespace, name), EntityId.service(namespace, part))
                : EntityId.of(kind, cluster, namespace, name, part);
    }

    private static EntityKind kind(String word, String text) {
        try {
            return EntityKind.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("no entity kind '" + word + "' in '" + text + "'");
        }
    }

    /// A `%` that no two hexadecimal digits follow stands for itself, as it did in older texts.
    private static String unescaped(String field) {
        if (field.indexOf('%') < 0) {
            return field;
        }
        StringBuilder out = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            int code = field.charAt(i) == '%' && i + 2 < field.length() ? hex(field, i + 1) : -1;
            out.append(code < 0 ? field.charAt(i) : (char) code);
            i += code < 0 ? 0 : 2;
        }
        return out.toString();
    }

    private static int hex(String field, int from) {
        int high = Character.digit(field.charAt(from), 16);
        int low = Character.digit(field.charAt(from + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException("expected kind[@cluster]:namespace/name[/part], got '" + text + "'");
    }
}
