package nightshift.act.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nightshift.act.target.Actuator;
import nightshift.cluster.TestCluster;
import nightshift.fact.ActionResult;
import nightshift.fact.ActionType;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Each verb on a real API server: what it writes, once, and how it is taken back.
@Tag("cluster")
class KubernetesActionsTest {
    @RegisterExtension
    static final TestCluster cluster = new TestCluster();

    private Hands hands;

    @BeforeEach
    void aNamespace() {
        hands = new Hands(cluster);
    }

    @Test
    void scalingIsOneWriteToTheScaleAndIsNotRepeatedForOneDecision() {
        // Given
        hands.deployment("api", 2, "shop/api:1.4.0");
        Actuator.Order order = hands.planned(scale("d-1", "api", Map.of("by", "2")));

        // When
        hands.start(order);
        hands.start(order);

        // Then
        assertThat(hands.settled(order).result()).isEqualTo(ActionResult.SUCCEEDED);
        assertThat(hands.replicas("api")).isEqualTo(4);
        assertThat(hands.writes())
                .singleElement()
                .satisfies(write -> assertThat(write.resource() + "/" + write.subresource() + " " + write.verb())
                        .isEqualTo("deployments/scale update"));
    }

    @Test
    void whatAPersonChangedSinceThePlanIsNotChangedAgain() {
        // Given
        hands.deployment("api", 2, "shop/api:1.4.0");
        Actuator.Order order = hands.planned(scale("d-1", "api", Map.of("by", "1")));
        cluster.admin()
                .apps()
                .deployments()
                .inNamespace(hands.namespace)
                .withName("api")
                .scale(5);
        int before = hands.writes().size();

        // When
        Actuator.Answer answer = hands.start(order);

        // Then
        assertThat(answer.result()).isEqualTo(ActionResult.FAILED);
        assertThat(answer.detail()).contains("has 5 replicas and not 2 any more");
        assertThat(hands.writes()).hasSize(before);
    }

    @Test
    void aScalingIsTakenBackUnlessSomebodyChangedItSince() {
        // Given
        hands.deployment("api", 2, "shop/api:1.4.0");
        Actuator.Order order = hands.planned(scale("d-1", "api", Map.of("to", "3")));
        hands.start(order);
        hands.settled(order);

        // When
        hands.of(ActionType.WORKLOAD_SCALE).undo(order);

        // Then
        assertThat(hands.settled(Hands.undo(order)).result()).isEqualTo(ActionResult.SUCCEEDED);
        assertThat(hands.replicas("api")).isEqualTo(2);
        assertThat(hands.impossible(Hands.undo(order))).contains("has 2 replicas and not 3 any more");
    }

    @Test
    void underAnAutoscalerItsFloorIsRaisedAndTheWorkloadIsLeftToIt() {
        // Given
        hands.deployment("api", 2, "shop/api:1.4.0");
        cluster.apply("""
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: api, namespace: %s}
                spec:
                  minReplicas: 2
                  maxReplicas: 5
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
                  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}]
                """.formatted(hands.namespace));
        int before = hands.writes().size();
        Actuator.Order order = hands.planned(scale("d-1", "api", Map.of("by", "1")));

        // When
        hands.start(order);

        // Then
        assertThat(hands.settled(order).result()).isEqualTo(ActionResult.SUCCEEDED);
        assertThat(hands.replicas("api")).isEqualTo(3);
        assertThat(hands.writes().subList(before, before + 1))
                .allSatisfy(write -> assertThat(write.resource()).isEqualTo("horizontalpodautoscalers"));
        assertThat(hands.writes()).hasSize(before + 1);
        assertThat(hands.impossible(scale("d-2", "api", Map.of("by", "3")))).contains("goes up to 5 at most");
    }

