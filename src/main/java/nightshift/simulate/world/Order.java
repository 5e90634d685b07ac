package nightshift.simulate.world;

import java.util.Map;

/// Something that a world is asked to do.
public record Order(Verb verb, ServiceId service, Map<String, String> parameters) {
    public Order {
        parameters = Map.copyOf(parameters);
    }
}
