package nightshift.observe.naming;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Older and Prometheus names to the OpenTelemetry semantic conventions, with units and attributes; a data file.
/// Immutable.
public final class SignalDictionary {
    private static final String SHIPPED = "/nightshift/signal-dictionary.yaml";

    private final List<String> ignored;
    private final List<String> hostWide;
    private final Set<String> keep;
    private final Map<String, UnitRule> units;
    private final Map<String, String> attributes;
    private final Map<String, Entry> names;

    SignalDictionary(DictionaryReader.Content content) {
        this.ignored = List.copyOf(content.ignored());
        this.hostWide = List.copyOf(content.hostWide());
        this.keep = Set.copyOf(content.keep());
        this.units = Map.copyOf(content.units());
        this.attributes = Map.copyOf(content.attributes());
        this.names = Map.copyOf(content.names());
    }

    /// The one that comes with the product.
    public static SignalDictionary shipped() {
        try (InputStream in = SignalDictionary.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException(SHIPPED + " is not on the class path");
            }
            return read(SHIPPED, new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DictionaryException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /// Reads one.
    ///
    /// @param file how to call it in messages
    /// @throws DictionaryException when something in it is wrong, with its line
    public static SignalDictionary read(String file, Reader yaml) throws DictionaryException {
        return new SignalDictionary(new DictionaryReader(file).read(yaml));
    }

    /// Whether a metric says nothing about the service that sends it.
    public boolean ignores(String name) {
        return matches(ignored, name);
    }

    /// Whether a metric is about the host, whoever sends it.
    public boolean hostWide(String name) {
        return matches(hostWide, name);
    }

    /// What a metric is called here; an unknown one keeps its name.
    public Meaning meaning(String name, String unit) {
        Entry entry = names.get(name);
        UnitRule rule = units.get(unit);
        if (entry == null) {
            String known = rule == null ? unit : rule.unit();
            return new Meaning(name, known, rule == null ? 1 : rule.factor(), keep, Set.of(), false, attributes);
        }
        double factor = entry.factor();
        if (Double.isNaN(factor)) {
            factor = rule != null && rule.unit().equals(entry.unit()) ? rule.factor() : 1;
        }
        return new Meaning(
                entry.signal(),
                entry.unit(),
                factor,
                union(keep, entry.keep()),
                entry.split(),
                entry.averaged(),
                union(attributes, entry.attributes()));
    }

    /// The attributes under the names they have here, each value cut to `length` characters.
    public Map<String, String> renamed(Map<String, String> sent, Map<String, String> renames, int length) {
        Map<String, String> here = new HashMap<>();
        sent.forEach((key, value) ->
                here.put(renames.getOrDefault(key, key), value.length() > length ? value.substring(0, length) : value));
        return here;
    }

    /// Attribute names that hold for every signal and for spans: as sent, and as they are called here.
    public Map<String, String> attributes() {
        return attributes;
    }

    private static boolean matches(List<String> patterns, String name) {
        for (String pattern : patterns) {
            boolean prefix = pattern.endsWith("*");
            if (prefix ? name.startsWith(pattern.substring(0, pattern.length() - 1)) : name.equals(pattern)) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }

    private static Map<String, String> union(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    /// A unit as sent: what it is here.
    record UnitRule(String unit, double factor) {}

    /// One name as sent.
    ///
    /// @param factor NaN when the unit that comes with the point says it
    record Entry(
            String signal,
            String unit,
            double factor,
            Set<String> keep,
            Set<String> split,
            boolean averaged,
            Map<String, String> attributes) {}
}
