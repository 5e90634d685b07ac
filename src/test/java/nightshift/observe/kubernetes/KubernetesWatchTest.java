package nightshift.observe.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightshift.app.assembly.KubernetesAccess;
import nightshift.app.settings.Settings;
import nightshift.cluster.TestCluster;
import nightshift.fact.ChangeKind;
import nightshift.fact.inventory.ClusterPod;
import nightshift.fact.inventory.ClusterWorkload;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.Replica;
import nightshift.fact.inventory.WatchStatus.State;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A real API server followed, with the client that the server has.
@Tag("cluster")
class KubernetesWatchTest {
    @RegisterExtension
    static final TestCluster cluster = new TestCluster();

    private String namespace;
    private EntityId api;
    private KubernetesAccess access;

    @BeforeEach
    void aNamespace() {
        namespace = cluster.namespace();
        api = EntityId.workload(namespace, "api");
        access = KubernetesAccess.of(
                new Settings.Kubernetes.Access(Optional.of(cluster.kubeconfig()), Optional.empty(), ""),
                Duration.ofSeconds(10));
    }

    @AfterEach
    void noMore() {
        access.close();
    }

    @Test
    void aRolloutIsAChangeFromOneVersionToTheOtherByWhoWroteIt() {
        // Given
        deployment("shop/api:1.4");
        try (Follower follower = Follower.of(access.watching())) {
            follower.untilRuns(api, Deployed::whole);

            // When
            kubectl("set", "image", "deployment/api", "api=shop/api:1.5");

            // Then
            follower.untilChanged(api, change -> {
                assertThat(change.kind()).isEqualTo(ChangeKind.DEPLOYMENT);
                assertThat(change.previousVersion()).isEqualTo("1.4");
                assertThat(change.version()).isEqualTo("1.5");
                assertThat(change.by()).isEqualTo("kubectl-set");
                assertThat(change.summary()).endsWith("revision 1 to 2");
            });
            Deployed after =
                    follower.untilRuns(api, it -> it.whole() && it.versions().equals(List.of("1.5")));
            assertThat(after.missing()).isZero();
        }
    }

    @Test
    void scalingAndStartingAnewAreChangesOfTheirOwnKinds() {
        // Given
        deployment("shop/api:1.4");
        try (Follower follower = Follower.of(access.watching())) {
            follower.untilRuns(api, Deployed::whole);

            // When
            kubectl("scale", "deployment/api", "--replicas=3");

            // Then
            follower.untilChanged(api, change -> {
                assertThat(change.kind()).isEqualTo(ChangeKind.SCALING);
                assertThat(change.by()).isEqualTo("kubectl");
                assertThat(change.summary()).isEqualTo("api is to have 3 replicas, before it 2");
            });

            // When
            kubectl("rollout", "restart", "deployment/api");

            // Then
            follower.untilChanged(api, change -> {
                assertThat(change.kind()).isEqualTo(ChangeKind.RESTART);
                assertThat(change.by()).isEqualTo("kubectl-rollout");
            });
        }
    }

    @Test
    void ofAVersionThatNeverBecomesReadyReplicasAreMissing() {
        // Given
        deployment("shop/api:1.4");
        try (Follower follower = Follower.of(access.watching())) {
            follower.untilRuns(api, Deployed::whole);

            // When
            kubectl("patch", "deployment/api", "-p", """
                    {"spec":{"progressDeadlineSeconds":4,"strategy":{"rollingUpdate":{"maxUnavailable":1}},
                     "template":{"spec":{"containers":[{"name":"api","image":"shop/api:1.5-never-ready"}]}}}}""");

            // Then
            Deployed stuck = follower.untilRuns(
                    api, it -> it.missing() == 1 && it.replicas().size() == 3);
            assertThat(stuck.replicas())
                    .filteredOn(it -> it.version().image().equals("1.5-never-ready"))
                    .extracting(Replica::readiness)
                    .containsOnly(Replica.Readiness.UNREADY);
            follower.untilSeen(view -> view.workload(api)
                    .filter(it -> it.rollout().stage() == ClusterWorkload.Stage.STALLED
                            && it.rollout().reason().equals("ProgressDeadlineExceeded"))
                    .isPresent());
        }
    }

    @Test
    void ofACrashLoopRestartsAndWhyItEndedAreSeen() {
        // When
        deployment("shop/api:1.5-oom");
        try (Follower follower = Follower.of(access.watching())) {

            // Then
            Deployed dying = follower.untilRuns(api, it -> it.restarts() >= 2);
            assertThat(dying.restartedAt()).isNotNull();
            assertThat(dying.missing()).isEqualTo(2);
            follower.untilSeen(view -> view.workload(api)
                    .filter(it -> it.pods().stream().anyMatch(KubernetesWatchTest::killed))
                    .isPresent());
            follower.untilSeen(view ->
                    view.events().stream().anyMatch(event -> event.entity().equals(api)));
        }
    }

    private static boolean killed(ClusterPod pod) {
        ClusterPod.End ended = pod.ended();
        return ended != null && ended.outOfMemory() && ended.exitCode() == 137;
    }

