package nightshift.simulate.trial;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightshift.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/// A value in a YAML document that knows where it stands, so that whatever is wrong with it can be told precisely.
final class Field {
    private static final Pattern DURATION = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");

    private final String path;
    private final YamlNode node;

    Field(String path, YamlNode node) {
        this.path = path;
        this.node = node;
    }

    /// Thrown inside the reader only; ends as a [ScenarioProblem].
    static final class Invalid extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int line;
        private final String field;
        private final String expected;

        Invalid(int line, String field, String expected) {
            super(expected);
            this.line = line;
            this.field = field;
            this.expected = expected;
        }

        ScenarioProblem in(String file) {
            return new ScenarioProblem(file, line, field, expected);
        }
    }

    Invalid invalid(String expected) {
        return new Invalid(node.line(), path, expected);
    }

    /// The fields of a mapping; a field that is not allowed is an error that names those that are.
    Map<String, Field> fields(Set<String> allowed) {
        Map<String, Field> fields = entries();
        fields.forEach((name, field) -> {
            if (!allowed.contains(name)) {
                throw field.invalid("unknown field; expected one of "
                        + allowed.stream().sorted().toList());
            }
        });
        return fields;
    }

    Map<String, Field> entries() {
        if (!(node instanceof YamlNode.Fields mapping)) {
            throw invalid("expected fields, 'name: value'");
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        mapping.fields()
                .forEach(
                        (name, value) -> fields.put(name, new Field(path.isEmpty() ? name : path + "." + name, value)));
        return fields;
    }

    List<Field> items() {
        if (!(node instanceof YamlNode.Items sequence)) {
            throw invalid("expected a list");
        }
        List<Field> items = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            items.add(new Field(path + "[" + items.size() + "]", item));
        }
        return items;
    }

    Field required(Map<String, Field> fields, String name) {
        Field field = fields.get(name);
        if (field == null) {
            String whole = path.isEmpty() ? name : path + "." + name;
            throw new Invalid(node.line(), whole, "is missing");
        }
        return field;
    }

    String text() {
        if (node instanceof YamlNode.Text text && !text.value().isBlank()) {
            return text.value();
        }
        throw invalid("expected a text");
    }

    double number(double least, double most) {
        try {
            double value = Double.parseDouble(text());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw invalid("expected a number, got '" + text() + "'");
        }
        throw invalid("expected a number from " + least + " to " + most + ", got " + text());
    }

    int whole(int least, int most) {
        double value = number(least, most);
        if (value != Math.rint(value)) {
            throw invalid("expected a whole number, got " + text());
        }
        return (int) value;
    }

    boolean truth() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid("expected true or false, got '" + text() + "'");
        };
    }

    Duration duration() {
        Matcher matcher = DURATION.matcher(text());
        if (!matcher.matches() || text().isEmpty()) {
            throw invalid("expected a duration such as 90s, 20m or 1h30m, got '" + text() + "'");
        }
        return Duration.ofHours(part(matcher.group(1)))
                .plusMinutes(part(matcher.group(2)))
                .plusSeconds(part(matcher.group(3)));
    }

    Instant instant() {
        try {
            return Instant.parse(text());
        } catch (DateTimeParseException notATime) {
            throw invalid("expected a time such as 2026-03-03T10:00:00Z, got '" + text() + "'");
        }
    }

    <E extends Enum<E>> E oneOf(Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text())) {
                return constant;
            }
        }
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        throw invalid("expected one of " + names + ", got '" + text() + "'");
    }

    private static long part(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
