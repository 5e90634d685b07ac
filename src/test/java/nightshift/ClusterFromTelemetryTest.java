package nightshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import nightshift.cluster.TestCluster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The packaged server that is told nothing of a real cluster but what one sender says over OTLP: it follows no API
/// server, and the cluster's pods send nothing themselves. The collector is built from pinned modules, its
/// configuration
/// is the one that we ship.
///
/// Windows of a second and a patience of ten let it be seen soon.
@Tag("collector")
@EnabledIfSystemProperty(
        named = "nightshift.otelcol",
        matches = ".+",
        disabledReason = "no collector; './nightshift test --all' builds one")
class ClusterFromTelemetryTest {
    @RegisterExtension
    static final TestCluster cluster = new TestCluster();

    private static final Path CONFIGURATION = Path.of("kubernetes/collector/cluster.yaml");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private String namespace;

    @BeforeEach
    void aNamespaceWithOneThatIsWell() {
        namespace = cluster.namespace();
        deploy("well", "1.4.0");
    }

    @Test
    void theK8sClusterReceiverAloneShowsADeploymentThatIsNeverReadyAndOneThatCrashes() throws Exception {
        PackagedServer.Ports ports = PackagedServer.Ports.free();
        Map<String, String> environment = Map.of(
                "KUBERNETES_AUTH",
                "kubeConfig",
                "KUBECONFIG",
                cluster.kubeconfig().toString(),
                "NIGHTSHIFT_OTLP",
                "127.0.0.1:" + ports.otlpGrpc(),
                "COLLECTOR_INTERVAL",
                "2s");
        // Given
        try (PackagedServer server = PackagedServer.start(
                        folder,
                        ports,
                        "nightshift.kubernetes.observe=false",
                        "nightshift.intake.window=1s",
                        "nightshift.intake.lateness=1s",
                        "nightshift.intake.ahead=1s",
                        "nightshift.incidents.unready=2 windows, 10s");
                Collector collector = Collector.start(folder, CONFIGURATION, environment)) {

            // When, Then: one after the other, since what begins together is taken for one thing
            deploy("stuck", "1.5.0-never-ready");
            awaitCrashed(server, collector, "stuck");
            deploy("loops", "1.5.0-crash");
            awaitCrashed(server, collector, "stuck", "loops");
            assertThat(server.get("/api/v1/status")
                            .path("cluster")
                            .path("state")
                            .asText())
                    .isNotEqualTo("watching");
        }
    }

    private void awaitCrashed(PackagedServer server, Collector collector, String... deployments) {
        Map<String, String> expected = new TreeMap<>();
        for (String deployment : deployments) {
            expected.put("service:" + namespace + "/" + deployment, "crash");
        }
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreException(IOException.class)
                .untilAsserted(() ->
                        assertThat(incidents(server)).as(() -> collector.log()).isEqualTo(expected));
    }

    /// Whom each incident of the namespace is about, and what it is held to be.
    private Map<String, String> incidents(PackagedServer server) throws IOException, InterruptedException {
        Map<String, String> kinds = new TreeMap<>();
        for (JsonNode incident : server.get("/api/v1/incidents").path("items")) {
            JsonNode entity = incident.path("entity");
            if (entity.path("namespace").asText().equals(namespace)) {
                kinds.put(entity.path("id").asText(), incident.path("kind").asText());
            }
        }
        return kinds;
    }

    private void deploy(String name, String version) {
        cluster.apply("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s, namespace: %s}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: %s}}
                  template:
                    metadata: {labels: {app: %s}}
                    spec: {containers: [{name: main, image: "shop/%s:%s"}]}
                """.formatted(name, namespace, name, name, name, version));
    }
}
