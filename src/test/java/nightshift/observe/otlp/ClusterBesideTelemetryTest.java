package nightshift.observe.otlp;

import static nightshift.observe.otlp.Receiver.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.inventory.ClusterPod;
import nightshift.fact.inventory.ClusterView;
import nightshift.fact.inventory.ClusterWorkload;
import nightshift.fact.inventory.ClusterWorkload.Counts;
import nightshift.fact.inventory.ClusterWorkload.Rollout;
import nightshift.fact.inventory.ClusterWorkload.Scaling;
import nightshift.fact.inventory.ClusterWorkload.Stage;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.Disagreement;
import nightshift.fact.inventory.Replica;
import nightshift.fact.inventory.WatchStatus;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.intake.ClusterIntake.Told;
import nightshift.observe.otlp.request.Export;
import org.junit.jupiter.api.Test;

/// What an API server shows of `shop/cart`, beside what telemetry says of it.
class ClusterBesideTelemetryTest {
    private static final EntityId CART = EntityId.workload("shop", "cart");
    private static final EntityId CART_SERVICE = EntityId.service("shop", "cart");

    private final Receiver receiver = new Receiver();
    private final ClusterTelemetry telemetry = new ClusterTelemetry(receiver);

    @Test
    void withoutAnyTelemetryTheInventoryIsTheClusters() {
        // When
        shows(10, new Counts(3, 1, 1, 3), pod("cart-5c8d9f7b4d-9vqwt", "1.5", true), crashed("cart-5c8d9f7b4d-xxx2z"));

        // Then
        Deployed cart = cart();
        assertThat(cart.missing()).isEqualTo(2);
        assertThat(cart.restarts()).isEqualTo(4);
        assertThat(cart.restartedAt()).isEqualTo(at(7));
        assertThat(cart.versions()).containsExactly("1.5");
        assertThat(cart.replicas())
                .extracting(replica -> replica.id().part(), Replica::node, Replica::readiness)
                .containsExactly(
                        tuple("cart-5c8d9f7b4d-9vqwt", "node-1", Replica.Readiness.READY),
                        tuple("cart-5c8d9f7b4d-xxx2z", "node-1", Replica.Readiness.UNREADY));
    }

    @Test
    void telemetryAddsTheProgramsVersionAndItsService() {
        // Given
        shows(10, new Counts(1, 1, 1, 1), pod("cart-5c8d9f7b4d-9vqwt", "latest", true));

        // When
        process(15, "cart-5c8d9f7b4d-9vqwt", "2.0.1");
        receiver.look(20);

        // Then
        assertThat(cart().services()).containsExactly(CART_SERVICE);
        assertThat(cart().versions()).containsExactly("2.0.1");
    }

    @Test
    void theApiServerIsBelievedAndADifferenceThatLastsIsTold() {
        // Given telemetry that stays behind
        telemetry.deployment(3, 3);
        shows(10, new Counts(3, 1, 1, 3));

        // When
        Instant since = at(10);
        for (int second = 30; second <= 130; second += 20) {
            telemetry.deployment(3, 3);
            shows(second, new Counts(3, 1, 1, 3));
        }

        // Then
        assertThat(cart().missing()).isEqualTo(2);
        assertThat(receiver.inventory().disagreements())
                .containsExactly(new Disagreement(CART, "available", 1, 3, since));
        assertThat(receiver.inventory().disagreements().getFirst().describe())
                .isEqualTo("cart: available is 1 by the API server and 3 by telemetry since " + since);
    }

    @Test
    void aDifferenceOfAMomentIsNone() {
        // Given
        telemetry.deployment(3, 3);

        // When
        shows(10, new Counts(3, 1, 1, 3));
        shows(20, new Counts(3, 3, 3, 3));

        // Then
        assertThat(receiver.inventory().disagreements()).isEmpty();
    }

    @Test
    void whatIsTooOldIsNotBelievedAndTelemetryCountsAgain() {
        // Given
        telemetry.deployment(3, 3);
        shows(10, new Counts(3, 1, 1, 3), pod("cart-5c8d9f7b4d-9vqwt", "1.5", false));

        // When
        show(20, status(WatchStatus.State.STALE, 10), List.of(), view(10, List.of()));

        // Then
        assertThat(cart().missing()).isZero();
        assertThat(cart().replicas()).extracting(Replica::readiness).containsExactly(Replica.Readiness.UNKNOWN);
        assertThat(receiver.inventory().cluster()).isEmpty();
    }