    @Test
    void aRestartReplacesEachPodOnce() {
        // Given
        hands.deployment("api", 2, "shop/api:1.4.0");
        List<String> before = uids();
        Actuator.Order order = hands.planned(order("d-1", ActionType.WORKLOAD_RESTART, "api", Map.of()));

        // When
        hands.start(order);
        Actuator.Answer first = hands.settled(order);
        hands.start(order);
        Actuator.Answer second = hands.settled(order);

        // Then
        assertThat(first.result()).isEqualTo(ActionResult.SUCCEEDED);
        assertThat(second.result()).isEqualTo(ActionResult.SUCCEEDED);
        assertThat(uids()).hasSize(2).doesNotContainAnyElementsOf(before);
        assertThat(hands.writes()).hasSize(1);
    }

    @Test
    void aStatefulSetIsRestartedToo() {
        // Given
        hands.statefulSet("db", 2, "shop/db:1");
        List<String> before = uids();
        Actuator.Order order = hands.planned(order("d-1", ActionType.WORKLOAD_RESTART, "db", Map.of()));

        // When
        hands.start(order);

        // Then
        assertThat(hands.settled(order).result()).isEqualTo(ActionResult.SUCCEEDED);
        assertThat(uids()).hasSize(2).doesNotContainAnyElementsOf(before);
    }

    @Test
    void aRollbackGoesToTheNewestRevisionThatIsKnownToBeGoodAndNotToTheOneBefore() {
        // Given
        hands.deployment("api", 2, "shop/api:1.4.0");
        rollOut("api", "shop/api:1.5.0");
        rollOut("api", "shop/api:1.6.0");
        hands.good.put(hands.uid("api"), List.of(hands.hash("shop/api:1.4.0")));
        Actuator.Order order = hands.planned(order("d-1", ActionType.WORKLOAD_ROLLBACK, "api", Map.of()));
        int before = hands.writes().size();

        // When
        hands.start(order);
        Actuator.Answer answer = hands.settled(order);
        hands.start(order);

        // Then
        assertThat(answer.result()).isEqualTo(ActionResult.SUCCEEDED);
        assertThat(hands.image("api")).isEqualTo("shop/api:1.4.0");
        assertThat(hands.writes()).hasSize(before + 1);
    }

    @Test
    void aStuckRolloutIsRolledBackAndHeals() {
        // Given
        hands.deployment("api", 3, "shop/api:1.4.0");
        hands.good.put(hands.uid("api"), List.of(hands.hash("shop/api:1.4.0")));
        cluster.apply(hands.deploymentYaml("api", 3, "shop/api:1.5.0-never-ready"));
        await().until(() -> Hands.number(hands.object("deployments", "api"), "status", "unavailableReplicas") > 0);
        Actuator.Order order = hands.planned(order("d-1", ActionType.WORKLOAD_ROLLBACK, "api", Map.of("to", "1.4.0")));

        // When
        hands.start(order);

        // Then
        assertThat(hands.settled(order).result()).isEqualTo(ActionResult.SUCCEEDED);
        assertThat(hands.image("api")).isEqualTo("shop/api:1.4.0");
    }

    @Test
    void whereNoRevisionIsKnownToBeGoodAPersonIsAskedWithTheCandidates() {
        // Given
        hands.deployment("api", 1, "shop/api:1.4.0");
        rollOut("api", "shop/api:1.5.0");

        // When
        Actuator.Plan.Possible plan = hands.possible(order("d-1", ActionType.WORKLOAD_ROLLBACK, "api", Map.of()));

        // Then
        assertThat(plan.approval()).contains("no earlier revision is known to be good", "1.4.0");
        assertThat(hands.possible(order("d-1", ActionType.WORKLOAD_ROLLBACK, "api", Map.of("to", "1.4.0")))
                        .approval())
                .contains("is not known to be good");
        assertThat(hands.impossible(order("d-1", ActionType.WORKLOAD_ROLLBACK, "api", Map.of("to", "9.9"))))
                .contains("keeps no revision of version 9.9");
    }

