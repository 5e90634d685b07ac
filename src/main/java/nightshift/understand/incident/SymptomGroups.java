package nightshift.understand.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nightshift.fact.Anomaly;
import nightshift.fact.Regression;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.SignalFamily;
import nightshift.understand.diagnose.DiagnosisInput;
import nightshift.understand.symptom.ActiveSymptom;
import nightshift.understand.topology.DependencyGraph;

/// Which services are in trouble, and what hangs together.
final class SymptomGroups {
    private final DiagnosisInput input;
    private final Map<EntityId, List<ActiveSymptom>> byService = new LinkedHashMap<>();
    /// Who suffers from calls to whom, by callee.
    private final Map<EntityId, Set<EntityId>> touched = new LinkedHashMap<>();

    SymptomGroups(DiagnosisInput input) {
        this.input = input;
        input.material().stream()
                .sorted(Comparator.comparing(ActiveSymptom::since))
                .forEach(activeSymptom -> byService
                        .computeIfAbsent(activeSymptom.service(), fresh -> new ArrayList<>())
                        .add(activeSymptom));
        for (Regression regression : input.regressions()) {
            byService.computeIfAbsent(regression.entity(), fresh -> new ArrayList<>());
        }
        for (EntityId silent : input.silentWhileCalled()) {
            byService.computeIfAbsent(silent, fresh -> new ArrayList<>());
        }
        byService.forEach((service, activeSymptoms) -> activeSymptoms.forEach(this::touch));
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
        DependencyGraph graph = input.graph();
        if (graph.related(one, other)) {
            return true;
        }
        return touched.values().stream()
                .anyMatch(callers -> !Collections.disjoint(callers, graph.below(one))
                        && !Collections.disjoint(callers, graph.below(other)));
    }

    /// The given services in groups that hang together by calls among themselves and to what they suffer
    /// from.
    List<Set<EntityId>> groups(Set<EntityId> services) {
        Set<EntityId> nodes = new LinkedHashSet<>(services);
        nodes.addAll(touched.keySet());
        List<Set<EntityId>> groups = new ArrayList<>();
        for (Set<EntityId> group : input.graph().groups(nodes)) {
            Set<EntityId> members = new LinkedHashSet<>(services);
            members.retainAll(group);
            if (!members.isEmpty()) {
                groups.add(members);
            }
        }
        return groups;
    }

    /// The given groups, those in one that began within two steps of each other.
    List<Set<EntityId>> together(List<Set<EntityId>> groups) {
        List<Set<EntityId>> joined = new ArrayList<>();
        for (Set<EntityId> group : groups) {
            joined.stream()
                    .filter(before -> before.stream()
                            .flatMap(service -> began(service).stream())
                            .anyMatch(began -> group.stream().anyMatch(service -> beganWith(service, began))))
                    .findFirst()
                    .ifPresentOrElse(before -> before.addAll(group), () -> joined.add(new LinkedHashSet<>(group)));
        }
        return joined;
    }

    /// A group in as many parts as there are faults in it that have nothing to do with each other, see
    /// [#apart].
    List<Set<EntityId>> split(Set<EntityId> group) {
        List<Set<EntityId>> parts = new ArrayList<>();
        Set<EntityId> left = new LinkedHashSet<>(group);
        Optional<EntityId> root = regressed(left).findFirst();
        while (root.isPresent()) {
            Set<EntityId> apart = apart(root.get(), left);
            left.removeAll(apart);
            parts.add(left);
            left = apart;
            root = regressed(left).findFirst();
        }
        if (!left.isEmpty()) {
            parts.add(left);
        }
        return parts;
    }

    /// Of services in trouble those whose trouble is another fault than a bad version of the root: who
    /// surely does worse in a new version of its own, while neither is known to depend on the other, and
    /// who suffers from these alone. Releases of the same minute are one to the eye only: each is taken
    /// back for itself. A version is sure where its name is told or it runs beside the one before, which
    /// suffers from a neighbour as much.
    Set<EntityId> apart(EntityId root, Set<EntityId> services) {
        DependencyGraph graph = input.graph();
        List<EntityId> roots = regressed(services)
                .filter(service -> !graph.related(root, service))
                .toList();
        Set<EntityId> apart = new LinkedHashSet<>();
        for (EntityId service : services) {
            if (!graph.related(service, root) && roots.stream().anyMatch(other -> graph.related(service, other))) {
                apart.add(service);
            }
        }
        return apart;
    }

    private Stream<EntityId> regressed(Set<EntityId> services) {
        return services.stream()
                .filter(service -> input.regressions().stream()
                        .anyMatch(regression -> regression.entity().equals(service)
                                && regression.confidence() > Anomaly.UNCALIBRATED_AT_MOST));
    }

    /// Whether a service's trouble began within two steps of that time.
    boolean beganWith(EntityId service, Instant time) {
        return of(service).stream()
                .anyMatch(activeSymptom ->
                        Duration.between(time, activeSymptom.since()).abs().compareTo(twoSteps(activeSymptom)) <= 0);
    }

    /// Whether all of a service's trouble began later than two steps after that time.
    boolean beganAfter(EntityId service, Instant time) {
        List<ActiveSymptom> all = of(service);
        return !all.isEmpty()
                && all.stream()
                        .allMatch(activeSymptom -> activeSymptom
                                .since()
                                .minus(twoSteps(activeSymptom))
                                .isAfter(time));
    }

    private Optional<Instant> began(EntityId service) {
        return of(service).stream().map(ActiveSymptom::since).min(Comparator.naturalOrder());
    }

    private static Duration twoSteps(ActiveSymptom activeSymptom) {
        return activeSymptom.level().step().multipliedBy(2);
    }

    /// What to say of a service in one phrase.
    String complaint(EntityId service) {
        if (input.silentWhileCalled().contains(service)) {
            return "is silent";
        }
        return of(service).stream()
                .min(Comparator.comparing(
                        (ActiveSymptom activeSymptom) -> !activeSymptom.role().userFacing()))
                .map(activeSymptom -> Title.complaint(activeSymptom.role()))
                .orElse("does worse in its new version");
    }

    /// The callees that a symptom points at.
    private void touch(ActiveSymptom activeSymptom) {
        EntityId entity = activeSymptom.entity();
        if (!activeSymptom.role().outgoing()) {
            return;
        }
        for (EntityId callee : input.graph().calleesOf(activeSymptom.service())) {
            boolean named = entity.kind() == EntityKind.EDGE && entity.callee().equals(callee);
            boolean database = callee.kind() == EntityKind.DATABASE
                    && activeSymptom.level().signal().family() == SignalFamily.DATABASE;
            if (named || database) {
                touched.computeIfAbsent(callee, fresh -> new LinkedHashSet<>()).add(activeSymptom.service());
            }
        }
    }
}
