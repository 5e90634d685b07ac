package nightshift.observe.naming;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalDomain;
import nightshift.fact.telemetry.SignalFamily;
import nightshift.fact.telemetry.SignalRole;
import nightshift.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/// Reads what a signal dictionary says of roles, families, domains, and of what is bad and material.
final class TraitsReader {
    /// The keys of which a signal and a convention may have some.
    static final Set<String> TRAITS = Set.of(
            "role", "rate", "errors", "family", "domain", "combine", "counted", "bad", "floor", "change", "times",
            "level");

    private static final Set<String> NORM = Set.of("bad", "floor", "change", "times", "level");

    private enum Whether {
        TRUE,
        FALSE
    }

    private final DictionaryReader yaml;

    TraitsReader(DictionaryReader yaml) {
        this.yaml = yaml;
    }

    /// The norm of each role.
    Map<SignalRole, SignalTraits.Norm> norms(@Nullable YamlNode node) throws DictionaryException {
        Map<SignalRole, SignalTraits.Norm> norms = new HashMap<>();
        for (Map.Entry<String, YamlNode> role : yaml.anyFields(node).entrySet()) {
            SignalRole named = word(
                    SignalRole.class, "roles", role.getKey(), role.getValue().line());
            norms.put(named, norm(yaml.fields(role.getValue(), NORM)));
        }
        return norms;
    }

    SignalTraits traits(Map<String, YamlNode> fields) throws DictionaryException {
        return new SignalTraits(
                word(SignalRole.class, "role", fields),
                word(SignalRole.class, "rate", fields),
                word(SignalRole.class, "errors", fields),
                word(SignalFamily.class, "family", fields),
                word(SignalDomain.class, "domain", fields),
                word(Signal.Combine.class, "combine", fields),
                word(Whether.class, "counted", fields) == Whether.TRUE,
                NORM.stream().anyMatch(fields::containsKey) ? norm(fields) : null);
    }

    private SignalTraits.Norm norm(Map<String, YamlNode> fields) throws DictionaryException {
        Signal.BadSide bad = word(Signal.BadSide.class, "bad", fields);
        YamlNode floor = fields.get("floor");
        return new SignalTraits.Norm(
                bad == null ? Signal.BadSide.NONE : bad,
                new Signal.Materiality(
                        floor == null ? 0 : yaml.number("floor", floor),
                        asked("change", fields),
                        asked("times", fields),
                        asked("level", fields)));
    }

    private double asked(String key, Map<String, YamlNode> fields) throws DictionaryException {
        YamlNode node = fields.get(key);
        return node == null ? Double.NaN : yaml.number(key, node);
    }

    <E extends Enum<E>> @Nullable E word(Class<E> type, String key, Map<String, YamlNode> fields)
            throws DictionaryException {
        YamlNode node = fields.get(key);
        return node == null ? null : word(type, key, yaml.text(node), node.line());
    }

    private <E extends Enum<E>> E word(Class<E> type, String key, String word, int line) throws DictionaryException {
        StringBuilder all = new StringBuilder();
        for (E constant : type.getEnumConstants()) {
            String written = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (written.equals(word)) {
                return constant;
            }
            all.append(all.isEmpty() ? "" : ", ").append(written);
        }
        throw yaml.wrong(line, key + " is '" + word + "'; expected one of " + all);
    }
}
