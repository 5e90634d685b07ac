package nightshift.act.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is lost, what was decided once is written once: each verb is cut before its write, after it, and after
/// each question, with everything of the process thrown away; the API server's audit log is what counts.
@Tag("cluster")
class CutAtEachStepTest {
    @RegisterExtension
    static final TestCluster cluster = new TestCluster();

    private Hands hands;

    enum Cut {
        /// The order was journalled, and never sent.
        BEFORE_THE_WRITE,
        /// It was sent and done, and the answer was lost.
        AFTER_THE_WRITE,
        /// It was asked about, and the answer was lost.
        AFTER_A_QUESTION
    }

    private enum What {
        SCALE(ActionType.WORKLOAD_SCALE, Map.of("by", "1")),
        RESTART(ActionType.WORKLOAD_RESTART, Map.of()),
        ROLLBACK(ActionType.WORKLOAD_ROLLBACK, Map.of()),
        PAUSE(ActionType.WORKLOAD_PAUSE, Map.of()),
        EVICT(ActionType.POD_EVICT, Map.of()),
        DELETE(ActionType.POD_DELETE, Map.of()),
        CORDON(ActionType.NODE_CORDON, Map.of());

        private final String type;
        private final Map<String, String> parameters;

        What(String type, Map<String, String> parameters) {
            this.type = type;
            this.parameters = parameters;
        }
    }

    static Stream<Arguments> cuts() {
        return Arrays.stream(What.values())
                .flatMap(what -> Arrays.stream(Cut.values()).map(cut -> Arguments.of(what, cut)));
    }

