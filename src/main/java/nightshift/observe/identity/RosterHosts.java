package nightshift.observe.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Brings processes that name no pod together with the pods that have their host's name: in a container the host's name
/// is the pod's. Whoever comes first waits for the other. Guarded by the observer's lock.
final class RosterHosts {
    private final Map<Host, List<RosterReplica>> pods = new HashMap<>();
    private final Map<Host, RosterReplica> processes = new HashMap<>();

    private record Host(String cluster, String name) {}

    /// The pod that a process runs in; null if there is none yet, or more than one that it may be.
    @Nullable
    RosterReplica pod(Placement process) {
        List<RosterReplica> found = pods.getOrDefault(new Host(process.cluster(), process.host()), List.of()).stream()
                .filter(pod ->
                        process.namespace().isEmpty() || process.namespace().equals(namespace(pod)))
                .toList();
        return found.size() == 1 ? found.getFirst() : null;
    }

    /// A process that found no pod; a pod that is met later may be its.
    void waits(Placement place, RosterReplica process) {
        if (!place.host().isEmpty()) {
            processes.put(new Host(place.cluster(), place.host()), process);
        }
    }

    /// A new pod.
    ///
    /// @return the process that waited for it
    Optional<RosterReplica> met(Placement place, RosterReplica pod) {
        Host host = new Host(place.cluster(), place.pod());
        pods.computeIfAbsent(host, name -> new ArrayList<>(1)).add(pod);
        return Optional.ofNullable(processes.remove(host));
    }

    void forget(RosterReplica replica) {
        Host host = new Host(replica.workload().id().cluster(), replica.name());
        pods.computeIfPresent(host, (name, some) -> {
            some.remove(replica);
            return some.isEmpty() ? null : some;
        });
        processes.values().remove(replica);
    }

    private static String namespace(RosterReplica pod) {
        return pod.workload().id().namespace();
    }
}
