package nightshift.observe.naming;

import java.util.Map;

/// What a cluster's API server says of pods and nodes, by the names of the dictionary's signals.
public final class ClusterSignals {
    private static final Map<String, String> PRESSURES = Map.of(
            "DiskPressure", "k8s.node.condition_disk_pressure",
            "MemoryPressure", "k8s.node.condition_memory_pressure",
            "PIDPressure", "k8s.node.condition_pid_pressure");

    private ClusterSignals() {}

    /// Whether a pod takes requests, 0 or 1.
    public static String podReady() {
        return "k8s.pod.ready";
    }

    /// Whether a node runs pods, 0 or 1.
    public static String nodeReady() {
        return "k8s.node.condition_ready";
    }

    /// What nodes may run out of, by condition; 0 or 1.
    public static Map<String, String> pressures() {
        return PRESSURES;
    }
}
