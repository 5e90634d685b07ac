package nightshift.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nightshift.KnownSignals;
import nightshift.cluster.TestCluster;
import nightshift.fact.ActionType;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.journal.DecisionQuery;
import nightshift.journal.Journal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Kills a server, as `kill -9` does, wherever an action on a real cluster can be in its life; then starts it again
/// until all is settled. The API server's audit log has each write once.
@Tag("cluster")
class KubernetesKillTest {
    @RegisterExtension
    static final TestCluster cluster = new TestCluster();

    private static final String WELL = "0.02";
    private static final String WORSE = "9";

    @TempDir
    private Path directory;

    private SmallProcesses processes;
    private String namespace;

    /// One verb of each kind of request.
    private enum What {
        /// A patch.
        RESTART,
        /// A subresource that takes the whole.
        SCALE,
        /// A subresource that is posted to.
        EVICT
    }

    static Stream<Arguments> deaths() {
        return Stream.of(What.values())
                .flatMap(what -> Stream.of(
                                KillPoint.INTENT,
                                KillPoint.STARTED,
                                KillPoint.ANSWERED,
                                KillPoint.OUTCOME,
                                KillPoint.VERIFIED)
                        .map(point -> Arguments.of(what, point)));
    }

    @BeforeEach
    void aWorkload() {
        processes = new SmallProcesses(directory);
        namespace = cluster.namespace();
        cluster.kubectl("label", "namespace", namespace, "nightshift.dev/mode=auto");
        cluster.kubectl("-n", namespace, "create", "deployment", "cart", "--image=shop/cart:1", "--replicas=2");
        cluster.kubectl("-n", namespace, "rollout", "status", "deployment/cart", "--timeout=60s");
    }

    @AfterEach
    void endProcesses() {
        processes.end();
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void killedWhileHealingTheWriteHappensOnce(What what, KillPoint point) throws Exception {
        String order = order(what);
        killAt(order, point, WELL);
        finish(order, WELL);

        assertThat(writes()).hasSize(1);
        assertThat(decisions()).extracting(Remedy::state).containsExactly(DecisionState.HEALED);
    }

    @ParameterizedTest
    @EnumSource(
            value = KillPoint.class,
            names = {"VERIFICATION", "UNDO_STARTED", "UNDO_ANSWERED"})
    void killedWhileUndoingBothWritesHappenOnceAndAHumanIsWoken(KillPoint point) throws Exception {
        String order = order(What.SCALE);
        killAt(order, point, WORSE);
        finish(order, WORSE);

        assertThat(writes()).hasSize(2);
        assertThat(decisions())
                .extracting(Remedy::state)
                .containsExactlyInAnyOrder(DecisionState.UNDONE, DecisionState.DONE);
        assertThat(cluster.kubectl("-n", namespace, "get", "deployment", "cart", "-o", "jsonpath={.spec.replicas}"))
                .isEqualTo("2");
    }

    private String order(What what) {
        EntityId cart = EntityId.service(namespace, "cart");
        return switch (what) {
            case RESTART -> ActionType.WORKLOAD_RESTART + " " + cart.text();
            case SCALE -> ActionType.WORKLOAD_SCALE + " " + cart.text();
            case EVICT -> {
                String pod = cluster.kubectl(
                        "-n", namespace, "get", "pods", "-l", "app=cart", "-o", "jsonpath={.items[0].metadata.name}");
                EntityId target = EntityId.of(EntityKind.POD, "", namespace, "cart", pod);
                yield ActionType.POD_EVICT + " " + target.text();
            }
        };
    }

    private List<TestCluster.Audited> writes() {
        return cluster.audit(line -> line.user().equals("nightshift:acting")
                && line.namespace().equals(namespace)
                && !line.dryRun()
                && !line.resource().equals("events")
                && line.code() < 300);
    }

    private void killAt(String order, KillPoint point, String after) throws Exception {
        Process server = server(order, point, after);
        assertThat(SmallProcesses.line(server, "AT ")).isEqualTo("AT " + point);
        SmallProcesses.kill(server);
    }

    private void finish(String order, String after) throws Exception {
        Process server = server(order, KillPoint.NEVER, after);
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isZero();
    }

    private Process server(String order, KillPoint point, String after) throws IOException {
        return processes.java(
                "nightshift.act.KillableServer",
                directory.resolve("data").toString(),
                cluster.actingKubeconfig().toString(),
                order,
                point.name(),
                after);
    }

    private List<Remedy> decisions() {
        try (Journal journal = Journal.open(directory.resolve("data"), KnownSignals::meaning)) {
            return journal.decisions(DecisionQuery.newest(10)).items();
        }
    }
}
