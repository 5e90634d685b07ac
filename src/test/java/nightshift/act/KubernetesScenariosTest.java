package nightshift.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.KnownSignals;
import nightshift.act.kubernetes.KubernetesBounds;
import nightshift.act.kubernetes.KubernetesTargets;
import nightshift.act.kubernetes.OptIn;
import nightshift.act.target.Actuator;
import nightshift.act.target.EscalateActuator;
import nightshift.cluster.TestCluster;
import nightshift.fact.Action;
import nightshift.fact.Assessment;
import nightshift.fact.Incident;
import nightshift.fact.Symptom;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.journal.Journal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What can stand in the way of an action on a cluster, as files that begin with what was decided: the dispatcher and
/// its journal on a moved clock, the API server as it is.
@Tag("cluster")
class KubernetesScenariosTest {
    @RegisterExtension
    static final TestCluster cluster = new TestCluster();

    private static final Duration TURN = Duration.ofSeconds(10);

    /// More than an hour of the moved clock: whatever waits has come to its end by then.
    private static final int MOST_TURNS = 400;

    /// Real time that controllers get between two turns.
    private static final Duration REAL = Duration.ofMillis(60);

    private static final String READY = "k8s.node.condition_ready";

    /// The API server's nodes have been ready for an hour of the moved clock, unless a scenario says otherwise.
    private static final String SINCE = "patch node %s --subresource=status --type=strategic -p "
            + "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"lastTransitionTime\":\"2026-03-01T11:00:00Z\"}]}}";

    @TempDir
    private Path directory;

    private Instant now = Ward.NOON;
    private String namespace;

    static java.util.stream.Stream<KubernetesScenario> scenarios() {
        return KubernetesScenario.all();
    }