    @Test
    void aNodeThatIsNotReadySaysWhy() {
        try (Follower follower = Follower.of(access.watching())) {
            String node = follower.view().nodes().getFirst().entity().name();
            try {
                // When
                cluster.kubectl("annotate", "node", node, "sim.nightshift/fault=not-ready");

                // Then
                follower.untilSeen(view -> view.nodes().stream()
                        .anyMatch(it -> it.entity().equals(EntityId.node(node))
                                && !it.ready()
                                && it.reason().equals("KubeletNotReady")));
            } finally {
                cluster.kubectl("annotate", "node", node, "sim.nightshift/fault-");
            }
            follower.untilSeen(view -> view.nodes().stream().allMatch(it -> it.ready()));
        }
    }

    @Test
    void anApiServerThatWasAwayIsCaughtUpWithAndNothingIsLost() {
        // Given
        deployment("shop/api:1.4");
        try (Follower follower = Follower.of(access.watching())) {
            follower.untilRuns(api, Deployed::whole);
            long lists = follower.status().counts().get("relists");

            // When
            cluster.killApiServer();

            // Then what it said last still counts
            follower.until(State.AWAY);
            assertThat(follower.status().detail()).contains("does not answer");
            assertThat(follower.view().workload(api)).isPresent();

            // When
            cluster.startApiServer();
            kubectl("set", "image", "deployment/api", "api=shop/api:1.5");

            // Then
            follower.until(State.WATCHING);
            follower.untilChanged(api, change -> assertThat(change.version()).isEqualTo("1.5"));
            follower.untilRuns(api, it -> it.versions().equals(List.of("1.5")));
            assertThat(follower.status().counts().get("relists"))
                    .as("an API server that has not read its past yet lets a watch go on; later it says 410, and all"
                            + " is listed anew")
                    .isGreaterThanOrEqualTo(lists);
        }
    }

    @Test
    void whatWasSaidTooLongAgoIsNotBelieved() {
        // Given
        deployment("shop/api:1.4");
        try (Follower follower = new Follower(access.watching(), Duration.ofSeconds(2))) {
            follower.untilRuns(api, Deployed::whole);

            // When
            cluster.killApiServer();

            // Then
            try {
                follower.until(State.STALE);
                follower.untilRuns(api, it -> it.desired().isEmpty());
            } finally {
                cluster.startApiServer();
            }
            follower.until(State.WATCHING);
            follower.untilRuns(api, Deployed::whole);
        }
    }

    @Test
    void aTokenThatIsNotAcceptedIsOneClearState() {
        try (KubernetesClient stranger = cluster.client("wrong");
                Follower follower = new Follower(stranger, KubernetesConfig.STALE_AFTER)) {
            follower.until(State.UNAUTHENTICATED);
            assertThat(follower.status().detail()).contains("does not accept the token (401");
            assertThat(follower.status().heard()).isNull();
            assertThat(follower.view().workloads()).isEmpty();
        }
    }

    @Test
    void whatMayNotBeReadIsNamedAndTheRestIsFollowed() {
        // Given who may read workloads and pods of one namespace
        deployment("shop/api:1.4");
        cluster.kubectl("-n", namespace, "create", "serviceaccount", "reader");
        kubectl(
                "create",
                "role",
                "reader",
                "--verb=get,list,watch",
                "--resource=deployments.apps,replicasets.apps,statefulsets.apps,daemonsets.apps,pods");
        kubectl("create", "rolebinding", "reader", "--role=reader", "--serviceaccount=" + namespace + ":reader");
        try (KubernetesClient reader = cluster.client(cluster.token(namespace, "reader"));
                Follower follower = new Follower(reader, KubernetesConfig.STALE_AFTER, namespace)) {

            // Then
            follower.until(State.FORBIDDEN);
            await().untilAsserted(() -> assertThat(follower.status().forbidden())
                    .containsExactly("nodes", "horizontalpodautoscalers", "poddisruptionbudgets", "events"));
            follower.untilRuns(api, Deployed::whole);
            assertThat(follower.view().workloads()).hasSize(1);
        }
    }

    @Test
    void theAutoscalerAndTheBudgetOfAWorkloadAreKnown() {
        // Given
        deployment("shop/api:1.4");
        kubectl("autoscale", "deployment", "api", "--min=2", "--max=5");
        kubectl("create", "poddisruptionbudget", "api", "--selector=app=api", "--min-available=1");

        try (Follower follower = Follower.of(access.watching())) {
            // Then
            follower.untilSeen(view -> view.workload(api)
                    .map(ClusterWorkload::scaling)
                    .filter(it -> it.equals(new ClusterWorkload.Scaling(
                            Optional.of(new ClusterWorkload.Autoscaler("api", 2, 5)), Optional.of(1))))
                    .isPresent());
        }
    }

    private void deployment(String image) {
        kubectl("create", "deployment", "api", "--image=" + image, "--replicas=2");
    }

    private void kubectl(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "-n";
        all[1] = namespace;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        cluster.kubectl(all);
    }
}
