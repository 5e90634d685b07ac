package nightshift.api.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.api.view.BandView;
import nightshift.api.view.EntityView;
import nightshift.fact.Cause;
import nightshift.fact.Dependency;
import nightshift.fact.Incident;
import nightshift.fact.Symptom;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Who calls whom: all of it, or what an incident is about.
@Schema(name = "Graph", description = "Who calls whom")
public record GraphView(
        List<NodeView> nodes,
        List<EdgeView> edges,

        @Schema(description = "how many there are to show, of which `nodes` may be a part")
        int total) {
    /// More than can be read at a glance; who suffers most comes first.
    private static final int MOST_OF_AN_INCIDENT = 40;

    /// A candidate less probable than this is left out of an incident's graph, which is to be read at a glance.
    private static final double WORTH_SHOWING = 0.05;

    /// Everything that was observed.
    public static GraphView of(List<Dependency> dependencies) {
        Set<EntityId> all = new LinkedHashSet<>();
        dependencies.forEach(dependency -> {
            all.add(dependency.caller());
            all.add(dependency.callee());
        });
        return new GraphView(
                all.stream()
                        .map(entity -> new NodeView(EntityView.of(entity), false, null))
                        .toList(),
                dependencies.stream().map(it -> EdgeView.of(it, false)).toList(),
                all.size());
    }

    /// The neighbourhood of what is in trouble: that first, then who it calls and who calls it, then who is called
    /// most.
    ///
    /// @param trouble the worst first
    /// @param most nodes
    public static GraphView of(List<Dependency> dependencies, Collection<EntityId> trouble, int most) {
        Set<EntityId> wanted = new LinkedHashSet<>();
        Set<EntityId> all = new LinkedHashSet<>();
        Set<EntityId> suffering = new LinkedHashSet<>(trouble);
        List<Dependency> busiest = dependencies.stream()
                .sorted(Comparator.comparingDouble(GraphView::calls).reversed())
                .toList();
        dependencies.forEach(it -> all.addAll(List.of(caller(it), callee(it))));
        suffering.stream().filter(all::contains).forEach(wanted::add);
        busiest.stream()
                .filter(it -> suffering.contains(caller(it)) || suffering.contains(callee(it)))
                .forEach(it -> wanted.addAll(List.of(caller(it), callee(it))));
        busiest.forEach(it -> wanted.addAll(List.of(caller(it), callee(it))));
        Set<EntityId> shown = wanted.stream().limit(most).collect(Collectors.toCollection(LinkedHashSet::new));
        return new GraphView(
                shown.stream()
                        .map(it -> new NodeView(EntityView.of(it), suffering.contains(it), null))
                        .toList(),
                edges(shown, List.of(), dependencies),
                all.size());
    }

    private static double calls(Dependency it) {
        return Double.isFinite(it.callsPerSecond()) ? it.callsPerSecond() : 0;
    }

    private static EntityId caller(Dependency it) {
        return it.caller().service();
    }

    private static EntityId callee(Dependency it) {
        return it.callee().service();
    }

    /// What shows the symptoms, what may be the cause, and the calls between them.
    public static GraphView of(Incident incident, List<Dependency> dependencies) {
        Map<EntityId, Double> probability = new LinkedHashMap<>();
        Set<EntityId> path = new LinkedHashSet<>();
        for (Cause cause : incident.causes()) {
            if (cause.entity().kind() != EntityKind.NOT_IN_VIEW && cause.probability() >= WORTH_SHOWING) {
                probability.merge(cause.entity().service(), cause.probability(), Double::sum);
            }
        }
        if (!incident.causes().isEmpty()) {
            incident.causes().getFirst().path().forEach(entity -> path.add(entity.service()));
        }
        Set<EntityId> suffering = new LinkedHashSet<>();
        for (Symptom symptom : incident.symptoms()) {
            suffering.add(symptom.entity().service());
        }
        Set<EntityId> all = new LinkedHashSet<>(path);
        all.addAll(probability.keySet());
        all.addAll(suffering);
        all.removeIf(entity -> entity.kind() == EntityKind.NOT_IN_VIEW);
        Set<EntityId> shown =
                all.stream().limit(MOST_OF_AN_INCIDENT).collect(Collectors.toCollection(LinkedHashSet::new));
        List<NodeView> nodes = shown.stream()
                .map(it -> new NodeView(EntityView.of(it), suffering.contains(it), probability.get(it)))
                .toList();
        return new GraphView(nodes, edges(shown, List.copyOf(path), dependencies), all.size());
    }

    private static List<EdgeView> edges(Set<EntityId> shown, List<EntityId> path, List<Dependency> dependencies) {
        List<EdgeView> edges = new ArrayList<>();
        Set<List<EntityId>> steps = new LinkedHashSet<>();
        for (int i = 1; i < path.size(); i++) {
            steps.add(List.of(path.get(i - 1), path.get(i)));
        }
        for (Dependency dependency : dependencies) {
            EntityId caller = dependency.caller().service();
            EntityId callee = dependency.callee().service();
            if (shown.contains(caller) && shown.contains(callee)) {
                edges.add(EdgeView.of(dependency, steps.remove(List.of(caller, callee))));
            }
        }
        for (List<EntityId> unseen : steps) {
            if (shown.containsAll(unseen)) {
                edges.add(EdgeView.onPath(unseen.getFirst(), unseen.getLast()));
            }
        }
        return edges;
    }

    /// One entity in the graph.
    @Schema(name = "GraphNode", description = "One entity in the graph")
    public record NodeView(
            EntityView entity,

            @Schema(description = "whether it shows a symptom of the incident")
            boolean symptom,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "that it is the root cause; absent when it is no candidate")
            @Nullable
            Double probability) {}

    /// Calls from one to another.
    @Schema(name = "GraphEdge", description = "Calls from one to another, lately")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EdgeView(
            @Schema(description = "entity id") String caller,
            @Schema(description = "entity id") String callee,
            @Nullable Double callsPerSecond,
            @Schema(description = "in [0,1]") @Nullable Double errorRatio,

            @Schema(description = "mean duration as the caller sees it") @Nullable
            Double seconds,

            @Schema(description = "whether it lies on the path from symptom to cause")
            boolean onPath) {
        static EdgeView of(Dependency it, boolean onPath) {
            return new EdgeView(
                    it.caller().service().text(),
                    it.callee().service().text(),
                    BandView.finite(it.callsPerSecond()),
                    BandView.finite(it.errorRatio()),
                    BandView.finite(it.seconds()),
                    onPath);
        }

        static EdgeView onPath(EntityId caller, EntityId callee) {
            return new EdgeView(caller.text(), callee.text(), null, null, null, true);
        }
    }
}
