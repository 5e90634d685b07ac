package nightshift.api.access;

import java.util.Set;

/// What the one gate of the server is made by.
///
/// @param exposure where the server listens
/// @param hosts names under which people reach it, besides those of this machine, in lower case
/// @param proxies addresses of proxies that know who the person is, in lower case
public record GateConfig(Exposure exposure, Set<String> hosts, Set<String> proxies) {
    public GateConfig {
        hosts = Set.copyOf(hosts);
        proxies = Set.copyOf(proxies);
    }

    Gate gate() {
        return new Gate(exposure, hosts, proxies);
    }
}
