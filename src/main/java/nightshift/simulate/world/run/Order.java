package nightshift.simulate.world.run;

import java.util.Map;
import nightshift.simulate.world.design.Verb;
import nightshift.simulate.world.layout.ServiceId;

/// Something that a world is asked to do.
public record Order(Verb verb, ServiceId service, Map<String, String> parameters) {
    public Order {
        parameters = Map.copyOf(parameters);
    }
}
