package nightshift.app.bench;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import nightshift.act.kubernetes.KubernetesBounds;
import nightshift.act.kubernetes.KubernetesTargets;
import nightshift.act.kubernetes.OptIn;
import nightshift.act.target.Actuator;
import nightshift.app.assembly.KubernetesAccess;
import nightshift.app.assembly.LocalCluster;
import nightshift.fact.Action;
import nightshift.fact.ActionType;
import nightshift.fact.telemetry.EntityId;

/// What it takes from a decision to a write that the API server has taken, and to know a whole cluster: on a real
/// control plane of this machine with simulated nodes, which shares its processors.
public final class ActBench {
    private static final String NAMESPACE = "bench";
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final int PODS_A_NODE = 100;
    private static final int ACTIONS = 100;

    private ActBench() {}

    /// @param each from the plan to the answer to the write, sorted
    /// @param known how long the whole takes to be known
    public record Figures(List<Duration> each, CatchUpBench.Figures known) {
        public Duration at(double share) {
            return each.get(Math.min(each.size() - 1, (int) (each.size() * share)));
        }

        public String text() {
            return String.format(
                            Locale.ROOT,
                            "decision to write, %d restarts of %d workloads: median %.0f ms, p99 %.0f ms%n",
                            each.size(),
                            known.workloads(),
                            at(0.5).toNanos() / 1e6,
                            at(0.99).toNanos() / 1e6)
                    + known.text();
        }
    }

    /// @param workloads of two pods each
    public static Figures run(int workloads, Consumer<String> tell) {
        int nodes = 2 * workloads / PODS_A_NODE + 1;
        tell.accept("starting a control plane of " + nodes + " nodes");
        try (LocalCluster cluster = LocalCluster.start("bench-cluster", nodes);
                KubernetesAccess access = cluster.access(CALL)) {
            tell.accept("making " + workloads + " workloads of two pods");
            cluster.kubectl("", "create", "namespace", NAMESPACE);
            cluster.kubectl("", "label", "namespace", NAMESPACE, "nightshift.dev/mode=auto");
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < workloads; i++) {
                all.append(deployment(i)).append("---\n");
            }
            cluster.kubectl(all.toString(), "-n", NAMESPACE, "create", "-f", "-");
            cluster.kubectl(
                    "", "-n", NAMESPACE, "wait", "--for=condition=Available", "deployment", "--all", "--timeout=600s");
            tell.accept("following all of it, twice");
            CatchUpBench.Figures known = CatchUpBench.run(access);
            tell.accept("restarting " + Math.min(ACTIONS, workloads) + " of them");
            return new Figures(restarts(access, Math.min(ACTIONS, workloads)), known);
        }
    }

    private static List<Duration> restarts(KubernetesAccess access, int actions) {
        KubernetesBounds usual = KubernetesBounds.DEFAULT;
        KubernetesTargets targets = new KubernetesTargets(
                access.acting(),
                "",
                new KubernetesBounds(
                        usual.protectedNamespaces(),
                        OptIn.AUTO,
                        usual.growth(),
                        usual.replicas(),
                        usual.minHealthy(),
                        usual.nodes(),
                        usual.steady(),
                        false),
                new KubernetesTargets.Knowledge(entity -> List.of(), workload -> List.of()),
                InstantSource.system(),
                CALL);
        List<Duration> each = new ArrayList<>();
        for (int i = 0; i < actions; i++) {
            long began = System.nanoTime();
            restart(targets, i);
            each.add(Duration.ofNanos(System.nanoTime() - began));
        }
        return each.stream().sorted().toList();
    }

    private static void restart(KubernetesTargets targets, int number) {
        Action action =
                new Action(ActionType.WORKLOAD_RESTART, EntityId.service(NAMESPACE, "service-" + number), Map.of());
        Actuator actuator = targets.of(action).orElseThrow();
        Actuator.Order order = new Actuator.Order("bench-" + number, action, "bench", "a benchmark");
        if (!(actuator.plan(order) instanceof Actuator.Plan.Possible plan)) {
            throw new IllegalStateException(
                    "it could not be planned: " + actuator.plan(order).detail());
        }
        actuator.start(new Actuator.Order(
                order.id(), action, order.incident(), order.reason(), Optional.empty(), plan.pinned()));
    }

    private static String deployment(int number) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: service-%d}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: service-%d}}
                  template:
                    metadata: {labels: {app: service-%d}}
                    spec: {containers: [{name: main, image: "bench/service:1"}]}
                """.formatted(number, number, number);
    }
}
