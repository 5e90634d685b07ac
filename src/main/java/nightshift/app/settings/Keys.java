package nightshift.app.settings;

import io.smallrye.config.ConfigMappingInterface.LeafProperty;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.eclipse.microprofile.config.spi.Converter;

/// The keys that there are, by the mapping: `nightshift.turn`; `nightshift.targets[*].address` for each of a list,
/// `nightshift.running.times.*` for whatever name.
final class Keys {
    static final String DOT = Configuration.PREFIX + ".";

    private static final String VARIABLE = "NIGHTSHIFT_";
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");
    private static final Pattern EACH = Pattern.compile("^([^\\[]+)\\[(\\d{1,9})]");
    private static final Pattern NAME = Pattern.compile("\\.(\"[^\"]*\"|[^.\"\\[\\]]+)$");

    /// Of a Service, as links to it are written.
    private static final Pattern KUBERNETES =
            Pattern.compile("NIGHTSHIFT_(?:\\w+_)?(?:SERVICE_HOST=.*|SERVICE_PORT(?:_\\w+)?=.*"
                    + "|PORT=(?:tcp|udp|sctp)://.*|PORT_\\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?=.*)");

    /// Of the launcher and of its tests, seen by the server too.
    private static final Set<String> NOT_SETTINGS = Set.of(
            "nightshift.home",
            "nightshift.java.opts",
            "nightshift.restart.seconds",
            "nightshift.chromium",
            "nightshift.otelcol");

    private static final Map<String, Class<? extends Converter<?>>> CONVERTERS = converters();
    private static final Map<String, String> BY_VARIABLE = byVariable();
    private static final LevenshteinDistance LETTERS = LevenshteinDistance.getDefaultInstance();

    private Keys() {}

    private static Map<String, Class<? extends Converter<?>>> converters() {
        Map<String, Class<? extends Converter<?>>> all = new TreeMap<>();
        ConfigMappings.getProperties(ConfigClass.configClass(Configuration.class))
                .forEach((key, property) -> leaf(property).ifPresent(leaf -> all.put(key, leaf.getConvertWith())));
        return all;
    }

    private static Optional<LeafProperty> leaf(Property property) {
        if (property.isOptional()) {
            return leaf(property.asOptional().getNestedProperty());
        }
        if (property.isMap()) {
            return leaf(property.asMap().getValueProperty());
        }
        return property.isLeaf() ? Optional.of(property.asLeaf()) : Optional.empty();
    }

    private static Map<String, String> byVariable() {
        Map<String, String> all = new TreeMap<>();
        CONVERTERS.keySet().forEach(key -> all.put(variable(key), key));
        return all;
    }

    /// All of them, sorted.
    static Set<String> all() {
        return CONVERTERS.keySet();
    }

    /// The mapping of values that are known to be right.
    static Configuration mapped(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(Configuration.class)
                .withSources(new PropertiesConfigSource(values, "settings", 100))
                .build()
                .getConfigMapping(Configuration.class);
    }

    /// Whether it is one of a list, or of whatever name.
    static boolean many(String key) {
        return key.indexOf('*') >= 0;
    }

    static boolean secret(String name) {
        return pattern(name)
                .map(key -> CONVERTERS.get(key) == Converters.AsSecret.class)
                .orElse(true);
    }

    /// Which of them a name is that was written; empty when it is none.
    static Optional<String> pattern(String name) {
        String listed = INDEX.matcher(name).replaceAll("[*]");
        if (CONVERTERS.containsKey(listed)) {
            return Optional.of(listed);
        }
        String named = NAME.matcher(listed).replaceFirst(".*");
        return CONVERTERS.containsKey(named) ? Optional.of(named) : Optional.empty();
    }

    static boolean ignored(String name) {
        return NOT_SETTINGS.contains(name);
    }

    static Converter<?> converter(String pattern) {
        try {
            return Optional.ofNullable(CONVERTERS.get(pattern))
                    .orElseThrow()
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(pattern + " has no converter that can be made", impossible);
        }
    }

    /// Whether the name of a property was meant to be one of a key, whatever its case and its dots.
    static boolean meant(String name) {
        return begins(name) && !name.startsWith(DOT);
    }

    /// The first of a list that nothing is written of although it is of a later one, such as
    /// `nightshift.targets[0]` for `nightshift.targets[1].address`.
    ///
    /// @param all keys that are written
    static Optional<String> leftOut(String key, Set<String> all) {
        Matcher each = EACH.matcher(key);
        int last = each.find() ? Integer.parseInt(each.group(2)) : 0;
        for (int i = 0; i < last; i++) {
            String before = each.group(1) + "[" + i + "]";
            if (all.stream().noneMatch(other -> other.startsWith(before))) {
                return Optional.of(before);
            }
        }
        return Optional.empty();
    }

    /// Whether an environment variable is meant for a server. Kubernetes gives a container variables that are called
    /// by the Services of its namespace, `nightshift` among them.
    static boolean isVariable(String variable, String value) {
        String name = upper(variable);
        return begins(variable)
                && !KUBERNETES.matcher(name + "=" + value).matches()
                && NOT_SETTINGS.stream().noneMatch(other -> upper(other).equals(name));
    }

    static boolean begins(String variable) {
        return upper(variable).startsWith(VARIABLE);
    }

    /// The key that an environment variable stands for: `NIGHTSHIFT_TARGETS_0__ADDRESS` for
    /// `nightshift.targets[0].address`.
    static Optional<String> ofVariable(String variable) {
        String name = upper(variable);
        String key = BY_VARIABLE.get(name);
        return key == null ? ofMany(name) : Optional.of(key);
    }

    private static Optional<String> ofMany(String name) {
        for (Map.Entry<String, String> each : BY_VARIABLE.entrySet()) {
            String key = each.getValue();
            if (many(key)) {
                boolean list = key.contains("[*]");
                Matcher meant = Pattern.compile(
                                Pattern.quote(each.getKey()).replace("*", "\\E(" + (list ? "\\d+" : ".+") + ")\\Q"))
                        .matcher(name);
                if (meant.matches()) {
                    return Optional.of(key.replace("*", list ? meant.group(1) : quoted(meant.group(1))));
                }
            }
        }
        return Optional.empty();
    }

    /// A variable has no dots, and an underscore on both sides of what would be quoted.
    private static String quoted(String name) {
        String dotted = name.toLowerCase(Locale.ROOT).replaceAll("^_|_$", "").replace('_', '.');
        return "\"" + dotted + "\"";
    }

    /// The variable for a key, with its `*`.
    static String variable(String key) {
        StringBuilder name = new StringBuilder();
        for (char c : key.toUpperCase(Locale.ROOT).toCharArray()) {
            name.append(c == '*' || Character.isLetterOrDigit(c) ? c : '_');
        }
        return name.toString();
    }

    private static String upper(String name) {
        return variable(name);
    }

    /// The key that is written most like a name.
    static Optional<String> nearest(String name) {
        String listed = INDEX.matcher(name).replaceAll("[*]");
        return CONVERTERS.keySet().stream()
                .filter(key -> LETTERS.apply(listed, key) <= Math.max(2, listed.length() / 5))
                .min(Comparator.comparingInt(key -> LETTERS.apply(listed, key)));
    }
}
