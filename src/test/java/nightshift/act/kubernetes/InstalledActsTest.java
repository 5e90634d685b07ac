package nightshift.act.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nightshift.act.kubernetes.api.Mark;
import nightshift.act.target.Actuator;
import nightshift.cluster.TestCluster;
import nightshift.fact.ActionResult;
import nightshift.fact.ActionType;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Each verb in the name of the ServiceAccount that `kubernetes/` installs, with the policies in force. What is
/// denied: `InstalledIsHeldTest`.
@Tag("cluster")
class InstalledActsTest {
    @RegisterExtension
    static final TestCluster cluster = new TestCluster();

    @TempDir
    static Path folder;

    private static Installed installed;
    private static KubernetesClient account;
    private static Hands hands;

    @BeforeAll
    static void install() throws IOException {
        Hands admin = new Hands(cluster);
        admin.deployment("probed", 1, "shop/probed:1.0");
        installed = new Installed(cluster, folder, admin.namespace);
        installed.bind("nightshift-delete", admin.namespace);
        installed.bindNodes();
        account = installed.client();
        hands = new Hands(admin, account);
        hands.bounds = KubernetesBounds.DEFAULT;
        installed.inForce("probed", hands.namespace);
    }

    @AfterAll
    static void uninstall() {
        if (account != null) {
            account.close();
        }
        if (installed != null) {
            installed.close();
        }
    }

    @Test
    void aWorkloadIsScaledRestartedPausedAndResumed() {
        // Given
        hands.deployment("api", 2, "shop/api:1.4.0");

        // Then
        assertThat(done("d-1", ActionType.WORKLOAD_SCALE, hands.service("api"), Map.of("by", "3")))
                .isEqualTo(ActionResult.SUCCEEDED);
        assertThat(done("d-2", ActionType.WORKLOAD_RESTART, hands.service("api"), Map.of()))
                .isEqualTo(ActionResult.SUCCEEDED);
        assertThat(done("d-3", ActionType.WORKLOAD_PAUSE, hands.service("api"), Map.of()))
                .isEqualTo(ActionResult.SUCCEEDED);
        assertThat(done("d-4", ActionType.WORKLOAD_RESUME, hands.service("api"), Map.of()))
                .isEqualTo(ActionResult.SUCCEEDED);
        assertThat(hands.replicas("api")).isEqualTo(5);
    }

    @Test
    void aRollbackIsDoneAndTakenBack() {
        // Given
        hands.deployment("cart", 1, "shop/cart:1.4.0");
        hands.good.put(hands.uid("cart"), List.of(hands.hash("shop/cart:1.4.0")));
        hands.deployment("cart", 1, "shop/cart:1.5.0");
        Actuator.Order order =
                hands.planned(hands.order("d-5", ActionType.WORKLOAD_ROLLBACK, hands.service("cart"), Map.of()));

        // When
        hands.start(order);
        Actuator.Answer answer = hands.settled(order);
        String back = hands.image("cart");
        hands.of(ActionType.WORKLOAD_ROLLBACK).undo(order);

        // Then
        assertThat(answer.result()).as(answer.detail()).isEqualTo(ActionResult.SUCCEEDED);
        assertThat(back).isEqualTo("shop/cart:1.4.0");
        assertThat(hands.settled(Hands.undo(order)).result()).isEqualTo(ActionResult.SUCCEEDED);
        assertThat(hands.image("cart")).isEqualTo("shop/cart:1.5.0");
    }

    @Test
    void aStatefulSetIsScaledAndRestarted() {
        // Given
        hands.statefulSet("db", 1, "shop/db:1.0");

        // Then
        assertThat(done("d-6", ActionType.WORKLOAD_SCALE, hands.service("db"), Map.of("to", "2")))
                .isEqualTo(ActionResult.SUCCEEDED);
        assertThat(done("d-7", ActionType.WORKLOAD_RESTART, hands.service("db"), Map.of()))
                .isEqualTo(ActionResult.SUCCEEDED);
    }

    @Test
    void theFloorOfAnAutoscalerIsRaised() {
        // Given
        hands.deployment("web", 2, "shop/web:1.0");
        cluster.apply("""
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: web, namespace: %s}
                spec:
                  minReplicas: 2
                  maxReplicas: 5
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
                  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}]
                """.formatted(hands.namespace));

        // Then
        assertThat(done("d-8", ActionType.WORKLOAD_SCALE, hands.service("web"), Map.of("by", "1")))
                .isEqualTo(ActionResult.SUCCEEDED);
        assertThat(hands.replicas("web")).isEqualTo(3);
    }