    @BeforeEach
    void aWorkload() {
        hands = new Hands(cluster);
        hands.bounds = hands.bounds.unlabelled(OptIn.AUTO);
        hands.deployment("api", 2, "shop/api:1.4.0");
        cluster.apply(hands.deploymentYaml("api", 2, "shop/api:1.5.0"));
        hands.available("deployments", "api", 2);
        cluster.until(() -> cluster.admin()
                        .pods()
                        .inNamespace(hands.namespace)
                        .list()
                        .getItems()
                        .size()
                == 2);
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void whatWasDecidedOnceIsWrittenOnce(What what, Cut cut) {
        // Given
        String id = "d-" + what.name().toLowerCase(java.util.Locale.ROOT) + "-" + hands.namespace;
        Actuator.Order order = hands.planned(hands.order(id, what.type, target(what), what.parameters));
        try {
            // When
            switch (cut) {
                case BEFORE_THE_WRITE -> {}
                case AFTER_THE_WRITE -> hands.start(order);
                case AFTER_A_QUESTION -> {
                    hands.start(order);
                    hands.poll(order);
                }
            }
            afterTheCut(order);
            afterTheCut(order);

            // Then
            assertThat(written(order)).hasSize(1);
        } finally {
            if (what == What.CORDON) {
                hands.of(what.type).undo(order);
            }
        }
    }

    /// As the dispatcher does: it asks first, and sends once more only what the target says that it never got.
    private void afterTheCut(Actuator.Order order) {
        Actuator.Answer answer = hands.poll(order);
        if (answer.neverArrived()) {
            hands.start(order);
        }
        assertThat(hands.settled(order).result()).as(order.id()).isEqualTo(ActionResult.SUCCEEDED);
    }

    private List<TestCluster.Audited> written(Actuator.Order order) {
        boolean node = order.action().type().equals(ActionType.NODE_CORDON);
        return node
                ? cluster.audit(line -> line.resource().equals("nodes")
                        && line.user().equals(hands.user())
                        && !line.dryRun()
                        && line.body().contains(order.id() + "\""))
                : hands.writes();
    }

    private EntityId target(What what) {
        return switch (what) {
            case SCALE, RESTART, ROLLBACK, PAUSE -> hands.service("api");
            case EVICT, DELETE ->
                EntityId.of(
                        EntityKind.POD,
                        "",
                        hands.namespace,
                        "api",
                        cluster
                                .admin()
                                .pods()
                                .inNamespace(hands.namespace)
                                .withLabel("app", "api")
                                .list()
                                .getItems()
                                .stream()
                                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                                .findFirst()
                                .orElseThrow()
                                .getMetadata()
                                .getName());
            case CORDON -> EntityId.node("sim-001");
        };
    }

    @Test
    void aDryRunOfEachVerbChangesNothing() {
        String before = versions();

        for (What what : What.values()) {
            hands.possible(hands.order("d-" + what, what.type, target(what), what.parameters));
        }

        assertThat(versions()).isEqualTo(before);
    }

    private String versions() {
        cluster.until(() -> hands.object("deployments", "api").get("status", "observedGeneration") != null);
        return cluster.kubectl(
                "-n",
                hands.namespace,
                "get",
                "deployments,replicasets,pods",
                "-o",
                "jsonpath={range .items[*]}{.kind}/{.metadata.name}:{.metadata.generation}{.metadata.deletionTimestamp} {end}");
    }

    @Test
    void whoMayNotIsToldSoByOneRequest() {
        // Given
        cluster.kubectl("-n", hands.namespace, "create", "serviceaccount", "weak");
        cluster.kubectl(
                "-n",
                hands.namespace,
                "create",
                "role",
                "look",
                "--verb=get,list",
                "--resource=deployments.apps,canaries.flagger.app,rollouts.argoproj.io");
        cluster.kubectl(
                "-n",
                hands.namespace,
                "create",
                "rolebinding",
                "look",
                "--role=look",
                "--serviceaccount=" + hands.namespace + ":weak");
        cluster.kubectl(
                "create", "clusterrole", "namespaces-" + hands.namespace, "--verb=get", "--resource=namespaces");
        cluster.kubectl(
                "create",
                "clusterrolebinding",
                "namespaces-" + hands.namespace,
                "--clusterrole=namespaces-" + hands.namespace,
                "--serviceaccount=" + hands.namespace + ":weak");
        Actuator.Order order =
                hands.planned(hands.order("d-1", ActionType.WORKLOAD_RESTART, hands.service("api"), Map.of()));

        try (KubernetesClient weak = cluster.client(cluster.token(hands.namespace, "weak"))) {
            // When
            Actuator.Answer answer = new Hands(hands, weak).start(order);

            // Then
            assertThat(answer.result()).isEqualTo(ActionResult.FAILED);
            assertThat(answer.detail()).contains("cannot patch resource");
            assertThat(cluster
                            .audit(line ->
                                    line.user().endsWith(":weak") && line.verb().equals("patch"))
                            .stream()
                            .filter(line -> line.namespace().equals(hands.namespace)))
                    .hasSize(1);
        }
    }

    @Test
    void aPodThatMayNotBeReadIsNotTakenForGone() {
        Actuator.Order order = hands.planned(hands.order("d-1", ActionType.POD_EVICT, target(What.EVICT), Map.of()));
        cluster.kubectl("-n", hands.namespace, "create", "serviceaccount", "blind");

        try (KubernetesClient blind = cluster.client(cluster.token(hands.namespace, "blind"))) {
            Hands weak = new Hands(hands, blind);

            assertThat(weak.poll(order).result()).isEqualTo(ActionResult.UNKNOWN);
            assertThat(weak.start(order).result()).isEqualTo(ActionResult.UNKNOWN);
            assertThat(weak.poll(order).neverArrived()).isFalse();
        }
    }

    @Test
    void aTokenThatIsNotKnownIsNoRefusal() {
        Actuator.Order order =
                hands.planned(hands.order("d-1", ActionType.WORKLOAD_RESTART, hands.service("api"), Map.of()));

        try (KubernetesClient stranger = cluster.client("no-such-token")) {
            Hands unknown = new Hands(hands, stranger);

            Actuator.Plan plan = unknown.of(ActionType.WORKLOAD_RESTART).plan(order);
            assertThat(plan).isInstanceOf(Actuator.Plan.Away.class);
            assertThat(plan.detail()).contains("does not know who asks");
            assertThat(unknown.start(order))
                    .satisfies(answer -> assertThat(answer.result()).isEqualTo(ActionResult.UNKNOWN))
                    .satisfies(answer -> assertThat(answer.neverArrived()).isTrue());
            assertThat(hands.writes()).isEmpty();
        }
    }

    @Test
    void anApiServerThatIsAwayIsAskedAgainAndNothingIsDoneTwice() {
        // Given
        Actuator.Order order =
                hands.planned(hands.order("d-1", ActionType.WORKLOAD_RESTART, hands.service("api"), Map.of()));
        hands.start(order);
        cluster.killApiServer();
        try {
            // When
            Actuator.Answer away = hands.poll(order);
            Actuator.Answer sentAway = hands.start(order);
            Actuator.Plan plan = hands.of(ActionType.WORKLOAD_RESTART).plan(order);

            // Then
            assertThat(away.result()).isEqualTo(ActionResult.UNKNOWN);
            assertThat(away.neverArrived()).isFalse();
            assertThat(sentAway.result()).isEqualTo(ActionResult.UNKNOWN);
            assertThat(plan).isInstanceOf(Actuator.Plan.Away.class);
            assertThat(plan.detail()).contains("can't be reached");
        } finally {
            cluster.startApiServer();
        }
        afterTheCut(order);
        assertThat(hands.writes()).hasSize(1);
    }
}