    @Test
    void thereAreAsManyAsAreAskedFor() {
        assertThat(KubernetesScenario.all()).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void whatWasDecidedComesToWhatTheFileSays(KubernetesScenario scenario) throws Exception {
        // Given
        namespace = cluster.namespace();
        cluster.kubectl("label", "namespace", namespace, "nightshift.dev/mode=auto");
        cluster.apply(cart("shop/cart:1"));
        cluster.kubectl("-n", namespace, "rollout", "status", "deployment/cart", "--timeout=60s");
        if (!scenario.given().isBlank()) {
            cluster.kubectlWith(scenario.given(), "-n", namespace, "apply", "-f", "-");
        }
        for (String node : nodes()) {
            kubectl(SINCE.formatted(node));
        }
        for (String line : scenario.setup()) {
            kubectl(line);
        }

        // When
        Remedy remedy = played(scenario);

        // Then
        assertThat(remedy.state())
                .as(remedy.detail())
                .isEqualTo(DecisionState.valueOf(scenario.then().state()));
        assertThat(remedy.detail()).contains(scenario.then().says());
        started(remedy, scenario.then());
        assertThat(writes()).containsExactlyElementsOf(scenario.then().writes());
    }

    private static void started(Remedy remedy, KubernetesScenario.Then then) {
        if (then.notBefore() != null) {
            assertThat(remedy.startedAt()).isAfterOrEqualTo(Ward.NOON.plus(Duration.parse(then.notBefore())));
        }
        if (then.notAfter() != null) {
            assertThat(remedy.startedAt()).isBeforeOrEqualTo(Ward.NOON.plus(Duration.parse(then.notAfter())));
        }
    }

    /// Of the cart, and of what else is not ready since the same moment.
    private static Incident incident(KubernetesScenario scenario) {
        Incident cart = Ward.incident("i-1", Ward.CART, Ward.NOON);
        List<Symptom> symptoms = new ArrayList<>(cart.symptoms());
        for (String unwell : scenario.unwell()) {
            symptoms.add(new Symptom(
                    EntityId.node(unwell.split(" ")[1]),
                    READY,
                    KnownSignals.meaning(READY),
                    Direction.DOWN,
                    0.97,
                    Ward.NOON,
                    0,
                    new Band(1, 1, 1)));
        }
        return new Incident(
                cart.id(),
                cart.state(),
                cart.entity(),
                cart.kind(),
                cart.title(),
                cart.openedAt(),
                null,
                null,
                symptoms,
                List.of());
    }

    /// A scenario may break nodes, which all have in common.
    @AfterEach
    void nodesAreWellAgain() {
        cluster.kubectl("annotate", "node", "--all", "sim.nightshift/fault-");
        cluster.kubectl("wait", "--for=condition=Ready", "node", "--all", "--timeout=60s");
    }

    private List<String> nodes() {
        return List.of(
                kubectl("get nodes -o jsonpath={.items[*].metadata.name}").split(" "));
    }

    private Remedy played(KubernetesScenario scenario) throws InterruptedException {
        Action action = new Action(
                scenario.decided().action(),
                target(scenario.decided().on()),
                scenario.decided().parameters());
        Decision decision = Ward.decision("d-" + namespace, "i-1", action, 0.97, Disposition.ACT);
        Incident incident = incident(scenario);
        try (Journal journal = Journal.open(directory, KnownSignals::meaning)) {
            Dispatcher dispatcher = dispatcher(journal, scenario);
            List<Remedy> remedies = List.of();
            boolean changed = false;
            for (int turn = 0; turn < MOST_TURNS; turn++) {
                List<Decision> decisions = turn < scenario.decided().times() ? List.of(decision) : List.of();
                Optional<Remedy> before = journal.decision(decision.id());
                Assessment belief = Ward.belief(now, List.of(incident), value(before, scenario), TURN.dividedBy(2));
                journal.intend(decisions, List.of(), now);
                remedies = dispatcher.advance(decisions, List.of(), belief, now);
                journal.conclude(List.of(incident), now);
                Remedy remedy = journal.decision(decision.id()).orElseThrow();
                if (remedy.state().settled() || waits(remedy)) {
                    return remedy;
                }
                if (!changed && remedy.state() == DecisionState.VERIFYING) {
                    scenario.meanwhile().forEach(this::kubectl);
                    changed = true;
                }
                now = now.plus(TURN);
                Thread.sleep(REAL);
            }
            return remedies.getFirst();
        }
    }

    /// A person is asked, and has been told what would happen.
    private static boolean waits(Remedy remedy) {
        return remedy.state() == DecisionState.AWAITING_APPROVAL
                && remedy.execution().planned().isPresent();
    }

    private static double value(Optional<Remedy> remedy, KubernetesScenario scenario) {
        boolean done =
                remedy.filter(each -> each.state() == DecisionState.VERIFYING).isPresent();
        if (!done) {
            return Ward.SICK;
        }
        return switch (scenario.after()) {
            case "well" -> Ward.WELL;
            case "sick" -> Ward.SICK;
            case "worse" -> 9;
            default ->
                throw new IllegalArgumentException("after: expected well, sick or worse, got " + scenario.after());
        };
    }

    private Dispatcher dispatcher(Journal journal, KubernetesScenario scenario) {
        KubernetesTargets targets = new KubernetesTargets(
                cluster.acting(),
                "",
                new KubernetesBounds(
                        Set.of("kube-system"), OptIn.AUTO, 2, 100, 0.5, 0.34, KubernetesBounds.DEFAULT.steady(), false),
                new KubernetesTargets.Knowledge(entity -> List.of(), workload -> hashes(scenario.good())),
                () -> now,
                Duration.ofSeconds(10));
        Actuator pages = new EscalateActuator(Optional.empty());
        return new Dispatcher(
                ActConfig.defaults(),
                action -> action.escalates() ? pages : targets.of(action).orElseThrow(),
                rule -> Optional.of(Duration.ZERO),
                journal,
                Runnable::run,
                () -> now);
    }

    private List<String> hashes(List<String> tags) {
        List<String> hashes = new ArrayList<>();
        for (var set : cluster.admin()
                .apps()
                .replicaSets()
                .inNamespace(namespace)
                .list()
                .getItems()) {
            String image = set.getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .getFirst()
                    .getImage();
            if (tags.stream().anyMatch(tag -> image.endsWith(":" + tag))) {
                hashes.add(set.getMetadata().getLabels().get("pod-template-hash"));
            }
        }
        return hashes;
    }

    private EntityId target(String on) {
        String[] words = on.split(" ");
        return switch (words[0]) {
            case "service" -> EntityId.service(namespace, words.length > 1 ? words[1] : "cart");
            case "node" -> EntityId.node(words[1]);
            case "pod" -> EntityId.of(EntityKind.POD, "", namespace, "cart", words.length > 1 ? words[1] : firstPod());
            default -> throw new IllegalArgumentException("on: expected service, pod or node, got " + on);
        };
    }

    private String firstPod() {
        return kubectl("get pods -l app=cart -o jsonpath={.items[0].metadata.name}");
    }

    private String kubectl(String line) {
        List<String> words = new ArrayList<>(List.of("-n", namespace));
        words.addAll(List.of(line.split(" ")));
        return cluster.kubectl(words.toArray(String[]::new));
    }

    private List<String> writes() {
        return cluster
                .audit(line -> line.user().equals("nightshift:acting")
                        && (line.namespace().equals(namespace) || line.body().contains("d-" + namespace))
                        && !line.dryRun()
                        && !line.resource().equals("events")
                        && line.code() < 300)
                .stream()
                .map(line -> line.resource() + (line.subresource().isEmpty() ? "" : "/" + line.subresource()) + " "
                        + line.verb())
                .toList();
    }

    private String cart(String image) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: cart, namespace: %s}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: cart}}
                  template:
                    metadata: {labels: {app: cart}}
                    spec: {containers: [{name: main, image: "%s"}]}
                """.formatted(namespace, image);
    }
}
