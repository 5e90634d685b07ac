package nightshift.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `src/cluster/README.md` says of the faults of simulated pods and nodes: tests and people rely on it.
@Tag("cluster")
class SimulatedFaultsTest {
    private static final String FAULT = "sim.nightshift/fault";

    @RegisterExtension
    static final TestCluster cluster = new TestCluster();

    private String namespace;

    @BeforeEach
    void aNamespace() {
        namespace = cluster.namespace();
    }

    @Test
    void withoutAFaultADeploymentIsAvailable() {
        // When
        deploy("shop/api:1.4.0");

        // Then
        cluster.until(() -> deployment().getStatus().getAvailableReplicas() == 2);
    }

    @Test
    void aRolloutOfABadImageGetsStuckAndGoingBackHealsIt() {
        // Given
        deploy("shop/api:1.4.0");
        cluster.until(() -> deployment().getStatus().getAvailableReplicas() == 2);

        // When
        cluster.kubectl("-n", namespace, "set", "image", "deployment/api", "main=shop/api:1.5.0-crash");

        // Then
        cluster.until(() -> reason("Progressing").equals("ProgressDeadlineExceeded"));
        assertThat(deployment().getStatus().getAvailableReplicas()).isEqualTo(2);

        // When
        cluster.kubectl("-n", namespace, "rollout", "undo", "deployment/api");

        // Then
        cluster.until(() -> reason("Progressing").equals("NewReplicaSetAvailable")
                && deployment().getStatus().getUpdatedReplicas() == 2
                && Optional.ofNullable(deployment().getStatus().getUnavailableReplicas())
                                .orElse(0)
                        == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"crash", "oom"})
    void aPodThatCrashesIsStartedAgainAndAgain(String fault) {
        // When
        deploy("shop/api:1.4.0-" + fault);

        // Then
        cluster.until(() -> container().getRestartCount() >= 2);
        cluster.until(() ->
                "CrashLoopBackOff".equals(container().getState().getWaiting().getReason()));
        var ended = container().getLastState().getTerminated();
        assertThat(ended.getReason()).isEqualTo(fault.equals("oom") ? "OOMKilled" : "Error");
        assertThat(ended.getExitCode()).isEqualTo(fault.equals("oom") ? 137 : 1);
    }

    @Test
    void aPodWhoseImageCannotBePulledDoesNotRun() {
        // When
        deploy("shop/api:1.4.0-no-image");

        // Then
        cluster.until(() -> List.of("ErrImagePull", "ImagePullBackOff")
                .contains(container().getState().getWaiting().getReason()));
        assertThat(pod().getStatus().getPhase()).isEqualTo("Pending");
    }

    @Test
    void aSlowPodRunsAndIsReadyInTheEnd() {
        // When
        deploy("shop/api:1.4.0-slow");

        // Then
        cluster.until(() -> container().getState().getRunning() != null);
        assertThat(ready(pod())).isFalse();
        cluster.until(() -> ready(pod()));
    }

    @Test
    void aFaultThatIsTakenFromALivePodHealsIt() {
        // Given
        deploy("shop/api:1.4.0");
        cluster.until(() -> ready(pod()));
        String name = pod().getMetadata().getName();

        // When
        annotatePod(name, FAULT + "=never-ready");

        // Then
        cluster.until(() -> !ready(pod(name)));

        // When
        annotatePod(name, FAULT + "-");

        // Then
        cluster.until(() -> ready(pod(name)));
    }

    @Test
    void aNodeThatIsNotReadyLosesItsPods() {
        String node = aNodeOfItsOwn();
        try {
            // When
            cluster.kubectl("annotate", "node", node, FAULT + "=not-ready");

            // Then
            cluster.until(() -> !ready(node(node)));
            cluster.until(() -> taints(node).contains("node.kubernetes.io/not-ready"));

            // When
            cluster.kubectl("annotate", "node", node, FAULT + "-");

            // Then
            cluster.until(() -> ready(node(node)) && taints(node).isEmpty());
        } finally {
            cluster.kubectl("delete", "node", node);
        }
    }

    @Test
    void aNodeShortOfMemoryTakesNoPods() {
        String node = aNodeOfItsOwn();
        try {
            // When
            cluster.kubectl("annotate", "node", node, FAULT + "=memory-pressure");

            // Then
            cluster.until(() -> taints(node).contains("node.kubernetes.io/memory-pressure"));
            assertThat(ready(node(node))).isTrue();
        } finally {
            cluster.kubectl("delete", "node", node);
        }
    }

    @Test
    void aLostNodeIsUnknownOnceItsLeaseHasRunOut() {
        String node = aNodeOfItsOwn();
        try {
            // When
            cluster.kubectl("label", "node", node, "--overwrite", "sim.nightshift/state=lost");

            // Then
            cluster.until(() ->
                    status(node(node)).equals("Unknown") && taints(node).contains("node.kubernetes.io/unreachable"));

            // When
            cluster.kubectl("label", "node", node, "--overwrite", "sim.nightshift/state=up");

            // Then
            cluster.until(() -> ready(node(node)));
        } finally {
            cluster.kubectl("delete", "node", node);
        }
    }

    /// Other tests' pods stay off it.
    private String aNodeOfItsOwn() {
        String name = "own-" + namespace;
        cluster.apply("""
                apiVersion: v1
                kind: Node
                metadata: {name: %s, labels: {sim.nightshift/state: up, kubernetes.io/hostname: %s}}
                spec: {unschedulable: true}
                """.formatted(name, name));
        cluster.until(() -> ready(node(name)));
        return name;
    }

    private void deploy(String image) {
        cluster.apply("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: api, namespace: %s}
                spec:
                  replicas: 2
                  progressDeadlineSeconds: 5
                  strategy: {rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}
                  selector: {matchLabels: {app: api}}
                  template:
                    metadata: {labels: {app: api}}
                    spec: {containers: [{name: main, image: "%s"}]}
                """.formatted(namespace, image));
    }

    private Deployment deployment() {
        return cluster.admin()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName("api")
                .get();
    }

    private String reason(String type) {
        return deployment().getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow()
                .getReason();
    }

    private Pod pod() {
        return cluster.admin().pods().inNamespace(namespace).list().getItems().getFirst();
    }

    private Pod pod(String name) {
        return cluster.admin().pods().inNamespace(namespace).withName(name).get();
    }

    private ContainerStatus container() {
        return pod().getStatus().getContainerStatuses().getFirst();
    }

    private void annotatePod(String name, String annotation) {
        cluster.kubectl("-n", namespace, "annotate", "pod", name, annotation);
    }

    private static boolean ready(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    private Node node(String name) {
        return cluster.admin().nodes().withName(name).get();
    }

    private static String status(Node node) {
        return node.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .findFirst()
                .orElseThrow()
                .getStatus();
    }

    private static boolean ready(Node node) {
        return status(node).equals("True");
    }

    /// Keys of its taints, without that of its being unschedulable.
    private List<String> taints(String node) {
        return node(node).getSpec().getTaints().stream()
                .map(Taint::getKey)
                .filter(key -> !key.equals("node.kubernetes.io/unschedulable"))
                .toList();
    }
}
