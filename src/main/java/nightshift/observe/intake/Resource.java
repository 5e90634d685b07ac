package nightshift.observe.intake;

import java.util.Map;

/// Who sent something, as OTLP's resource says it.
///
/// @param high fingerprint of the attributes as sent
/// @param low its other lane
/// @param attributes texts; numbers and booleans as they print
public record Resource(long high, long low, Map<String, String> attributes) {
    public Resource {
        attributes = Map.copyOf(attributes);
    }
}
