package nightshift.act.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import nightshift.act.kubernetes.api.Cluster;
import nightshift.act.kubernetes.api.KubernetesApi;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.ObjectKind;
import nightshift.act.kubernetes.api.ObjectRef;
import nightshift.act.kubernetes.api.Read;
import nightshift.act.target.Actuator;
import nightshift.cluster.TestCluster;
import nightshift.fact.ActionType;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How many pods of a workload stay ready whatever is done to it.
@Tag("cluster")
class MinHealthyTest {
    @RegisterExtension
    static final TestCluster cluster = new TestCluster();

    private Hands hands;

    @BeforeEach
    void aNamespace() {
        hands = new Hands(cluster);
    }

    /// Half of them, by default.
    @ParameterizedTest(name = "{0} of {1} of {2} ready, {3}: {4}")
    @CsvSource(
            delimiter = ';',
            value = {
                "DEPLOYMENT;   4; 4; {type: RollingUpdate, rollingUpdate: {maxUnavailable: 2}};            true",
                "DEPLOYMENT;   4; 4; {type: RollingUpdate, rollingUpdate: {maxUnavailable: 3}};            false",
                "DEPLOYMENT;   4; 4; {type: RollingUpdate, rollingUpdate: {maxUnavailable: 50%}};          true",
                "DEPLOYMENT;   4; 4; {type: RollingUpdate, rollingUpdate: {maxUnavailable: 75%}};          false",
                "DEPLOYMENT;   3; 3; {type: RollingUpdate, rollingUpdate: {maxUnavailable: 50%}};          true",
                "DEPLOYMENT;   2; 2; {type: RollingUpdate, rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}; true",
                "DEPLOYMENT;   4; 1; {type: RollingUpdate, rollingUpdate: {maxUnavailable: 3}};            true",
                "DEPLOYMENT;   2; 2; {type: Recreate};                                                     false",
                "DEPLOYMENT;   2; 0; {type: Recreate};                                                     true",
                "DEPLOYMENT;   1; 1; {type: Recreate};                                                     true",
                "STATEFUL_SET; 2; 2; {type: RollingUpdate};                                                true",
                "STATEFUL_SET; 3; 3; {type: RollingUpdate};                                                true",
                "STATEFUL_SET; 3; 2; {type: RollingUpdate};                                                false",
                "STATEFUL_SET; 3; 0; {type: RollingUpdate};                                                true",
                "DAEMON_SET;   3; 2; {type: RollingUpdate, rollingUpdate: {maxUnavailable: 1}};            true",
                "DAEMON_SET;   3; 3; {type: RollingUpdate, rollingUpdate: {maxUnavailable: 2}};            false"
            })
    void aRolloutTakesAwayAsManyAsItsStrategySays(
            ObjectKind kind, int wanted, int ready, String strategy, boolean expected) throws Exception {
        Read<LiveObject> said = healthy().whileRolling(workload(kind, wanted, ready, strategy));

        assertThat(said instanceof Read.Found<LiveObject>).as(said.toString()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} of {1} ready, to {2}: {3}")
    @CsvSource({"4, 4, 2, true", "4, 4, 1, false", "3, 3, 1, false", "2, 2, 1, true", "4, 1, 1, true"})
    void fewerPodsAreAskedForOnlyDownToTheShare(int wanted, int ready, int to, boolean expected) throws Exception {
        Read<LiveObject> said =
                healthy().scaledTo(to, workload(ObjectKind.DEPLOYMENT, wanted, ready, "{type: RollingUpdate}"));

        assertThat(said instanceof Read.Found<LiveObject>).as(said.toString()).isEqualTo(expected);
    }

    @Test
    void aPodIsEndedOnlyWhileEnoughOthersAreReady() {
        // Given: the workload of a pod is found by its ReplicaSet
        hands.deployment("api", 2, "shop/api:1.4.0");

        // When, Then
        assertThat(hands.possible(end(ActionType.POD_EVICT, "api")).approval()).isEmpty();
        keepAll();
        assertThat(hands.impossible(end(ActionType.POD_EVICT, "api")))
                .contains("Deployment", "down to 1 ready pods of 2, at least 2 must stay", "bounds.min-healthy");
        assertThat(hands.impossible(end(ActionType.POD_DELETE, "api"))).contains("at least 2 must stay");
    }

    @Test
    void aPodThatIsNotReadyIsNoLoss() {
        // Given: pods that never become ready, of a workload all of whose pods must stay
        cluster.apply(hands.deploymentYaml("api", 2, "shop/api:1-never-ready"));
        cluster.until(() -> pods("api") == 2);
        keepAll();

        // When, Then
        assertThat(hands.possible(end(ActionType.POD_EVICT, "api")).detail()).contains("evict");
        assertThat(hands.possible(order(ActionType.WORKLOAD_RESTART, Map.of())).detail())
                .contains("restart");
    }

    @Test
    void aWorkloadIsScaledDownAndRestartedOnlyWithinItAndTakenBackAlways() {
        // Given
        cluster.apply(hands.deploymentYaml("api", 2, "shop/api:1.4.0")
                .replace("  selector:", "  strategy: {type: Recreate}\n  selector:"));
        hands.available("deployments", "api", 2);
        Actuator.Order grown = hands.planned(order(ActionType.WORKLOAD_SCALE, Map.of("to", "5")));
        hands.start(grown);
        hands.settled(grown);

        // When, Then
        assertThat(hands.impossible(order(ActionType.WORKLOAD_SCALE, Map.of("to", "2"))))
                .contains("down to 2 ready pods of 5, at least 3 must stay");
        assertThat(hands.possible(order(ActionType.WORKLOAD_SCALE, Map.of("to", "3")))
                        .detail())
                .contains("from 5 to 3");
        assertThat(hands.possible(Hands.undo(grown)).detail()).contains("from 5 to 2");
        assertThat(hands.impossible(order(ActionType.WORKLOAD_RESTART, Map.of())))
                .contains("down to 0 ready pods");
    }

    private void keepAll() {
        KubernetesBounds usual = hands.bounds;
        hands.bounds = new KubernetesBounds(
                usual.protectedNamespaces(),
                usual.unlabelled(),
                usual.growth(),
                usual.replicas(),
                1,
                usual.nodes(),
                usual.steady(),
                usual.admission());
    }

    private static MinHealthy healthy() {
        return new MinHealthy(
                new Cluster(new KubernetesApi(cluster.acting(), Duration.ofSeconds(10))), KubernetesBounds.DEFAULT);
    }

    private static LiveObject workload(ObjectKind kind, int wanted, int ready, String strategy)
            throws JsonProcessingException {
        boolean daemons = kind == ObjectKind.DAEMON_SET;
        String json = """
                {"spec": {"replicas": %d, "%s": %s}, "status": {"%s": %d, "desiredNumberScheduled": %d}}
                """.formatted(
                        wanted,
                        kind == ObjectKind.DEPLOYMENT ? "strategy" : "updateStrategy",
                        strategy.replaceAll("([A-Za-z%0-9]*[A-Za-z%][A-Za-z%0-9]*)", "\"$1\""),
                        daemons ? "numberReady" : "readyReplicas",
                        ready,
                        wanted);
        return new LiveObject(new ObjectRef(kind, "shop", "cart"), new ObjectMapper().readTree(json));
    }

    private Actuator.Order order(String type, Map<String, String> parameters) {
        return hands.order("d-1", type, hands.service("api"), parameters);
    }

    private Actuator.Order end(String type, String workload) {
        String pod = cluster.admin().pods().inNamespace(hands.namespace).list().getItems().stream()
                .filter(each -> each.getMetadata().getName().startsWith(workload))
                .findFirst()
                .orElseThrow()
                .getMetadata()
                .getName();
        return hands.order("d-1", type, EntityId.of(EntityKind.POD, "", hands.namespace, workload, pod), Map.of());
    }

    private int pods(String workload) {
        return (int) cluster.admin().pods().inNamespace(hands.namespace).list().getItems().stream()
                .filter(each -> each.getMetadata().getName().startsWith(workload))
                .count();
    }
}
