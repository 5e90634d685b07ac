package nightshift.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
public record GraphView(List<NodeView> nodes, List<EdgeView> edges) {
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
                dependencies.stream().map(it -> EdgeView.of(it, false)).toList());
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
        Set<EntityId> shown = new LinkedHashSet<>(path);
        shown.addAll(suffering);
        shown.addAll(probability.keySet());
        shown.removeIf(entity -> entity.kind() == EntityKind.NOT_IN_VIEW);
        List<NodeView> nodes = shown.stream()
                .map(it -> new NodeView(EntityView.of(it), suffering.contains(it), probability.get(it)))
                .toList();
        return new GraphView(nodes, edges(shown, List.copyOf(path), dependencies));
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
