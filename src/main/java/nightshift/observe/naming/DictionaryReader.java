package nightshift.observe.naming;

import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nightshift.yaml.YamlException;
import nightshift.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/// Reads a signal dictionary; each complaint has file, line, what was found and what was expected.
final class DictionaryReader {
    private static final Set<String> TOP = Set.of(
            "ignored",
            "host-wide",
            "keep",
            "subjects",
            "failures",
            "call-failures",
            "units",
            "attributes",
            "roles",
            "conventions",
            "derived",
            "signals");
    private static final Set<String> SIGNAL = with(
            TraitsReader.TRAITS,
            "unit",
            "keep",
            "attributes",
            "with",
            "subject",
            "only",
            "except",
            "inventory",
            "share",
            "aliases");
    private static final Set<String> ALIAS =
            Set.of("factor", "attributes", "with", "subject", "only", "except", "inventory");
    private static final Set<String> SHARE = Set.of("of", "free", "limit", "where", "limit-where");

    private final String file;
    private final TraitsReader traits = new TraitsReader(this);

    DictionaryReader(String file) {
        this.file = file;
    }

    /// All of it, checked.
    record Content(
            List<String> ignored,
            List<String> hostWide,
            List<String> keep,
            Map<String, Map<String, String>> subjects,
            Map<String, SignalDictionary.UnitRule> units,
            Map<String, String> attributes,
            SignalConventions conventions,
            SignalDictionary.Derived derived,
            Failures failures,
            Failures callFailures,
            Map<String, List<SignalDictionary.Entry>> names,
            Map<String, List<SignalDictionary.ShareEntry>> shares) {
        /// Every attribute that somebody asks for, by its name here.
        Set<String> attributeNames() {
            Set<String> all = new TreeSet<>(keep);
            all.addAll(attributes.values());
            all.addAll(failures.attributes());
            all.addAll(callFailures.attributes());
            names.values().stream().flatMap(List::stream).forEach(entry -> {
                all.addAll(entry.keep());
                all.addAll(entry.form().attributes().values());
            });
            return all;
        }
    }

    Content read(Reader yaml) throws DictionaryException {
        Map<String, YamlNode> top = fields(tree(yaml), TOP);
        Map<String, SignalDictionary.UnitRule> units = new HashMap<>();
        for (Map.Entry<String, YamlNode> unit : anyFields(top.get("units")).entrySet()) {
            units.put(unit.getKey(), unit(unit.getValue()));
        }
        Map<String, List<SignalDictionary.Entry>> names = new HashMap<>();
        Map<String, List<SignalDictionary.ShareEntry>> shares = new HashMap<>();
        for (Map.Entry<String, YamlNode> signal : anyFields(top.get("signals")).entrySet()) {
            addSignal(signal.getKey(), signal.getValue(), names);
            addShare(signal.getKey(), fields(signal.getValue(), SIGNAL), shares);
        }
        return new Content(
                texts(top.get("ignored")),
                texts(top.get("host-wide")),
                texts(top.get("keep")),
                subjects(top.get("subjects")),
                units,
                textMap(top.get("attributes")),
                conventions(top),
                derived(top.get("derived")),
                new Failures(textLists(top.get("failures"))),
                new Failures(textLists(top.get("call-failures"))),
                names,
                shares);
    }

    private Map<String, Map<String, String>> subjects(@Nullable YamlNode node) throws DictionaryException {
        Map<String, Map<String, String>> subjects = new LinkedHashMap<>();
        for (Map.Entry<String, YamlNode> sender : anyFields(node).entrySet()) {
            subjects.put(sender.getKey(), textMap(sender.getValue()));
        }
        return subjects;
    }

    /// How to read points, by what a signal or one of its names says, else as `other`.
    private PointForm form(Map<String, YamlNode> fields, PointForm other) throws DictionaryException {
        Map<String, String> renames = new HashMap<>(other.attributes());
        renames.putAll(textMap(fields.get("attributes")));
        Tally tally = traits.word(Tally.class, "inventory", fields);
        return new PointForm(
                renames,
                fields.containsKey("with") ? textMap(fields.get("with")) : other.with(),
                fields.containsKey("subject") ? textMap(fields.get("subject")) : other.subject(),
                fields.containsKey("only") ? valueSets(fields.get("only")) : other.only(),
                fields.containsKey("except") ? valueSets(fields.get("except")) : other.except(),
                tally == null ? other.tally() : tally);
    }

