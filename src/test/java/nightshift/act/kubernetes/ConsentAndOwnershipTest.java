package nightshift.act.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nightshift.act.kubernetes.api.Mark;
import nightshift.act.target.Actuator;
import nightshift.cluster.TestCluster;
import nightshift.fact.ActionResult;
import nightshift.fact.ActionType;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What keeps Nightshift from an object of a cluster: what its owners wrote, and who else keeps it as it is.
@Tag("cluster")
class ConsentAndOwnershipTest {
    @RegisterExtension
    static final TestCluster cluster = new TestCluster();

    private Hands hands;

    @BeforeEach
    void aWorkload() {
        hands = new Hands(cluster);
        cluster.apply(hands.deploymentYaml("api", 2, "shop/api:1.4.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "observe"})
    void whereOwnersDoNotWantItNothingIsDone(String mode) {
        hands.mode(mode);

        assertThat(hands.impossible(restart("d-1"))).contains("it is not wanted", "says " + mode);
    }

    @Test
    void whereOwnersWantAPersonOneIsAsked() {
        hands.mode("approve");

        assertThat(hands.possible(restart("d-1")).approval()).contains("a person is wanted", hands.namespace);
    }

    @Test
    void whatCannotBeReadCountsAsNo() {
        hands.mode("yes");

        assertThat(hands.impossible(restart("d-1"))).contains("'yes', expected off, observe, approve or auto");
    }

    @Test
    void aNamespaceWithoutALabelIsOnlyLookedAt() {
        cluster.kubectl("label", "namespace", hands.namespace, Mark.MODE + "-");

        assertThat(hands.impossible(restart("d-1"))).contains("nightshift.kubernetes.bounds.unlabelled");
    }

    @ParameterizedTest
    @CsvSource({
        "nightshift.dev/mode, observe, says observe",
        "nightshift.dev/mode, maybe, expected off",
        "nightshift.dev/allow, scale, allows scale alone",
        "nightshift.dev/pause-until, 2026-11-27T12:00:01Z, is left alone until",
        "nightshift.dev/pause-until, tomorrow, expected an instant"
    })
    void anAnnotationOfTheWorkloadRestrictsFurther(String key, String value, String said) {
        annotate(key, value);

        assertThat(hands.impossible(restart("d-1"))).contains(said);
    }

    @ParameterizedTest
    @CsvSource({
        "nightshift.dev/mode, auto",
        "nightshift.dev/allow, 'scale, restart'",
        "nightshift.dev/pause-until, 2026-11-27T12:00:00Z"
    })
    void whatAllowsItLetsItPass(String key, String value) {
        annotate(key, value);

        assertThat(hands.possible(restart("d-1")).approval()).isEmpty();
    }

    @Test
    void aWorkloadCannotAllowMoreThanItsNamespace() {
        hands.mode("observe");
        annotate(Mark.MODE, "auto");

        assertThat(hands.impossible(restart("d-1"))).contains("says observe");
    }

    @Test
    void inTheControlPlanesOwnNamespacesNothingIsDone() {
        Actuator.Order order = hands.order(
                "d-1",
                ActionType.POD_EVICT,
                EntityId.of(nightshift.fact.telemetry.EntityKind.POD, "", "kube-system", "x", "x"),
                Map.of());

        assertThat(hands.of(ActionType.POD_EVICT).plan(order)).isInstanceOf(Actuator.Plan.Impossible.class);
        hands.bounds = new KubernetesBounds(
                java.util.Set.of(hands.namespace), OptIn.AUTO, 2, 100, 0.5, 0.34, java.time.Duration.ZERO, false);
        assertThat(hands.impossible(restart("d-2"))).contains("is protected");
    }

    @ParameterizedTest
    @CsvSource({"2, 5, true", "2, 6, false", "1, 3, true", "1, 4, false"})
    void aWorkloadGrowsAtMostToTwiceItsSizeAndOneMore(int from, int to, boolean may) {
        cluster.kubectl("-n", hands.namespace, "scale", "deployment/api", "--replicas=" + from);

        Actuator.Plan plan = hands.of(ActionType.WORKLOAD_SCALE).plan(scale("d-1", to));

        assertThat(plan instanceof Actuator.Plan.Possible).as(plan.detail()).isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource({"4, true", "5, false"})
    void ownersSayHowManyReplicasThereMayBe(int to, boolean may) {
        annotate(Mark.MAX_REPLICAS, "4");

        Actuator.Plan plan = hands.of(ActionType.WORKLOAD_SCALE).plan(scale("d-1", to));

        assertThat(plan instanceof Actuator.Plan.Possible).as(plan.detail()).isEqualTo(may);
    }

    @Test
    void nothingIsSwitchedOnOrOffByItsSize() {
        assertThat(hands.impossible(scale("d-1", 0))).contains("switched on or off");
        cluster.kubectl("-n", hands.namespace, "scale", "deployment/api", "--replicas=0");
        assertThat(hands.impossible(scale("d-1", 1))).contains("switched on or off");
    }

    @Test
    void whatGitKeepsIsNotRolledBackButMayBeRestarted() {
        cluster.kubectl("-n", hands.namespace, "set", "image", "deployment/api", "main=shop/api:1.5.0");
        cluster.until(() -> cluster.admin()
                        .apps()
                        .replicaSets()
                        .inNamespace(hands.namespace)
                        .list()
                        .getItems()
                        .size()
                == 2);
        annotate("argocd.argoproj.io/tracking-id", "shop:apps/Deployment:shop/api");

        assertThat(hands.impossible(hands.order("d-1", ActionType.WORKLOAD_ROLLBACK, hands.service("api"), Map.of())))
                .contains("kept as Git has it", "revert the commit");
        assertThat(hands.possible(restart("d-2")).approval()).isEmpty();
    }

    @Test
    void theSizeThatGitKeepsIsNotChanged() {
        String yaml = hands.deploymentYaml("web", 2, "shop/web:1");
        cluster.applyAs("kustomize-controller", yaml);

        assertThat(hands.impossible(
                        hands.order("d-1", ActionType.WORKLOAD_SCALE, hands.service("web"), Map.of("by", "1"))))
                .contains("kustomize-controller owns spec.replicas");
    }

    @Test
    void whatIsMadeByAnotherObjectIsLeftToIt() {
        cluster.apply("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: operator, namespace: %s}
                """.formatted(hands.namespace));
        String uid = cluster.kubectl(
                "-n", hands.namespace, "get", "configmap", "operator", "-o", "jsonpath={.metadata.uid}");
        cluster.kubectl(
                "-n",
                hands.namespace,
                "patch",
                "deployment",
                "api",
                "--type=merge",
                "-p",
                "{\"metadata\":{\"ownerReferences\":[{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"operator\",\"uid\":\""
                        + uid + "\",\"controller\":true}]}}");

        assertThat(hands.impossible(restart("d-1"))).contains("made and kept by ConfigMap operator");
    }

    @ParameterizedTest
    @CsvSource({
        "flagger.app/v1beta1, Canary, targetRef, Flagger's Canary",
        "argoproj.io/v1alpha1, Rollout, workloadRef, Argo's Rollout"
    })
    void whatADeliveryToolLeadsIsLeftToIt(String version, String kind, String reference, String called) {
        cluster.apply("""
                apiVersion: %s
                kind: %s
                metadata: {name: lead, namespace: %s}
                spec: {%s: {apiVersion: apps/v1, kind: Deployment, name: api}}
                """.formatted(version, kind, hands.namespace, reference));

        assertThat(hands.impossible(restart("d-1"))).contains("is led by " + called);
    }

    @Test
    void underKedaTheScaledObjectsFloorIsRaised() {
        cluster.apply("""
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: api, namespace: %s}
                spec: {scaleTargetRef: {name: api}, minReplicaCount: 2, maxReplicaCount: 4}
                """.formatted(hands.namespace));
        int before = hands.writes().size();
        Actuator.Order order =
                hands.planned(hands.order("d-1", ActionType.WORKLOAD_SCALE, hands.service("api"), Map.of("by", "1")));

        hands.start(order);

        assertThat(hands.writes().subList(before, hands.writes().size()))
                .singleElement()
                .satisfies(write -> assertThat(write.resource()).isEqualTo("scaledobjects"));
        assertThat(hands.poll(order).result()).isEqualTo(ActionResult.IN_PROGRESS);
    }

    @Test
    void whatMayBeSeveralWorkloadsIsNotActedOn() {
        hands.workloads = List.of(EntityId.workload(hands.namespace, "api"), EntityId.workload(hands.namespace, "web"));

        assertThat(hands.impossible(restart("d-1"))).contains("may be any of", "/api", "/web", "name the workload");
    }

    @Test
    void twoKindsOfOneNameAreToldApartByNobody() {
        cluster.apply(hands.deploymentYaml("api", 1, "shop/api:1")
                .replace("kind: Deployment", "kind: StatefulSet")
                .replace("  progressDeadlineSeconds: 60\n", "  serviceName: x\n"));

        assertThat(hands.impossible(restart("d-1"))).contains("Deployment " + hands.namespace + "/api, StatefulSet");
    }

    @Test
    void aServiceOfAnotherClusterIsNotActedOn() {
        Actuator.Order order = hands.order(
                "d-1", ActionType.WORKLOAD_RESTART, hands.service("api").inCluster("west"), Map.of());

        assertThat(hands.impossible(order)).contains("is in cluster 'west'");
    }

    private void annotate(String key, String value) {
        cluster.kubectl("-n", hands.namespace, "annotate", "deployment", "api", key + "=" + value);
    }

    private Actuator.Order restart(String id) {
        return hands.order(id, ActionType.WORKLOAD_RESTART, hands.service("api"), Map.of());
    }

    private Actuator.Order scale(String id, int to) {
        return hands.order(id, ActionType.WORKLOAD_SCALE, hands.service("api"), Map.of("to", Integer.toString(to)));
    }
}