    @Test
    void aPodThatIsGoneIsNoReplicaAnyMore() {
        // Given
        shows(10, new Counts(2, 2, 2, 2), pod("cart-1-a", "1.5", true), pod("cart-1-b", "1.5", true));

        // When
        shows(11, new Counts(1, 1, 1, 1), pod("cart-1-b", "1.5", true));

        // Then
        assertThat(cart().replicas()).extracting(replica -> replica.id().part()).containsExactly("cart-1-b");
    }

    @Test
    void aRolloutThatTheApiServerShowsIsNotTakenForAnotherOneWhenItsPodsAreSeen() {
        // Given what has run for long
        for (int second = 0; second < 300; second += 10) {
            shows(second, new Counts(1, 1, 1, 1), pod("cart-7d9fbc6b5d-2xkzl", "1.4", true));
            process(second, "cart-7d9fbc6b5d-2xkzl", "4");
        }

        // When
        Change change = new Change(
                "kube-1", at(300), CART, ChangeKind.DEPLOYMENT, "1.5", "1.4", "kubectl-set", "cart goes to 1.5");
        show(
                301,
                status(WatchStatus.State.WATCHING, 301),
                List.of(new Told(change, "5c8d9f7b4d")),
                view(301, List.of(workload(new Counts(1, 1, 1, 1), pod("cart-5c8d9f7b4d-9vqwt", "1.5", true)))));
        for (int second = 302; second < 360; second += 10) {
            shows(second, new Counts(1, 1, 1, 1), pod("cart-5c8d9f7b4d-9vqwt", "1.5", true));
            process(second, "cart-5c8d9f7b4d-9vqwt", "5");
        }

        // Then
        assertThat(receiver.changes()).singleElement().satisfies(told -> {
            assertThat(told.entity()).isEqualTo(CART_SERVICE);
            assertThat(told.by()).isEqualTo("kubectl-set");
            assertThat(told.version()).isEqualTo("1.5");
            assertThat(told.previousVersion()).isEqualTo("1.4");
        });
    }

    @Test
    void aRestartThatTheApiServerShowsIsNoOtherConfiguration() {
        // Given
        for (int second = 0; second < 300; second += 10) {
            shows(second, new Counts(1, 1, 1, 1), pod("cart-7d9fbc6b5d-2xkzl", "1.4", true));
        }

        // When
        Change change = new Change("kube-1", at(300), CART, ChangeKind.RESTART, "5c8d9f7b4d", "7d9fbc6b5d", "me", "");
        show(
                301,
                status(WatchStatus.State.WATCHING, 301),
                List.of(new Told(change, "5c8d9f7b4d")),
                view(301, List.of(workload(new Counts(1, 1, 1, 1), pod("cart-5c8d9f7b4d-9vqwt", "1.4", true)))));
        for (int second = 302; second < 360; second += 10) {
            shows(second, new Counts(1, 1, 1, 1), pod("cart-5c8d9f7b4d-9vqwt", "1.4", true));
        }

        // Then
        assertThat(receiver.changes()).extracting(Change::kind).containsExactly(ChangeKind.RESTART);
    }

    @Test
    void aProcessThatNamesItsPodByTheUidAloneRunsInIt() {
        // Given one that is heard before its pod is shown, and one after
        byUid(5, "cart-5c8d9f7b4d-9vqwt");
        shows(10, new Counts(2, 2, 2, 2), pod("cart-5c8d9f7b4d-9vqwt", "1", true), pod("cart-5c8d9f7b4d-x", "1", true));

        // When
        byUid(12, "cart-5c8d9f7b4d-9vqwt");
        byUid(12, "cart-5c8d9f7b4d-x");
        receiver.look(20);

        // Then
        assertThat(cart().services()).containsExactly(EntityId.service("shop", "till"));
        assertThat(receiver.inventory().candidates(EntityId.service("shop", "till")))
                .containsExactly(CART);
        assertThat(cart().versions()).containsExactly("3");
    }

