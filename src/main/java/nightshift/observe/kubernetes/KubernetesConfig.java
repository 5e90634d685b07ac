package nightshift.observe.kubernetes;

import java.time.Duration;
import java.util.Set;

/// How a cluster is followed.
///
/// @param cluster its name in telemetry, `k8s.cluster.name`; empty when no sender says one
/// @param namespaces that are followed; empty for all
/// @param staleAfter for so long what the API server said last counts while it can't be followed: a restart of it
///     takes less, and what it said an hour ago is nothing to act on
public record KubernetesConfig(String cluster, Set<String> namespaces, Duration staleAfter) {
    public static final Duration STALE_AFTER = Duration.ofMinutes(2);

    public KubernetesConfig {
        namespaces = Set.copyOf(namespaces);
        if (!staleAfter.isPositive()) {
            throw new IllegalArgumentException("a positive staleAfter, got " + staleAfter);
        }
    }
}
