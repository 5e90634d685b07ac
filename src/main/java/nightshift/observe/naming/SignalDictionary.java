package nightshift.observe.naming;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalDomain;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.fact.telemetry.SignalRole;

/// Older and Prometheus names to the OpenTelemetry semantic conventions, with units and attributes; a data file.
/// Immutable.
public final class SignalDictionary {
    private static final String SHIPPED = "/nightshift/signal-dictionary.yaml";

    private final List<String> ignored;
    private final List<String> hostWide;
    private final Set<String> keep;
    private final Map<String, Map<String, String>> subjects;
    private final Map<String, UnitRule> units;
    private final Map<String, String> attributes;
    private final SignalConventions conventions;
    private final Derived derived;
    private final Failures failures;
    private final Failures callFailures;
    private final PointForm unlisted;
    private final Map<String, List<Entry>> names;
    private final Map<String, List<Share>> shares = new HashMap<>();
    private final PrometheusNames prometheus = new PrometheusNames();

    SignalDictionary(DictionaryReader.Content content) {
        this.ignored = List.copyOf(content.ignored());
        this.hostWide = List.copyOf(content.hostWide());
        this.keep = Set.copyOf(content.keep());
        this.subjects = new LinkedHashMap<>(content.subjects());
        this.units = Map.copyOf(content.units());
        this.attributes = withPlainNames(content);
        this.conventions = content.conventions();
        this.derived = content.derived();
        this.failures = content.failures();
        this.callFailures = content.callFailures();
        this.unlisted = PointForm.PLAIN.over(attributes);
        this.names = new HashMap<>();
        content.names()
                .forEach((name, entries) -> names.put(
                        name,
                        entries.stream()
                                .map(entry -> entry.over(keep, attributes))
                                .toList()));
        names.forEach((name, entries) -> prometheus.add(name, entries.getFirst().unit()));
        content.shares()
                .forEach((signal, all) -> shares.put(
                        signal,
                        all.stream()
                                .map(each -> new Share(
                                        definition(each.signal()), each.part(), each.free(), each.where(), each.keep()))
                                .toList()));
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

    /// What a metric is called here; an unknown one keeps its name, and means what its unit and its name's form say.
    public Meaning meaning(String name, String unit) {
        return meaning(name, unit, Map.of());
    }

    /// What a point of a metric is called here: some metrics mean different things by their attributes.
    ///
    /// @param sent attributes of the point
    public Meaning meaning(String name, String unit, Map<String, String> sent) {
        List<Entry> entries = entries(name);
        UnitRule rule = units.get(unit);
        if (entries.isEmpty()) {
            String known = rule == null ? unit : rule.unit();
            SignalDefinition definition = conventions.define(name, known, SignalTraits.NONE);
            PointForm form = unlisted.about(subjectOf(name));
            return new Meaning(definition, rule == null ? 1 : rule.factor(), keep, form, List.of());
        }
        Entry entry = entries.stream()
                .filter(each -> each.form().counts(sent))
                .findFirst()
                .orElse(entries.getFirst());
        double factor = entry.factor();
        if (Double.isNaN(factor)) {
            factor = rule != null && rule.unit().equals(entry.unit()) ? rule.factor() : 1;
        }
        return new Meaning(
                definition(entry),
                factor,
                entry.keep(),
                entry.form().about(subjectOf(name)),
                shares.getOrDefault(entry.signal(), List.of()));
    }

    /// Whether the dictionary knows the name, as a signal's or as what others call one.
    public boolean knows(String name) {
        return !entries(name).isEmpty();
    }

    /// Whether a point with these attributes counts what went wrong.
    ///
    /// @param signal of the point: whoever calls is told more than whoever answers calls a failure
    /// @param here attributes as they are called here
    public boolean failed(SignalDefinition signal, Map<String, String> here) {
        return failed(failures, here) || signal.ofCalls() && failed(callFailures, here);
    }

    private static boolean failed(Failures failures, Map<String, String> here) {
        return here.entrySet().stream().anyMatch(each -> failures.failed(each.getKey(), each.getValue()));
    }

    private List<Entry> entries(String name) {
        List<Entry> listed = names.get(name);
        String dotted = listed == null ? prometheus.dotted(name) : null;
        if (listed == null) {
            return dotted == null ? List.of() : names.getOrDefault(dotted, List.of());
        }
        return listed;
    }

    /// What attributes are called, and what Prometheus makes of those names.
    private static Map<String, String> withPlainNames(DictionaryReader.Content content) {
        Map<String, String> all = new HashMap<>();
        content.attributeNames().forEach(name -> all.put(PrometheusNames.plain(name), name));
        content.attributes().forEach((sent, here) -> all.put(PrometheusNames.plain(sent), here));
        all.putAll(content.attributes());
        return Map.copyOf(all);
    }

    private Map<String, String> subjectOf(String name) {
        return subjects.entrySet().stream()
                .filter(sender -> matches(List.of(sender.getKey()), name))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(Map.of());
    }

    /// What a series is called that is counted from spans, calls or log records.
    public Derived derived() {
        return derived;
    }

    /// The definition of a signal of the dictionary, or of the unit-less unlisted one of that name.
    public SignalDefinition definition(String name) {
        List<Entry> entries = names.getOrDefault(name, List.of());
        return entries.isEmpty() ? conventions.define(name, "", SignalTraits.NONE) : definition(entries.getFirst());
    }

    /// The signal of that name, for who has nothing but the name: a row that was written before signals had a role, or
    /// a rule. What no metric of the dictionary yields means what the form of its name says.
    public Signal signal(String name) {
        String duration = SignalDefinition.durationOf(name);
        boolean listed = names.containsKey(name) || duration.isEmpty();
        return definition(listed ? name : duration).named(name);
    }

    /// Role, unit and domain of the signal of that name.
    public SignalMeaning meaning(String name) {
        return ignores(name)
                ? new SignalMeaning(SignalRole.SELF, "", SignalDomain.FREE)
                : signal(name).meaning();
    }

    /// The signals it lists, by name, without the rates and error ratios that come of durations.
    public List<Signal> listed() {
        return names.values().stream()
                .flatMap(List::stream)
                .map(Entry::signal)
                .distinct()
                .sorted()
                .map(this::signal)
                .toList();
    }

    /// Every name it knows: of signals, of their rates and error ratios, and as others send them.
    public SortedSet<String> names() {
        SortedSet<String> all = new TreeSet<>(names.keySet());
        all.addAll(prometheus.all());
        names.values().stream().flatMap(List::stream).forEach(entry -> {
            SignalDefinition definition = definition(entry);
            SignalDefinition.Shape shape = definition.timed() ? definition.timedShape() : SignalDefinition.Shape.LEVEL;
            definition.signals(shape).forEach(signal -> all.add(signal.name()));
        });
        return all;
    }

    private SignalDefinition definition(Entry entry) {
        return conventions.define(entry.signal(), entry.unit(), entry.traits());
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

    /// Names of the series that are counted from what is no metric.
    ///
    /// @param requests duration of the spans of a service
    /// @param calls duration of the calls over an edge
    /// @param logs rate of log records
    public record Derived(String requests, String calls, String logs) {}

    /// A unit as sent: what it is here.
    record UnitRule(String unit, double factor) {}

    /// One name as sent.
    ///
    /// @param factor NaN when the unit that comes with the point says it
    record Entry(String signal, String unit, double factor, Set<String> keep, SignalTraits traits, PointForm form) {
        /// The same with what holds for every metric: attributes that tell series apart, and names of attributes.
        Entry over(Set<String> allKeep, Map<String, String> allAttributes) {
            Set<String> all = new HashSet<>(allKeep);
            all.addAll(keep);
            return new Entry(signal, unit, factor, Set.copyOf(all), traits, form.over(allAttributes));
        }
    }

    /// A metric's part in a share, as the dictionary states it.
    record ShareEntry(String signal, Share.Part part, boolean free, Map<String, Set<String>> where, Set<String> keep) {}
}