    @Test
    void theFloorOfAScaledObjectIsRaised() {
        // Given
        hands.deployment("mail", 2, "shop/mail:1.0");
        cluster.apply("""
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: mail, namespace: %s}
                spec:
                  minReplicaCount: 2
                  maxReplicaCount: 5
                  scaleTargetRef: {name: mail}
                  triggers: [{type: cron, metadata: {}}]
                """.formatted(hands.namespace));
        Actuator.Order order =
                hands.planned(hands.order("d-9", ActionType.WORKLOAD_SCALE, hands.service("mail"), Map.of("by", "1")));

        // When
        Actuator.Answer answer = hands.start(order);

        // Then
        assertThat(answer.result()).as(answer.detail()).isEqualTo(ActionResult.IN_PROGRESS);
        assertThat(cluster.kubectl(
                        "-n", hands.namespace, "get", "scaledobject", "mail", "-o", "jsonpath={.spec.minReplicaCount}"))
                .isEqualTo("3");
    }

    @Test
    void podsAreEvictedAndDeletedAndANodeIsClosedAndOpened() {
        // Given
        hands.deployment("pay", 2, "shop/pay:1.0");
        List<String> pods = podsOf(hands.namespace, "app", "pay");
        EntityId node = EntityId.node("sim-000");

        // Then
        assertThat(done("d-10", ActionType.POD_EVICT, pod("pay", pods.getFirst()), Map.of()))
                .isEqualTo(ActionResult.SUCCEEDED);
        hands.available("deployments", "pay", 2);
        assertThat(done("d-11", ActionType.POD_DELETE, pod("pay", pods.getLast()), Map.of()))
                .isEqualTo(ActionResult.SUCCEEDED);
        cluster.kubectl("annotate", "node", "sim-000", Mark.MODE + "=auto", "--overwrite");
        hands.bounds = hands.bounds.unlabelled(OptIn.AUTO).steady(java.time.Duration.ZERO);
        try {
            assertThat(done("d-12-" + hands.namespace, ActionType.NODE_CORDON, node, Map.of()))
                    .isEqualTo(ActionResult.SUCCEEDED);
            assertThat(done("d-13-" + hands.namespace, ActionType.NODE_UNCORDON, node, Map.of()))
                    .isEqualTo(ActionResult.SUCCEEDED);
        } finally {
            hands.bounds = KubernetesBounds.DEFAULT;
            cluster.kubectl("uncordon", "sim-000");
            cluster.kubectl("annotate", "node", "sim-000", Mark.MODE + "-");
        }
    }

    @Test
    void ownersSeeItAsEvents() {
        // Given
        hands.deployment("seen", 1, "shop/seen:1.0");

        // When
        done("d-14", ActionType.WORKLOAD_RESTART, hands.service("seen"), Map.of());

        // Then
        assertThat(cluster.kubectl("-n", hands.namespace, "get", "events.events.k8s.io", "-o", "name"))
                .contains("nightshift.d-14.started", "nightshift.d-14.succeeded");
    }

    @Test
    void theBindingOfAPolicyThatWasRejectedProtectsNothingAndNothingIsDone() {
        // Given
        hands.deployment("loose", 1, "shop/loose:1.0");

        try {
            // When
            cluster.kubectl("delete", "validatingadmissionpolicy", "nightshift-deployments");
            assertThatThrownBy(() -> cluster.apply("""
                            apiVersion: admissionregistration.k8s.io/v1
                            kind: ValidatingAdmissionPolicy
                            metadata: {name: nightshift-deployments}
                            spec:
                              failurePolicy: Fail
                              matchConstraints:
                                resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [UPDATE], resources: [deployments]}]
                              validations: [{expression: 'nonsense('}]
                            """)).hasMessageContaining("compilation failed");

            // Then
            assertThat(cluster.kubectl("get", "validatingadmissionpolicybinding", "-o", "name"))
                    .contains("nightshift-deployments");
            cluster.until(() -> restart("loose") instanceof Actuator.Plan.Impossible);
            assertThat(restart("loose").detail()).contains("without naming a decision");
        } finally {
            installed.apply();
            installed.inForce("probed", hands.namespace);
        }
    }

    private static Actuator.Plan restart(String name) {
        return hands.of(ActionType.WORKLOAD_RESTART)
                .plan(hands.order("d-r", ActionType.WORKLOAD_RESTART, hands.service(name), Map.of()));
    }

    private static ActionResult done(String id, String type, EntityId target, Map<String, String> parameters) {
        Actuator.Order order = hands.planned(hands.order(id, type, target, parameters));
        Actuator.Answer answer = hands.start(order);
        assertThat(answer.result()).as(answer.detail()).isEqualTo(ActionResult.IN_PROGRESS);
        return hands.settled(order).result();
    }

    private static EntityId pod(String workload, String name) {
        return EntityId.of(EntityKind.POD, "", hands.namespace, workload, name);
    }

    private static List<String> podsOf(String namespace, String label, String value) {
        return cluster.admin().pods().inNamespace(namespace).withLabel(label, value).list().getItems().stream()
                .map(Pod::getMetadata)
                .map(each -> each.getName())
                .toList();
    }
}