    private void addShare(
            String signal, Map<String, YamlNode> entry, Map<String, List<SignalDictionary.ShareEntry>> shares)
            throws DictionaryException {
        YamlNode node = entry.get("share");
        if (node == null) {
            return;
        }
        Map<String, YamlNode> share = fields(node, SHARE);
        boolean free = share.containsKey("free");
        if (free == share.containsKey("of") || !share.containsKey("limit")) {
            throw wrong(node.line(), "a share needs a limit and either of or free: {of: used.bytes, limit: all.bytes}");
        }
        Set<String> keep = Set.copyOf(texts(entry.get("keep")));
        String some = text(share.get(free ? "free" : "of"));
        shares.computeIfAbsent(some, it -> new ArrayList<>())
                .add(new SignalDictionary.ShareEntry(
                        signal, Share.Part.SOME, free, valueSets(share.get("where")), keep));
        shares.computeIfAbsent(text(share.get("limit")), it -> new ArrayList<>())
                .add(new SignalDictionary.ShareEntry(
                        signal, Share.Part.ALL, free, valueSets(share.get("limit-where")), keep));
    }

    /// Attributes with a value, or with a list of them.
    private Map<String, Set<String>> valueSets(@Nullable YamlNode node) throws DictionaryException {
        Map<String, Set<String>> values = new HashMap<>();
        for (Map.Entry<String, List<String>> each : textLists(node).entrySet()) {
            values.put(each.getKey(), Set.copyOf(each.getValue()));
        }
        return values;
    }

    private Map<String, List<String>> textLists(@Nullable YamlNode node) throws DictionaryException {
        Map<String, List<String>> lists = new HashMap<>();
        for (Map.Entry<String, YamlNode> each : anyFields(node).entrySet()) {
            YamlNode value = each.getValue();
            lists.put(each.getKey(), value instanceof YamlNode.Items ? texts(value) : List.of(text(value)));
        }
        return lists;
    }

    private SignalConventions conventions(Map<String, YamlNode> top) throws DictionaryException {
        Map<String, SignalTraits> patterns = new LinkedHashMap<>();
        for (Map.Entry<String, YamlNode> pattern :
                anyFields(top.get("conventions")).entrySet()) {
            patterns.put(pattern.getKey(), traits.traits(fields(pattern.getValue(), TraitsReader.TRAITS)));
        }
        return new SignalConventions(patterns, traits.norms(top.get("roles")));
    }

    private SignalDictionary.Derived derived(@Nullable YamlNode node) throws DictionaryException {
        Map<String, String> names = textMap(node);
        return new SignalDictionary.Derived(
                names.getOrDefault("requests", "requests.duration"),
                names.getOrDefault("calls", "calls.duration"),
                names.getOrDefault("logs", "logs.rate"));
    }

    private YamlNode tree(Reader yaml) throws DictionaryException {
        try {
            return YamlNode.read(yaml).orElseThrow(() -> new DictionaryException(file, 1, "is empty; expected " + TOP));
        } catch (YamlException refused) {
            throw new DictionaryException(file, refused.line(), refused.sentence());
        }
    }

    private void addSignal(String name, YamlNode node, Map<String, List<SignalDictionary.Entry>> names)
            throws DictionaryException {
        Map<String, YamlNode> signal = fields(node, SIGNAL);
        if (!signal.containsKey("unit")) {
            throw new DictionaryException(
                    file, node.line(), "signal '" + name + "' has no unit; add unit: s or the like");
        }
        SignalDictionary.Entry entry = new SignalDictionary.Entry(
                name,
                text(signal.get("unit")),
                Double.NaN,
                new LinkedHashSet<>(texts(signal.get("keep"))),
                traits.traits(signal),
                form(signal, PointForm.PLAIN));
        put(names, name, entry, node.line());
        for (Map.Entry<String, YamlNode> alias :
                anyFields(signal.get("aliases")).entrySet()) {
            put(
                    names,
                    alias.getKey(),
                    alias(entry, alias.getValue()),
                    alias.getValue().line());
        }
    }

