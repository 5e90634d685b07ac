package nightshift.act.kubernetes;

import java.time.Duration;
import java.util.Set;

/// How far acting on a cluster may go, whatever rules and people say.
///
/// @param protectedNamespaces in which nothing is ever done: the control plane's own
/// @param unlabelled what holds for a namespace whose owners wrote nothing on it
/// @param growth a workload gets at most so many times its replicas in one action, and one more: the
///     admission policy in `kubernetes/` bounds the same, so that both have to fail for more
/// @param replicas of a workload that Nightshift asks for at most
/// @param minHealthy share of a workload's pods that stay ready whatever is done to it: half, so that of two pods,
///     the least that have one to spare, one may go
/// @param nodes share of all nodes that may be without new pods at one time; one always may
/// @param steady how long a node must have been ready, or not, before it is closed or opened: as long as Kubernetes
///     itself leaves pods on one that is not (`tolerationSeconds` 300); zero when that does not matter
/// @param admission whether the cluster must bound Nightshift as well, by the admission policy in `kubernetes/`
public record KubernetesBounds(
        Set<String> protectedNamespaces,
        OptIn unlabelled,
        double growth,
        int replicas,
        double minHealthy,
        double nodes,
        Duration steady,
        boolean admission) {
    public static final KubernetesBounds DEFAULT = new KubernetesBounds(
            Set.of("kube-system", "kube-public", "kube-node-lease"),
            OptIn.OBSERVE,
            2,
            100,
            0.5,
            0.34,
            Duration.ofMinutes(5),
            true);

    public KubernetesBounds {
        protectedNamespaces = Set.copyOf(protectedNamespaces);
        if (!(growth > 1) || replicas < 1 || !(minHealthy > 0 && minHealthy <= 1) || !(nodes > 0 && nodes <= 1)) {
            throw new IllegalArgumentException("a growth above 1, at least 1 replica and shares above 0, got " + growth
                    + ", " + replicas + ", " + minHealthy + " and " + nodes);
        }
    }

    /// The same where nobody wrote anything.
    KubernetesBounds unlabelled(OptIn other) {
        return new KubernetesBounds(protectedNamespaces, other, growth, replicas, minHealthy, nodes, steady, admission);
    }

    /// The same with another delay for nodes that come and go.
    KubernetesBounds steady(Duration other) {
        return new KubernetesBounds(
                protectedNamespaces, unlabelled, growth, replicas, minHealthy, nodes, other, admission);
    }

    /// Most replicas that a workload of so many may get at once.
    int mostFrom(int present) {
        return Math.min(replicas, Math.max(1, (int) (present * growth) + 1));
    }
}
