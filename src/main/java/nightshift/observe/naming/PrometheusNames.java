package nightshift.observe.naming;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Prometheus makes of dotted names: dots become underscores, the unit is written out at the end, counters end in
/// `_total`. Immutable.
///
/// Source: OpenTelemetry specification, compatibility with Prometheus and OpenMetrics.
final class PrometheusNames {
    private static final Map<String, String> UNITS =
            Map.of("s", "_seconds", "ms", "_milliseconds", "By", "_bytes", "1", "_ratio", "{cpu}", "_cpus");

    private final Map<String, String> names = new HashMap<>();

    /// Adds what is made of a name.
    ///
    /// @param unit as the convention writes it
    void add(String dotted, String unit) {
        if (dotted.indexOf('.') < 0) {
            return;
        }
        String plain = plain(dotted);
        String suffix = UNITS.getOrDefault(unit, "");
        for (String name : new String[] {plain, plain.endsWith(suffix) ? plain : plain + suffix}) {
            names.putIfAbsent(name, dotted);
            names.putIfAbsent(name + "_total", dotted);
        }
    }

    /// The dotted name of which Prometheus makes this; null if none is known.
    @Nullable
    String dotted(String name) {
        return names.get(name);
    }

    /// All that it knows.
    Set<String> all() {
        return names.keySet();
    }

    static String plain(String dotted) {
        return dotted.replace('.', '_').replace('-', '_');
    }
}