    @Test
    void aRollbackIsTakenBackUnlessSomebodyRolledOutSince() {
        // Given
        hands.deployment("api", 1, "shop/api:1.4.0");
        rollOut("api", "shop/api:1.5.0");
        hands.good.put(hands.uid("api"), List.of(hands.hash("shop/api:1.4.0")));
        Actuator.Order order = hands.planned(order("d-1", ActionType.WORKLOAD_ROLLBACK, "api", Map.of()));
        hands.start(order);
        hands.settled(order);

        // When
        hands.possible(Hands.undo(order));
        hands.of(ActionType.WORKLOAD_ROLLBACK).undo(order);

        // Then
        assertThat(hands.settled(Hands.undo(order)).result()).isEqualTo(ActionResult.SUCCEEDED);
        assertThat(hands.image("api")).isEqualTo("shop/api:1.5.0");
        rollOut("api", "shop/api:1.7.0");
        assertThat(hands.impossible(Hands.undo(order))).contains("somebody rolled out another since");
    }

    @Test
    void onlyTheRevisionsOfTheWorkloadItselfCount() {
        // Given
        hands.deployment("api", 1, "shop/api:1.4.0");
        rollOut("api", "shop/api:1.5.0");
        ConfigMap owner = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("owner")
                .withNamespace(hands.namespace)
                .endMetadata()
                .build();
        String uid = cluster.admin().resource(owner).create().getMetadata().getUid();
        cluster.apply("""
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata:
                  name: stranger
                  namespace: %s
                  labels: {app: api}
                  annotations: {deployment.kubernetes.io/revision: "9"}
                  ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: owner, uid: %s, controller: true}]
                spec:
                  replicas: 0
                  selector: {matchLabels: {app: api, stranger: "yes"}}
                  template:
                    metadata: {labels: {app: api, stranger: "yes"}}
                    spec: {containers: [{name: main, image: "evil:1"}]}
                """.formatted(hands.namespace, uid));

        // When
        String said = hands.possible(order("d-1", ActionType.WORKLOAD_ROLLBACK, "api", Map.of()))
                .detail();

        // Then
        assertThat(said).contains("(1.5.0) to revision 1 (1.4.0)");
    }

    @Test
    void aRolloutIsPausedAndResumed() {
        // Given
        hands.deployment("api", 1, "shop/api:1.4.0");
        Actuator.Order order = hands.planned(order("d-1", ActionType.WORKLOAD_PAUSE, "api", Map.of()));

        // When
        hands.start(order);
        Actuator.Answer paused = hands.settled(order);
        String whilePaused = hands.impossible(order("d-2", ActionType.WORKLOAD_RESTART, "api", Map.of()));
        hands.of(ActionType.WORKLOAD_PAUSE).undo(order);

        // Then
        assertThat(paused.result()).isEqualTo(ActionResult.SUCCEEDED);
        assertThat(whilePaused).contains("is paused");
        Actuator.Order back = Hands.undo(order);
        assertThat(hands.of(back.action().type()).poll(back).result()).isEqualTo(ActionResult.SUCCEEDED);
        assertThat(hands.object("deployments", "api").<Boolean>get("spec", "paused"))
                .isNotEqualTo(true);
    }

    @Test
    void anEvictionEndsThatPodAndNotTheOneThatComesAfterIt() {
        // Given
        hands.statefulSet("db", 1, "shop/db:1");
        Actuator.Order order = hands.planned(evict("d-1", "db", "db-0"));
        String before = uids().getFirst();

        // When
        hands.start(order);
        Actuator.Answer answer = hands.settled(order);
        await().until(() -> uids().size() == 1 && !uids().contains(before));
        String after = uids().getFirst();
        Actuator.Answer again = hands.start(order);

        // Then
        assertThat(answer.result()).isEqualTo(ActionResult.SUCCEEDED);
        assertThat(again.result()).isEqualTo(ActionResult.SUCCEEDED);
        assertThat(uids()).containsExactly(after);
        assertThat(hands.writes()).hasSize(1);
    }

