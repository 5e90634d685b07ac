package nightshift.fact.telemetry;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Identity of one series: one signal of one entity, told apart by the attributes that matter.
///
/// @param entity whose signal it is: the sender, not the peer
/// @param signal what is measured
/// @param attributes canonical order, such as `service.version`, `http.route`, `severity`; often empty
public record SeriesKey(EntityId entity, Signal signal, Map<String, String> attributes) {
    public SeriesKey {
        attributes = attributes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    public SeriesKey(EntityId entity, Signal signal) {
        this(entity, signal, Map.of());
    }

    /// Stable text that names this series in URLs and the journal: `entity|signal|key=value,key=value`.
    public String text() {
        StringBuilder out = new StringBuilder(entity.text()).append('|').append(signal.name());
        String separator = "|";
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            out.append(separator).append(attribute.getKey()).append('=').append(attribute.getValue());
            separator = ",";
        }
        return out.toString();
    }
}
