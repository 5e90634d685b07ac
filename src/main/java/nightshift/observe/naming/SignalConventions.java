package nightshift.observe.naming;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import nightshift.fact.telemetry.SignalRole;

/// What a name says of a signal by how it is built, for names that nobody listed and for what a listed one leaves
/// open. Immutable.
final class SignalConventions {
    private final Map<Pattern, SignalTraits> patterns = new LinkedHashMap<>();
    private final Map<SignalRole, SignalTraits.Norm> norms;

    /// @param patterns names in which `*` stands for anything; for each trait the first that says it counts
    /// @param norms which side is bad and what is material, by role
    SignalConventions(Map<String, SignalTraits> patterns, Map<SignalRole, SignalTraits.Norm> norms) {
        patterns.forEach((name, traits) -> this.patterns.put(pattern(name), traits));
        this.norms = Map.copyOf(norms);
    }

    /// @param traits what is said of the signal itself
    SignalDefinition define(String name, String unit, SignalTraits traits) {
        SignalTraits all = traits;
        for (Map.Entry<Pattern, SignalTraits> convention : patterns.entrySet()) {
            if (convention.getKey().matcher(name).matches()) {
                all = all.orElse(convention.getValue());
            }
        }
        return new SignalDefinition(name, unit, all, norms);
    }

    private static Pattern pattern(String name) {
        StringBuilder regex = new StringBuilder();
        for (String literal : name.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(literal.isEmpty() ? "(?:)" : Pattern.quote(literal));
        }
        return Pattern.compile(regex.toString());
    }
}
