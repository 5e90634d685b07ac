package nightshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import nightshift.cluster.TestCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The packaged server that follows a real API server, with no telemetry at all.
@Tag("packaged")
class ClusterEndToEndTest {
    @RegisterExtension
    static final TestCluster cluster = new TestCluster();

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void whatRunsAndWhoChangedItIsShownAndARevisionThatStaysWellIsKnownToBeGood() throws Exception {
        // Given
        String namespace = cluster.namespace();
        cluster.kubectl("-n", namespace, "create", "deployment", "api", "--image=shop/api:1.4", "--replicas=2");

        // When
        try (PackagedServer server = PackagedServer.start(
                folder,
                PackagedServer.Ports.free(),
                "nightshift.kubernetes.observe=true",
                "nightshift.kubernetes.kubeconfig=" + cluster.kubeconfig(),
                "nightshift.kubernetes.soak=5s")) {

            // Then
            until(
                    server,
                    "/api/v1/status",
                    status -> status.path("cluster").path("state").asText().equals("watching"));
            String workloads = "/api/v1/workloads?namespace=" + namespace;
            until(server, workloads, page -> {
                JsonNode api = page.path("items").path(0);
                return api.path("ready").asInt() == 2
                        && api.path("images").path("api").asText().equals("1.4")
                        && api.path("rollout").asText().equals("complete");
            });
            until(
                    server,
                    "/api/v1/journal",
                    page -> anyItem(page, event -> event.path("kind").asText().equals("revision.proved")));

            // When
            cluster.kubectl("-n", namespace, "set", "image", "deployment/api", "api=shop/api:1.5-crash");

            // Then
            until(
                    server,
                    "/api/v1/changes",
                    page -> anyItem(
                            page,
                            change -> change.path("by").asText().equals("kubectl-set")
                                    && change.path("version").asText().equals("1.5-crash")
                                    && change.path("previousVersion").asText().equals("1.4")));
            until(
                    server,
                    workloads,
                    page -> anyItem(
                            page.path("items").path(0).path("pods"),
                            pod -> pod.path("restarts").asInt() > 0
                                    && pod.path("ended").asText().equals("Error")));

            // When
            cluster.killApiServer();
            try {
                // Then
                until(
                        server,
                        "/api/v1/status",
                        status -> status.path("cluster").path("state").asText().equals("away")
                                && status.path("reasons").toString().contains("the API server does not answer"));
            } finally {
                cluster.startApiServer();
            }
            until(
                    server,
                    "/api/v1/status",
                    status -> status.path("cluster").path("state").asText().equals("watching"));
        }
    }

    private static boolean anyItem(JsonNode page, Predicate<JsonNode> which) {
        for (JsonNode item : page.isArray() ? page : page.path("items")) {
            if (which.test(item)) {
                return true;
            }
        }
        return false;
    }

    private static void until(PackagedServer server, String path, Predicate<JsonNode> shows) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .ignoreException(IOException.class)
                .untilAsserted(() -> assertThat((Object) server.get(path))
                        .matches(it -> shows.test((JsonNode) it), "shows what is waited for"));
    }
}