    @Test
    void aDisruptionBudgetHoldsAnEvictionAndLosesNothingByIt() {
        // Given
        hands.deployment("api", 2, "shop/api:1.4.0");
        cluster.apply("""
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: api, namespace: %s}
                spec: {minAvailable: 2, selector: {matchLabels: {app: api}}}
                """.formatted(hands.namespace));
        await().until(() -> cluster.admin()
                        .policy()
                        .v1()
                        .podDisruptionBudget()
                        .inNamespace(hands.namespace)
                        .withName("api")
                        .get()
                        .getStatus()
                        .getCurrentHealthy()
                == 2);

        // When
        Actuator.Order order =
                evict("d-1", "api", pods().getFirst().getMetadata().getName());
        Actuator.Plan plan = hands.of(ActionType.POD_EVICT).plan(order);

        // Then
        assertThat(plan).isInstanceOf(Actuator.Plan.Away.class);
        assertThat(plan.detail()).contains("disruption budget");
        assertThat(pods()).hasSize(2);
    }

    @Test
    void aPodWithoutAWorkloadIsNotEnded() {
        cluster.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: lone, namespace: %s}
                spec: {containers: [{name: main, image: "x:1"}]}
                """.formatted(hands.namespace));

        assertThat(hands.impossible(evict("d-1", "lone", "lone"))).contains("nobody would make another");
        assertThat(hands.impossible(order("d-1", ActionType.POD_DELETE, pod("lone", "lone"), Map.of())))
                .contains("nobody would make another");
    }

    @Test
    void aNodeIsClosedToNewPodsAndOpenedAgainButNotTooMany() {
        // Given
        hands.bounds = hands.bounds.unlabelled(OptIn.AUTO);
        EntityId node = EntityId.node(nodes().getFirst());
        Actuator.Order order =
                hands.planned(hands.order("d-1-" + hands.namespace, ActionType.NODE_CORDON, node, Map.of()));

        try {
            // When
            hands.start(order);

            // Then
            assertThat(hands.settled(order).result()).isEqualTo(ActionResult.SUCCEEDED);
            assertThat(hands.impossible(
                            hands.order("d-2", ActionType.NODE_CORDON, EntityId.node(nodes().getLast()), Map.of())))
                    .contains("2 of 3 nodes would take no new pods, 1 may");
        } finally {
            hands.of(ActionType.NODE_CORDON).undo(order);
        }
        assertThat(cluster.admin().nodes().withName(node.name()).get().getSpec().getUnschedulable())
                .isNotEqualTo(true);
    }

    private Actuator.Order scale(String id, String name, Map<String, String> parameters) {
        return order(id, ActionType.WORKLOAD_SCALE, name, parameters);
    }

    private Actuator.Order order(String id, String type, String name, Map<String, String> parameters) {
        return order(id, type, hands.service(name), parameters);
    }

    private Actuator.Order order(String id, String type, EntityId target, Map<String, String> parameters) {
        return hands.order(id, type, target, parameters);
    }

    private EntityId pod(String workload, String name) {
        return EntityId.of(EntityKind.POD, "", hands.namespace, workload, name);
    }

    private Actuator.Order evict(String id, String workload, String name) {
        return order(id, ActionType.POD_EVICT, pod(workload, name), Map.of());
    }

    private void rollOut(String name, String image) {
        int replicas = hands.replicas(name);
        cluster.apply(hands.deploymentYaml(name, replicas, image));
        await().atMost(Duration.ofSeconds(40)).until(() -> hands.image(name).equals(image));
        hands.available("deployments", name, replicas);
    }

    private List<Pod> pods() {
        return cluster.admin().pods().inNamespace(hands.namespace).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    private List<String> uids() {
        return pods().stream().map(pod -> pod.getMetadata().getUid()).toList();
    }

    private List<String> nodes() {
        return cluster.admin().nodes().list().getItems().stream()
                .map(node -> node.getMetadata().getName())
                .sorted()
                .toList();
    }
}
