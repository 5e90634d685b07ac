package nightshift.api.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The one gate of the server, from its settings.
@ApplicationScoped
public class GateConfig {
    private final Gate gate;

    @Inject
    GateConfig(
            @ConfigProperty(name = "quarkus.http.host", defaultValue = "127.0.0.1") String address,
            @ConfigProperty(name = "nightshift.token") Optional<String> token,
            @ConfigProperty(name = "nightshift.hosts") Optional<List<String>> hosts,
            @ConfigProperty(name = "nightshift.proxies") Optional<List<String>> proxies) {
        gate = new Gate(
                new Exposure(address, Tokens.parse(token.orElse(""))),
                lowerCase(hosts.orElse(List.of())),
                lowerCase(proxies.orElse(List.of())));
    }

    Gate gate() {
        return gate;
    }

    private static Set<String> lowerCase(List<String> names) {
        return names.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