    private SignalDictionary.Entry alias(SignalDictionary.Entry signal, YamlNode node) throws DictionaryException {
        Map<String, YamlNode> alias = fields(node, ALIAS);
        double factor = alias.containsKey("factor") ? number("factor", alias.get("factor")) : Double.NaN;
        return new SignalDictionary.Entry(
                signal.signal(), signal.unit(), factor, signal.keep(), signal.traits(), form(alias, signal.form()));
    }

    /// A name that means different things by the attributes of its points is there several times, with `#` and a word
    /// that tells which. The last one may say nothing of its points: it is what all others mean.
    private void put(
            Map<String, List<SignalDictionary.Entry>> names, String key, SignalDictionary.Entry entry, int line)
            throws DictionaryException {
        int variant = key.indexOf('#');
        String name = variant < 0 ? key : key.substring(0, variant);
        List<SignalDictionary.Entry> others = names.computeIfAbsent(name, it -> new ArrayList<>(1));
        boolean apart = others.stream().noneMatch(other -> other.form().only().isEmpty());
        if (!apart) {
            throw new DictionaryException(
                    file,
                    line,
                    "'" + name + "' already means '" + others.getFirst().signal() + "'; keep one of the two");
        }
        others.add(entry);
    }

    private SignalDictionary.UnitRule unit(YamlNode node) throws DictionaryException {
        Map<String, YamlNode> rule = fields(node, Set.of("unit", "factor"));
        if (!rule.containsKey("unit") || !rule.containsKey("factor")) {
            throw new DictionaryException(file, node.line(), "a unit needs both: {unit: s, factor: 0.001}");
        }
        return new SignalDictionary.UnitRule(text(rule.get("unit")), number("factor", rule.get("factor")));
    }

    double number(String key, @Nullable YamlNode node) throws DictionaryException {
        String text = text(node);
        try {
            double number = Double.parseDouble(text);
            if (number > 0 && !Double.isInfinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new DictionaryException(file, line(node), key + " is '" + text + "'; expected a number above 0");
    }

    String text(@Nullable YamlNode node) throws DictionaryException {
        if (node instanceof YamlNode.Text text) {
            return text.value();
        }
        throw new DictionaryException(file, line(node), "expected a text");
    }

    private List<String> texts(@Nullable YamlNode node) throws DictionaryException {
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof YamlNode.Items items)) {
            throw new DictionaryException(file, node.line(), "expected a list: [one, two]");
        }
        List<String> texts = new ArrayList<>();
        for (YamlNode item : items.items()) {
            texts.add(text(item));
        }
        return texts;
    }

    private Map<String, String> textMap(@Nullable YamlNode node) throws DictionaryException {
        Map<String, String> texts = new HashMap<>();
        for (Map.Entry<String, YamlNode> field : anyFields(node).entrySet()) {
            texts.put(field.getKey(), text(field.getValue()));
        }
        return texts;
    }

    Map<String, YamlNode> fields(YamlNode node, Set<String> known) throws DictionaryException {
        Map<String, YamlNode> fields = anyFields(node);
        for (Map.Entry<String, YamlNode> field : fields.entrySet()) {
            if (!known.contains(field.getKey())) {
                throw new DictionaryException(
                        file,
                        field.getValue().line(),
                        "does not know '" + field.getKey() + "'; expected one of " + new TreeSet<>(known));
            }
        }
        return fields;
    }

    Map<String, YamlNode> anyFields(@Nullable YamlNode node) throws DictionaryException {
        if (node == null || node instanceof YamlNode.Text text && text.value().isEmpty()) {
            return Map.of();
        }
        if (node instanceof YamlNode.Fields fields) {
            return fields.fields();
        }
        throw new DictionaryException(file, node.line(), "expected fields: {name: value}");
    }

    DictionaryException wrong(int line, String reason) {
        return new DictionaryException(file, line, reason);
    }

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private static int line(@Nullable YamlNode node) {
        return node == null ? 1 : node.line();
    }
}
