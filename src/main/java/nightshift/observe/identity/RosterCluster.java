package nightshift.observe.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.inventory.ClusterPod;
import nightshift.fact.inventory.ClusterView;
import nightshift.fact.inventory.ClusterWorkload;
import nightshift.fact.inventory.Disagreement;
import nightshift.fact.inventory.Release;
import nightshift.fact.telemetry.EntityId;
import org.jspecify.annotations.Nullable;

/// Brings what a cluster's API server shows into the roster, beside what telemetry says: of how many pods there
/// should be
/// and are, of readiness and of starts anew the API server is believed, while it can be followed. What is still said
/// otherwise after a while is told. Guarded by the observer's lock.
public final class RosterCluster {
    /// Metrics of a cluster come every half a minute or minute, and say what was before.
    private static final Duration LASTING = Duration.ofMinutes(2);

    /// Of a workload that telemetry spoke of longer ago it has nothing to say.
    private static final Duration HEARD = Duration.ofMinutes(3);

    private final Roster roster;
    private Map<EntityId, ClusterWorkload> taken = Map.of();
    private Map<Counted, Instant> differing = Map.of();

    private record Counted(EntityId workload, String what) {}

    public RosterCluster(Roster roster) {
        this.roster = roster;
    }

    /// Takes in a view.
    ///
    /// @param view empty when none is believed: telemetry alone counts then
    public void take(Optional<ClusterView> view) {
        Map<EntityId, ClusterWorkload> next = new HashMap<>();
        view.ifPresent(shown -> shown.workloads().forEach(workload -> next.put(workload.entity(), workload)));
        taken.forEach((entity, before) -> {
            if (!next.containsKey(entity)) {
                forget(before, view.isPresent());
            }
        });
        next.values().forEach(workload -> take(workload, taken.get(workload.entity())));
        taken = next;
        roster.clusterIs(view, disagreements());
    }

    /// @param before as it was taken in last; null if it was not
    @SuppressWarnings("ReferenceEquality") // what did not change is the same value
    private void take(ClusterWorkload workload, @Nullable ClusterWorkload before) {
        RosterWorkload known = roster.told(workload.entity());
        if (known == null) {
            return;
        }
        known.presence().heard(roster.now());
        known.counted(workload.counts());
        Map<String, ClusterPod> earlier = new HashMap<>();
        if (before != null) {
            before.pods().forEach(pod -> earlier.put(pod.name(), pod));
        }
        for (ClusterPod pod : workload.pods()) {
            ClusterPod last = earlier.remove(pod.name());
            if (last != null && !last.uid().equals(pod.uid())) {
                gone(workload.entity(), last);
            }
            take(workload, pod, last != pod);
        }
        earlier.values().forEach(pod -> gone(workload.entity(), pod));
    }

    private void take(ClusterWorkload workload, ClusterPod pod, boolean news) {
        RosterReplica replica = roster.known(place(workload.entity(), pod, "", ""));
        if (news || replica == null) {
            for (Map.Entry<String, String> image : pod.images().entrySet()) {
                replica = roster.pod(place(workload.entity(), pod, image.getKey(), image.getValue()));
            }
        }
        if (replica != null) {
            roster.named(pod.uid(), replica);
            replica.counted(pod, Roster.instant(roster.now()));
            replica.presence().heard(roster.now());
        }
    }

    private static Placement place(EntityId workload, ClusterPod pod, String container, String image) {
        return new Placement(
                workload.cluster(),
                workload.namespace(),
                new Placement.Service("", ""),
                workload.name(),
                pod.name(),
                pod.node(),
                "",
                "",
                container,
                new Release.Version("", image, pod.template()));
    }

    private void gone(EntityId workload, ClusterPod pod) {
        roster.gone(workload.cluster(), workload.namespace(), pod.name(), pod.uid());
    }

    /// @param over whether it is known to be gone; else nobody knows any more
    private void forget(ClusterWorkload workload, boolean over) {
        RosterWorkload known = roster.known(workload.entity());
        if (known != null) {
            known.counted(null);
        }
        for (ClusterPod pod : workload.pods()) {
            RosterReplica replica = roster.known(place(workload.entity(), pod, "", ""));
            if (over) {
                gone(workload.entity(), pod);
            } else if (replica != null) {
                replica.counted(null, Roster.instant(roster.now()));
            }
        }
    }

    private List<Disagreement> disagreements() {
        Instant now = Roster.instant(roster.now());
        Map<Counted, Instant> still = new HashMap<>();
        List<Disagreement> lasting = new ArrayList<>();
        for (EntityId entity : taken.keySet()) {
            RosterWorkload known = roster.known(entity);
            if (known == null) {
                continue;
            }
            known.disagrees(roster.now() - HEARD.toNanos()).forEach((what, numbers) -> {
                Counted subject = new Counted(entity, what);
                Instant since = differing.getOrDefault(subject, now);
                still.put(subject, since);
                if (!since.plus(LASTING).isAfter(now)) {
                    lasting.add(new Disagreement(entity, what, numbers[0], numbers[1], since));
                }
            });
        }
        differing = still;
        lasting.sort(Comparator.comparing(Disagreement::workload).thenComparing(Disagreement::what));
        return lasting;
    }
}
