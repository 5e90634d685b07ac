package nightshift.act.kubernetes;

import java.util.Set;

/// How far acting on a cluster may go, whatever rules and people say.
///
/// @param protectedNamespaces in which nothing is ever done: the control plane's own
/// @param unlabelled what holds for a namespace whose owners wrote nothing on it
/// @param growth a workload gets at most so many times its replicas in one action, and one more: the
///     admission policy in `kubernetes/` bounds the same, so that both have to fail for more
/// @param replicas of a workload that Nightshift asks for at most
public record KubernetesBounds(Set<String> protectedNamespaces, OptIn unlabelled, double growth, int replicas) {
    public static final KubernetesBounds DEFAULT =
            new KubernetesBounds(Set.of("kube-system", "kube-public", "kube-node-lease"), OptIn.OBSERVE, 2, 100);

    public KubernetesBounds {
        protectedNamespaces = Set.copyOf(protectedNamespaces);
        if (!(growth > 1) || replicas < 1) {
            throw new IllegalArgumentException(
                    "a growth above 1 and at least 1 replica, got " + growth + " and " + replicas);
        }
    }

    /// Most replicas that a workload of so many may get at once.
    int mostFrom(int present) {
        return Math.min(replicas, Math.max(1, (int) (present * growth) + 1));
    }
}
