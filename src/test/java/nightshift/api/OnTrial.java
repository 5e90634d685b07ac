package nightshift.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/// The server with a Nightshift that the test drives in place of the one that the product assembles.
/// One profile for all tests of this package: each one costs a boot.
public class OnTrial implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.arc.exclude-types", "nightshift.app.server.ServerProducer");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(NightshiftOnTrial.class);
    }
}
