package nightshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import nightshift.cluster.TestCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The collectors of `kubernetes/collector`, as far as they go without a kubelet: their configurations are valid, and
/// that of a node passes on what a pod sends and says which pod that is, as the API server has it.
@Tag("collector")
@EnabledIfSystemProperty(
        named = "nightshift.otelcol",
        matches = ".+",
        disabledReason = "no collector; './nightshift test --all' builds one")
class NodeCollectorTest {
    @RegisterExtension
    static final TestCluster cluster = new TestCluster();

    private static final Path SHIPPED = Path.of("kubernetes/collector");
    private static final Pattern VERSION = Pattern.compile("opentelemetry-collector-contrib:([0-9.]+)");
    private static final String ONE_GAUGE = """
            {"resourceMetrics": [{
              "resource": {"attributes": [
                {"key": "service.name", "value": {"stringValue": "api"}},
                {"key": "k8s.pod.uid", "value": {"stringValue": "%s"}}]},
              "scopeMetrics": [{"metrics": [{"name": "process.threads", "gauge": {"dataPoints": [
                {"timeUnixNano": "%d", "asInt": "5"}]}}]}]}]}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"collector.yaml", "cluster.yaml"})
    void aShippedConfigurationIsValid(String file) {
        assertThat(Collector.validate(folder, SHIPPED.resolve(file), environment("node-1")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"daemon-set.yaml", "deployment.yaml"})
    void theVersionThatIsShippedIsTheOneThatIsTried(String file) throws Exception {
        String shipped = VERSION.matcher(Files.readString(SHIPPED.resolve(file)))
                .results()
                .findFirst()
                .map(MatchResult::group)
                .orElseThrow();

        assertThat(Collector.told(folder, "--version").strip())
                .endsWith(" " + shipped.substring(shipped.indexOf(':') + 1));
    }

    @Test
    void whatAPodSendsToItsNodesCollectorArrivesInThePodsName() throws Exception {
        // Given
        String namespace = cluster.namespace();
        cluster.kubectl("-n", namespace, "create", "deployment", "api", "--image=shop/api:1.4.0");
        cluster.kubectl("-n", namespace, "rollout", "status", "deployment/api", "--timeout=60s");
        Pod pod =
                cluster.admin().pods().inNamespace(namespace).list().getItems().getFirst();
        PackagedServer.Ports ports = PackagedServer.Ports.free();
        int http = free();
        Map<String, String> environment = environment(pod.getSpec().getNodeName());
        environment.put("COLLECTOR_OTLP_GRPC", "127.0.0.1:0");
        environment.put("COLLECTOR_OTLP_HTTP", "127.0.0.1:" + http);
        environment.put("NIGHTSHIFT_OTLP", "127.0.0.1:" + ports.otlpGrpc());
        try (PackagedServer server = PackagedServer.start(folder, ports);
                Collector collector = Collector.start(folder, SHIPPED.resolve("collector.yaml"), environment)) {

            // When, Then
            String instance =
                    "instance:" + namespace + "/api/" + pod.getMetadata().getName();
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreException(IOException.class)
                    .untilAsserted(() -> {
                        send(http, ONE_GAUGE.formatted(pod.getMetadata().getUid(), nanos()));
                        assertThat(server.get("/api/v1/series?limit=200").path("items"))
                                .as(() -> collector.log())
                                .extracting(NodeCollectorTest::entity)
                                .contains(instance);
                    });
        }
    }

    private static Map<String, String> environment(String node) {
        return new HashMap<>(Map.of(
                "KUBERNETES_AUTH",
                "kubeConfig",
                "KUBECONFIG",
                cluster.kubeconfig().toString(),
                "NODE_NAME",
                node,
                "NIGHTSHIFT_TOKEN",
                "secret"));
    }

    private static String entity(JsonNode series) {
        return series.path("entity").path("id").asText();
    }

    private static void send(int port, String body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            int status = client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/metrics"))
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
            assertThat(status).isEqualTo(200);
        }
    }

    private static long nanos() {
        return Duration.between(Instant.EPOCH, Instant.now()).toNanos();
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
