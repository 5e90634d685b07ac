package nightshift.observe.identity;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which workload a pod belongs to, by who owns it, or by how Kubernetes makes names of pods: the
/// workload's name, for a replica set a hash of its template, and five random characters or an ordinal.
///
/// Source: `GenerateName` and `SafeEncodeString` in Kubernetes' apimachinery (no vowels, no 0, 1 and 3).
final class Owner {
    private static final String RANDOM = "[bcdfghjklmnpqrstvwxz2456789]";
    private static final Pattern OF_REPLICA_SET = Pattern.compile("(.+)-(" + RANDOM + "{8,10})-" + RANDOM + "{5}");
    private static final Pattern OF_ANY_SET = Pattern.compile("(.+)-(?:" + RANDOM + "{5}|\\d+)");
    /// A cron job's jobs end in the minute they were due in.
    private static final Pattern OF_CRON_JOB = Pattern.compile("(.+)-\\d{8}");

    private static final Pattern OF_CLAIM = Pattern.compile("[^-]+-(.+)-\\d+");

    private Owner() {}

    /// What the attributes say outright; empty if nothing.
    static String told(Map<String, String> attributes) {
        String itself = Placement.first(
                attributes,
                "k8s.deployment.name",
                "k8s.statefulset.name",
                "k8s.daemonset.name",
                "k8s.cronjob.name",
                "k8s.workload.name");
        if (!itself.isEmpty()) {
            return itself;
        }
        String owner =
                named(attributes.getOrDefault("k8s.owner.kind", ""), attributes.getOrDefault("k8s.owner.name", ""));
        if (!owner.isEmpty()) {
            return owner;
        }
        String job = attributes.getOrDefault("k8s.job.name", "");
        return job.isEmpty() ? ofReplicaSet(attributes.getOrDefault("k8s.replicaset.name", "")) : ofJob(job);
    }

    /// The replica set that a pod is of, as told of itself or as the pod's owner; empty if nobody says.
    static String replicaSet(Map<String, String> attributes) {
        boolean owns = attributes.getOrDefault("k8s.owner.kind", "").equals("ReplicaSet");
        String told = attributes.getOrDefault("k8s.replicaset.name", "");
        return told.isEmpty() && owns ? attributes.getOrDefault("k8s.owner.name", "") : told;
    }

    /// The workload behind an owner of a pod, of a kind as Kubernetes writes it; empty for what is no workload.
    private static String named(String kind, String name) {
        return switch (kind) {
            case "ReplicaSet" -> ofReplicaSet(name);
            case "Job" -> ofJob(name);
            case "Node", "<none>", "" -> "";
            default -> name;
        };
    }

    /// A guess from the pod's name.
    static String ofPod(String pod) {
        Matcher replicaSet = OF_REPLICA_SET.matcher(pod);
        if (replicaSet.matches()) {
            return replicaSet.group(1);
        }
        Matcher set = OF_ANY_SET.matcher(pod);
        return set.matches() ? ofJob(set.group(1)) : pod;
    }

    /// The hash of the pod's template; empty where its name has none.
    static String template(String pod) {
        Matcher matcher = OF_REPLICA_SET.matcher(pod);
        return matcher.matches() ? matcher.group(2) : "";
    }

    /// The stateful set that a claim is made for, by its name: the template's, taken as one word, the set's and an
    /// ordinal; empty if it has no such name.
    static String ofClaim(String claim) {
        Matcher matcher = OF_CLAIM.matcher(claim);
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static String ofJob(String job) {
        Matcher matcher = OF_CRON_JOB.matcher(job);
        return matcher.matches() ? matcher.group(1) : job;
    }

    private static String ofReplicaSet(String name) {
        int hash = name.lastIndexOf('-');
        return hash > 0 ? name.substring(0, hash) : name;
    }
}
