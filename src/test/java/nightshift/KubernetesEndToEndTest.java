package nightshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import nightshift.cluster.TestCluster;
import nightshift.simulate.cluster.ClusterShop;
import nightshift.simulate.send.channel.OtlpChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The packaged server, a real API server, and a shop whose telemetry follows from the pods that are there: four things
/// go wrong at once, each in a namespace of its own, and each is seen, healed and verified, in real time.
///
/// Windows of a second instead of ten let the server know the shop in two minutes; the shipped rules apply, and a rule of
/// the shop's own that scales after half a minute instead of ten.
@Tag("packaged")
class KubernetesEndToEndTest {
    @RegisterExtension
    static final TestCluster cluster = new TestCluster();

    private static final Duration KNOWN = Duration.ofSeconds(130);

    @TempDir
    private Path folder;

    private final Map<String, String> namespaces = new LinkedHashMap<>();
    private final ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor();
    private PackagedServer server;
    private ClusterShop shop;
    private OtlpChannel channel;

    @BeforeEach
    void aShopThatIsKnown() throws Exception {
        for (String what : List.of("unready", "errors", "load", "crash")) {
            String namespace = cluster.namespace();
            namespaces.put(what, namespace);
            cluster.kubectl("label", "namespace", namespace, "nightshift.dev/mode=auto");
            cluster.apply(deployment(namespace, "front", 2) + "---\n" + deployment(namespace, "api", 3));
        }
        PackagedServer.Ports ports = PackagedServer.Ports.free();
        server = PackagedServer.start(
                folder,
                ports,
                "nightshift.kubernetes.observe=true",
                "nightshift.kubernetes.act=true",
                "nightshift.kubernetes.kubeconfig=" + cluster.actingKubeconfig(),
                "nightshift.kubernetes.bounds.admission=false",
                "nightshift.intake.window=1s",
                "nightshift.intake.lateness=1s",
                "nightshift.intake.ahead=1s",
                "nightshift.actions.targets=4",
                "nightshift.actions.share=100%",
                "nightshift.directories.rules=" + rules());
        channel = new OtlpChannel(ports.otlpGrpc());
        shop = new ClusterShop(cluster.admin(), channel, List.copyOf(namespaces.values()), 1);
        time.scheduleAtFixedRate(() -> shop.second(Instant.now()), 0, 1, TimeUnit.SECONDS);
        Thread.sleep(KNOWN);
    }

    @AfterEach
    void end() throws Exception {
        time.shutdownNow();
        time.awaitTermination(10, TimeUnit.SECONDS);
        channel.close();
        server.close();
    }

    @Test
    void fourFaultsAtOnceAreHealedByTheClustersOwnMeans() throws Exception {
        // When
        cluster.apply(deployment(namespaces.get("unready"), "api", 3).replace("1.4.0", "1.5.0-never-ready"));
        cluster.apply(deployment(namespaces.get("errors"), "api", 3).replace("1.4.0", "1.5.0-errors"));
        cluster.apply(deployment(namespaces.get("crash"), "api", 3).replace("1.4.0", "1.5.0-crash"));
        shop.load(namespaces.get("load"), 160);

        // Then
        List<String> story = new ArrayList<>();
        await().atMost(Duration.ofSeconds(240)).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            story.clear();
            assertThat(healed(story)).as(String.join("\n", story)).containsExactlyInAnyOrderElementsOf(namespaces.values());
        });
        for (String what : List.of("unready", "errors", "crash")) {
            assertThat(field(namespaces.get(what), "{.spec.template.spec.containers[0].image}"))
                    .isEqualTo("shop/api:1.4.0");
        }
        assertThat(field(namespaces.get("load"), "{.spec.replicas}")).isEqualTo("5");
        for (String namespace : namespaces.values()) {
            assertThat(cluster.kubectl("-n", namespace, "get", "events.events.k8s.io", "-o", "jsonpath={.items[*].reason}"))
                    .contains("RemediationStarted", "RemediationSucceeded");
        }
        assertThat(cluster.audit(line -> line.user().equals("nightshift:acting")
                        && !line.dryRun()
                        && !line.resource().equals("events")))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line.resource()).isEqualTo("deployments"));
    }

    private List<String> healed(List<String> story) throws IOException, InterruptedException {
        List<String> healed = new ArrayList<>();
        for (JsonNode decision : server.get("/api/v1/decisions?limit=100").path("items")) {
            String target = decision.path("target").asText();
            story.add(decision.path("rule").asText() + " " + target + " " + decision.path("state").asText() + ": "
                    + decision.path("detail").asText());
            if (decision.path("state").asText().equals("HEALED")) {
                namespaces.values().stream().filter(target::contains).forEach(healed::add);
            }
        }
        return healed;
    }

    private String field(String namespace, String path) {
        return cluster.kubectl("-n", namespace, "get", "deployment", "api", "-o", "jsonpath=" + path);
    }

    /// The shipped ones, and one that scales sooner.
    private Path rules() throws IOException {
        Path rules = folder.resolve("rules");
        for (String kind : List.of("healing", "policy")) {
            Files.createDirectories(rules.resolve(kind));
            try (var files = Files.list(Path.of("rules", kind))) {
                for (Path file : files.toList()) {
                    Files.copy(file, rules.resolve(kind).resolve(file.getFileName()));
                }
            }
        }
        Path capacity = rules.resolve("healing/capacity.drl");
        Files.writeString(capacity, Files.readString(capacity).replace("heldFor >= minutes(10)", "heldFor >= minutes(1)"));
        return rules;
    }

    private static String deployment(String namespace, String name, int replicas) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s, namespace: %s}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: %s}}
                  template:
                    metadata: {labels: {app: %s}}
                    spec:
                      containers: [{name: main, image: "shop/%s:1.4.0", resources: {requests: {cpu: 10m}}}]
                """.formatted(name, namespace, replicas, name, name, name);
    }
}
