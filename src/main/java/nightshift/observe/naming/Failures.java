package nightshift.observe.naming;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which attributes of a request say that it failed through no fault of its sender. Immutable.
final class Failures {
    private final Map<String, Set<String>> words = new HashMap<>();
    private final Map<String, Set<String>> begins = new HashMap<>();
    private final Map<String, Set<String>> innocent = new HashMap<>();

    /// @param values of each attribute: a word, how one begins with `*`, or one that says nothing with `!` before it
    Failures(Map<String, List<String>> values) {
        values.forEach((attribute, all) -> all.forEach(value -> {
            if (value.startsWith("!")) {
                put(innocent, attribute, value.substring(1));
            } else if (value.endsWith("*")) {
                put(begins, attribute, value.substring(0, value.length() - 1));
            } else {
                put(words, attribute, value);
            }
        }));
    }

    boolean failed(String attribute, String value) {
        return !value.isEmpty()
                && !innocent.getOrDefault(attribute, Set.of()).contains(value)
                && (words.getOrDefault(attribute, Set.of()).contains(value)
                        || begins.getOrDefault(attribute, Set.of()).stream().anyMatch(value::startsWith));
    }

    Set<String> attributes() {
        Set<String> all = new TreeSet<>(words.keySet());
        all.addAll(begins.keySet());
        return all;
    }

    private static void put(Map<String, Set<String>> into, String attribute, String value) {
        into.computeIfAbsent(attribute, it -> new TreeSet<>()).add(value);
    }
}
