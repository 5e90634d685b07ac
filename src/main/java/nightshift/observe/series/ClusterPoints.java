package nightshift.observe.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nightshift.fact.inventory.ClusterNode;
import nightshift.fact.inventory.ClusterPod;
import nightshift.fact.inventory.ClusterView;
import nightshift.fact.inventory.ClusterWorkload;
import nightshift.observe.intake.Fingerprint;
import nightshift.observe.intake.PointBatch;
import nightshift.observe.intake.PointKind;
import nightshift.observe.intake.PointLabels;
import nightshift.observe.naming.ClusterSignals;

/// What a cluster's API server says of pods and nodes as points, so that who is not ready is a symptom also where
/// nobody sends it. Where a Collector does too, both are about the same series, and their mean is what both say.
public final class ClusterPoints implements PointLabels {
    private final List<Map<String, String>> resources = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Fingerprint print = new Fingerprint();
    private final PointBatch batch;

    private ClusterPoints(int expected) {
        batch = new PointBatch(this, expected);
    }

    /// One point for each pod, and for each condition of each node, as of their arrival.
    public static PointBatch of(ClusterView view) {
        ClusterPoints points = new ClusterPoints(
                view.workloads().stream().mapToInt(each -> each.pods().size()).sum());
        view.workloads().forEach(workload -> workload.pods().forEach(pod -> points.pod(workload, pod)));
        view.nodes().forEach(points::node);
        return points.batch;
    }

    private void pod(ClusterWorkload workload, ClusterPod pod) {
        Map<String, String> who = new TreeMap<>(Map.of(
                "k8s.cluster.name",
                workload.entity().cluster(),
                "k8s.namespace.name",
                workload.entity().namespace(),
                "k8s.pod.name",
                pod.name(),
                "k8s.node.name",
                pod.node(),
                kind(workload),
                workload.entity().name()));
        int resource = resource(who);
        add(resource, ClusterSignals.podReady(), pod.ready());
    }

    private static String kind(ClusterWorkload workload) {
        return switch (workload.kind()) {
            case DEPLOYMENT -> "k8s.deployment.name";
            case STATEFUL_SET -> "k8s.statefulset.name";
            case DAEMON_SET -> "k8s.daemonset.name";
        };
    }

    private void node(ClusterNode node) {
        int resource = resource(new TreeMap<>(Map.of(
                "k8s.cluster.name", node.entity().cluster(),
                "k8s.node.name", node.entity().name())));
        add(resource, ClusterSignals.nodeReady(), node.ready());
        new TreeMap<>(ClusterSignals.pressures())
                .forEach((condition, signal) ->
                        add(resource, signal, node.pressures().contains(condition)));
    }

    private int resource(Map<String, String> attributes) {
        attributes.values().removeIf(String::isEmpty);
        resources.add(attributes);
        print.reset().then("cluster");
        attributes.forEach((key, value) -> print.then(key).then(value));
        return batch.resource(print);
    }

    private void add(int resource, String name, boolean holds) {
        if (names.isEmpty() || !names.getLast().equals(name)) {
            names.add(name);
        }
        print.from(batch.resourceHigh(resource), batch.resourceLow(resource)).then(name);
        batch.add(resource, names.size() - 1, PointKind.GAUGE, print, 0);
        batch.measured(0, 0, holds ? 1 : 0, 1);
    }

    @Override
    public Optional<Map<String, String>> resource(int resource) {
        return Optional.of(resources.get(resource));
    }

    @Override
    public String name(int metric) {
        return names.get(metric);
    }

    @Override
    public String unit(int metric) {
        return "1";
    }

    @Override
    public Optional<Map<String, String>> attributes(int metric, long place) {
        return Optional.of(Map.of());
    }
}