    /// What a process sends that knows its pod's uid alone.
    private void byUid(double second, String pod) {
        receiver.send(
                second,
                Export.METRICS,
                Requests.metrics(
                        Requests.resource(Map.of(
                                "service.name", "till",
                                "service.namespace", "shop",
                                "service.version", "3",
                                "k8s.pod.uid", "uid-" + pod)),
                        Requests.gauge("process.threads", 5, at(second))));
    }

    @Test
    void whoIsNotReadyIsMeasuredAlsoWhereNobodySendsIt() {
        // When
        shows(1, new Counts(2, 1, 1, 2), pod("cart-1-a", "1.5", true), pod("cart-1-b", "1.5", false));
        receiver.look(16);

        // Then
        assertThat(receiver.window(10)).containsEntry("workload:shop/cart|k8s.pod.ready", 0.5);
    }

    @Test
    void aServiceThatMayBeSeveralWorkloadsNamesThemAll() {
        // Given
        shows(10, new Counts(1, 1, 1, 1), pod("cart-5c8d9f7b4d-9vqwt", "1", true));
        Map<String, String> canary = Map.of("k8s.namespace.name", "shop", "k8s.deployment.name", "cart-canary");
        process(15, "cart-5c8d9f7b4d-9vqwt", "1");

        // When
        Map<String, String> process = new HashMap<>(canary);
        process.put("k8s.pod.name", "cart-canary-7d9fbc6b5d-2xkzl");
        telemetry.process(15, process);
        receiver.look(30);

        // Then
        assertThat(receiver.inventory().candidates(CART_SERVICE))
                .containsExactly(CART, EntityId.workload("shop", "cart-canary"));
    }

    @Test
    void aServiceOfWhichNobodySaysWhereItRunsIsItsNamesakeInItsNamespace() {
        // When
        shows(10, new Counts(1, 1, 1, 1), pod("cart-5c8d9f7b4d-9vqwt", "1", true));

        // Then
        assertThat(receiver.inventory().candidates(CART_SERVICE)).containsExactly(CART);
        assertThat(receiver.inventory().candidates(EntityId.service("elsewhere", "cart")))
                .isEmpty();
    }

    private Deployed cart() {
        return receiver.inventory().of(CART).orElseThrow();
    }

    private void process(double second, String pod, String version) {
        telemetry.process(
                second, Map.of("k8s.namespace.name", "shop", "k8s.pod.name", pod, "service.version", version));
    }

    private void shows(double second, Counts counts, ClusterPod... pods) {
        show(
                second,
                status(WatchStatus.State.WATCHING, second),
                List.of(),
                view(second, List.of(workload(counts, pods))));
    }

    private void show(double second, WatchStatus status, List<Told> told, ClusterView view) {
        receiver.observer().cluster(view, told, status, at(second));
        receiver.look(second);
    }

    private static ClusterView view(double second, List<ClusterWorkload> workloads) {
        return new ClusterView("", at(second), workloads, List.of(), List.of());
    }

    private static WatchStatus status(WatchStatus.State state, double heard) {
        return new WatchStatus(state, at(0), at(heard), List.of(), "", Map.of());
    }

    private static ClusterWorkload workload(Counts counts, ClusterPod... pods) {
        return new ClusterWorkload(
                CART,
                ClusterWorkload.Kind.DEPLOYMENT,
                "uid",
                counts,
                new Rollout("1", "5c8d9f7b4d", Map.of("cart", "1.5"), Stage.COMPLETE, ""),
                Scaling.NONE,
                new ArrayList<>(List.of(pods)));
    }

    private static ClusterPod pod(String name, String image, boolean ready) {
        return new ClusterPod(
                name, "uid-" + name, "node-1", template(name), Map.of("cart", image), ready, false, 0, "", null, at(0));
    }

    private static ClusterPod crashed(String name) {
        return new ClusterPod(
                name,
                "uid-" + name,
                "node-1",
                template(name),
                Map.of("cart", "1.5"),
                false,
                false,
                4,
                "CrashLoopBackOff",
                new ClusterPod.End("cart", "OOMKilled", 137, at(7)),
                at(0));
    }

    private static String template(String pod) {
        return pod.split("-")[1];
    }
}
