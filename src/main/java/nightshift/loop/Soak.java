package nightshift.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.fact.Assessment;
import nightshift.fact.Incident;
import nightshift.fact.inventory.ClusterView;
import nightshift.fact.inventory.ClusterWorkload;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.KnownGood;
import nightshift.fact.telemetry.EntityId;

/// Which revisions prove good: complete, all of it available, and in no incident, seen to be so without a break for
/// as
/// long as a soak takes. Who was not seen for a while proves nothing: then it begins anew. As many entries as there
/// are workloads, of some 200 bytes. Used by the loop's thread.
final class Soak {
    /// Long enough for a leak to show, caches to fill and the next batch to run; short enough for the last good
    /// version to be known when the next one fails.
    static final Duration USUAL = Duration.ofMinutes(30);

    private final Duration length;
    private final Map<EntityId, Soaking> soaking = new HashMap<>();

    /// @param proven whether that has been told
    private record Soaking(String uid, String template, Instant since, boolean proven) {
        boolean same(ClusterWorkload workload) {
            return uid.equals(workload.uid())
                    && template.equals(workload.rollout().template());
        }
    }

    Soak(Duration length) {
        this.length = length;
    }

    /// What proved good by this turn, each once for each time that it ran so long.
    List<KnownGood> look(Assessment belief) {
        List<ClusterWorkload> workloads =
                belief.inventory().cluster().map(ClusterView::workloads).orElse(List.of());
        Set<EntityId> suffering = belief.openIncidents().stream()
                .map(Incident::services)
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        Set<EntityId> well = new HashSet<>();
        List<KnownGood> proven = new ArrayList<>();
        for (ClusterWorkload workload : workloads) {
            if (well(workload) && !suffers(workload, suffering, belief)) {
                well.add(workload.entity());
                look(workload, belief.now(), proven);
            }
        }
        soaking.keySet().retainAll(well);
        return proven;
    }

    private void look(ClusterWorkload workload, Instant now, List<KnownGood> proven) {
        Soaking before = soaking.get(workload.entity());
        if (before == null || !before.same(workload)) {
            soaking.put(
                    workload.entity(),
                    new Soaking(workload.uid(), workload.rollout().template(), now, false));
        } else if (!before.proven() && !before.since().plus(length).isAfter(now)) {
            proven.add(new KnownGood(
                    workload.entity(),
                    workload.uid(),
                    workload.rollout().revision(),
                    reference(workload),
                    workload.rollout().images(),
                    before.since(),
                    now));
            soaking.put(workload.entity(), new Soaking(before.uid(), before.template(), before.since(), true));
        }
    }

    /// A workload of no replicas proves nothing.
    private static boolean well(ClusterWorkload workload) {
        return workload.rollout().stage() == ClusterWorkload.Stage.COMPLETE
                && workload.counts().desired() > 0
                && workload.counts().available() >= workload.counts().desired()
                && !workload.rollout().template().isEmpty();
    }

    private static boolean suffers(ClusterWorkload workload, Set<EntityId> suffering, Assessment belief) {
        return !suffering.isEmpty()
                && (suffering.contains(workload.entity().service())
                        || belief.inventory().of(workload.entity()).map(Deployed::services).orElse(List.of()).stream()
                                .anyMatch(suffering::contains));
    }

    private static String reference(ClusterWorkload workload) {
        return switch (workload.kind()) {
            case DEPLOYMENT -> workload.rollout().template();
            case STATEFUL_SET, DAEMON_SET ->
                workload.entity().name() + "-" + workload.rollout().template();
        };
    }
}
