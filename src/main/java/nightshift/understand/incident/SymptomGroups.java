package nightshift.understand.incident;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.fact.Regression;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.understand.diagnose.DiagnosisInput;
import nightshift.understand.symptom.ActiveSymptom;
import nightshift.understand.topology.DependencyGraph;

/// Which services are in trouble, and what hangs together.
final class SymptomGroups {
    private final DiagnosisInput signs;
    private final Map<EntityId, List<ActiveSymptom>> byService = new LinkedHashMap<>();
    private final Set<EntityId> touched = new LinkedHashSet<>();

    SymptomGroups(DiagnosisInput signs) {
        this.signs = signs;
        signs.material().stream()
                .sorted(Comparator.comparing(ActiveSymptom::since))
                .forEach(sighting -> byService
                        .computeIfAbsent(sighting.service(), fresh -> new ArrayList<>())
                        .add(sighting));
        for (Regression regression : signs.regressions()) {
            byService.computeIfAbsent(regression.entity(), fresh -> new ArrayList<>());
        }
        for (EntityId missed : signs.missed()) {
            byService.computeIfAbsent(missed, fresh -> new ArrayList<>());
        }
        byService.forEach((service, sightings) -> sightings.forEach(this::touch));
    }

    /// In the order their trouble began.
    Set<EntityId> services() {
        return byService.keySet();
    }

    List<ActiveSymptom> of(EntityId service) {
        return byService.getOrDefault(service, List.of());
    }

    /// Whether one's trouble may have to do with the other's: one depends on the other, or both suffer from
    /// calls to the same callee.
    boolean related(EntityId one, EntityId other) {
        DependencyGraph graph = signs.graph();
        if (graph.related(one, other)) {
            return true;
        }
        Set<EntityId> shared = new LinkedHashSet<>(graph.below(one));
        shared.retainAll(graph.below(other));
        shared.retainAll(touched);
        return !shared.isEmpty();
    }

    /// The given services in groups that hang together by calls among themselves and to what they suffer
    /// from.
    List<Set<EntityId>> groups(Set<EntityId> services) {
        Set<EntityId> nodes = new LinkedHashSet<>(services);
        nodes.addAll(touched);
        List<Set<EntityId>> groups = new ArrayList<>();
        for (Set<EntityId> group : signs.graph().groups(nodes)) {
            Set<EntityId> members = new LinkedHashSet<>(services);
            members.retainAll(group);
            if (!members.isEmpty()) {
                groups.add(members);
            }
        }
        return groups;
    }

    /// What to say of a service in one phrase.
    String complaint(EntityId service) {
        if (signs.missed().contains(service)) {
            return "is silent";
        }
        return of(service).stream()
                .min(Comparator.comparing(
                        (ActiveSymptom sighting) -> !sighting.role().userFacing()))
                .map(sighting -> Title.complaint(sighting.role()))
                .orElse("does worse in its new version");
    }

    /// The callees that a symptom points at.
    private void touch(ActiveSymptom sighting) {
        EntityId entity = sighting.entity();
        if (!sighting.role().outgoing()) {
            return;
        }
        for (EntityId callee : signs.graph().calleesOf(sighting.service())) {
            boolean named = entity.kind() == EntityKind.EDGE && entity.part().equals(callee.name());
            boolean database =
                    callee.kind() == EntityKind.DATABASE && sighting.signal().startsWith("db.client.");
            if (named || database) {
                touched.add(callee);
            }
        }
    }
}
