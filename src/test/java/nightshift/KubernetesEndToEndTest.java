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

/// The packaged server, a real API server, and a shop whose telemetry follows from the pods that are there: four
/// things go wrong, each in a namespace of its own, and each is seen, healed and verified, in real time.
///
/// Windows of a second instead of ten let the server know the shop in two minutes; the shipped rules apply, and a
/// rule of the shop's own that scales after a minute instead of ten.
@Tag("packaged")
class KubernetesEndToEndTest {
    @RegisterExtension
    static final TestCluster cluster = new TestCluster();

    private static final Duration KNOWN = Duration.ofSeconds(130);
    private static final Duration APART = Duration.ofSeconds(6);

    /// All four of them, on a machine that does other things besides.
    private static final Duration TOGETHER = Duration.ofMinutes(6);

    @TempDir
    private Path folder;

    private final Map<String, String> namespaces = new LinkedHashMap<>();
    private final ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor();
    private PackagedServer server;
    private ClusterShop shop;
    private volatile Throwable broken;
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
                "nightshift.kubernetes.soak=40s",
                "nightshift.intake.window=1s",
                "nightshift.intake.lateness=1s",
                "nightshift.intake.ahead=1s",
                "nightshift.actions.targets=4",
                "nightshift.actions.share=100%",
                "nightshift.actions.storm-within=1s", // four faults within moments are the test's own, and no storm
                "nightshift.directories.rules=" + rules());
        channel = new OtlpChannel(ports.otlpGrpc());
        shop = new ClusterShop(cluster.admin(), channel, List.copyOf(namespaces.values()), 1);
        time.scheduleAtFixedRate(this::second, 0, 1, TimeUnit.SECONDS);
        Thread.sleep(KNOWN);
    }

    @AfterEach
    void end() throws Exception {
        time.shutdownNow();
        time.awaitTermination(10, TimeUnit.SECONDS);
        if (channel != null) {
            channel.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void fourFaultsAreHealedByOneWriteEach() throws Exception {
        // When: not in the same moment, since what begins together is taken for one thing
        shop.load(namespaces.get("load"), 160);
        for (String what : List.of("errors", "crash", "unready")) {
            Thread.sleep(APART);
            String version = "1.5.0-" + what.replace("unready", "never-ready");
            cluster.apply(deployment(namespaces.get(what), "api", 3).replace("1.4.0", version));
        }

        // Then
        List<String> story = new ArrayList<>();
        await().atMost(TOGETHER).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            story.clear();
            assertThat(broken).isNull();
            assertThat(healed(story))
                    .as(String.join("\n", story))
                    .containsExactlyInAnyOrderElementsOf(namespaces.values());
        });
        for (String what : List.of("unready", "errors", "crash")) {
            assertThat(field(namespaces.get(what), "{.spec.template.spec.containers[0].image}"))
                    .isEqualTo("shop/api:1.4.0");
        }
        assertThat(field(namespaces.get("load"), "{.spec.replicas}")).isEqualTo("5");
        for (String namespace : namespaces.values()) {
            assertThat(cluster.kubectl(
                            "-n", namespace, "get", "events.events.k8s.io", "-o", "jsonpath={.items[*].reason}"))
                    .contains("RemediationStarted", "RemediationSucceeded");
        }
        assertThat(cluster.audit(line -> line.user().equals("nightshift:acting")
                        && !line.dryRun()
                        && !line.resource().equals("events")))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line.resource()).isEqualTo("deployments"));
    }

    /// What throws would end the schedule without a word.
    private void second() {
        try {
            shop.second(Instant.now());
        } catch (RuntimeException failed) {
            broken = failed;
        }
    }

    private List<String> healed(List<String> story) throws IOException, InterruptedException {
        List<String> healed = new ArrayList<>();
        for (JsonNode decision : server.get("/api/v1/decisions?limit=100").path("items")) {
            String target = decision.path("action").path("target").path("id").asText();
            String state = decision.path("outcome")
                    .path("state")
                    .asText(decision.path("state").asText());
            story.add(decision.path("rule").path("id").asText() + " " + target + " " + state + ": "
                    + decision.path("detail").asText());
            if (state.equalsIgnoreCase("healed")) {
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
        Files.writeString(
                capacity, Files.readString(capacity).replace("heldFor >= minutes(10)", "heldFor >= minutes(1)"));
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
