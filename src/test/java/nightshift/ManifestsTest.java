package nightshift;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import nightshift.act.kubernetes.KubernetesBounds;
import nightshift.act.kubernetes.KubernetesTargets;
import nightshift.act.target.Actuator;
import nightshift.cluster.TestCluster;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.ActionType;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is in `kubernetes/`, applied to a real API server, and what that server then lets Nightshift's own
/// ServiceAccount do, and what it does not.
@Tag("cluster")
class ManifestsTest {
    @RegisterExtension
    static final TestCluster cluster = new TestCluster();

    private static final String MERGE = "application/merge-patch+json";
    private static String token;
    private static HttpClient http;

    private String namespace;

    @BeforeAll
    static void installed() throws Exception {
        cluster.kubectl("create", "namespace", "shop");
        for (String command : commandsOfTheReadme()) {
            cluster.shell(command);
        }
        apply("overlays/act");
        apply("components/nodes");
        token = cluster.token("nightshift", "nightshift");
        http = client();
        cluster.until(() -> {
            cluster.kubectl("get", "validatingadmissionpolicy", "nightshift-deployments");
            return true;
        });
    }

    private static List<String> commandsOfTheReadme() throws IOException {
        List<String> commands = MarkdownFile.read(Path.of("README.md")).blocks("").stream()
                .flatMap(block -> block.joined().lines())
                .filter(line -> line.startsWith("kubectl "))
                .toList();
        assertThat(commands).hasSize(5);
        return commands;
    }

    @AfterAll
    static void uninstalled() {
        for (String kind : List.of(
                "validatingadmissionpolicybinding", "validatingadmissionpolicy", "clusterrolebinding", "clusterrole")) {
            for (String name : cluster.kubectl("get", kind, "-o", "jsonpath={.items[*].metadata.name}")
                    .split(" ")) {
                if (name.startsWith("nightshift")) {
                    cluster.kubectl("delete", kind, name);
                }
            }
        }
        cluster.kubectl("delete", "namespace", "nightshift", "nightshift-collector", "shop", "--wait=false");
        http.close();
    }

    /// Strictly, and by whoever owns what: a field that the API server does not know is an error.
    private static void apply(String folder) {
        Path path = Path.of("kubernetes", folder);
        boolean component = folder.startsWith("components");
        cluster.kubectl(
                "apply",
                "--server-side",
                "--force-conflicts",
                "--validate=strict",
                component ? "-f" : "-k",
                component ? path.resolve("roles.yaml").toString() : path.toString());
    }

    @BeforeEach
    void aNamespaceThatLetsIt() {
        namespace = cluster.namespace();
        cluster.kubectl("label", "namespace", namespace, "nightshift.dev/mode=auto");
        cluster.kubectl(
                "-n",
                namespace,
                "create",
                "rolebinding",
                "nightshift",
                "--clusterrole=nightshift-act",
                "--serviceaccount=nightshift:nightshift");
        cluster.kubectl("-n", namespace, "create", "deployment", "api", "--image=shop/api:1.4.0", "--replicas=2");
        cluster.kubectl("-n", namespace, "rollout", "status", "deployment/api", "--timeout=60s");
        // A policy is in force some moments after it was made.
        cluster.until(() -> send("PATCH", deployment() + "?dryRun=All", "{\"spec\":{\"replicas\":50}}") == 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/observe-only", "overlays/act", "collector"})
    void whatIsShippedIsTakenAsItIs(String folder) {
        apply(folder);
        apply("overlays/act");
    }

    @Test
    void noPolicyHasAnExpressionThatTheApiServerDoubts() {
        assertThat(cluster.kubectl(
                        "get",
                        "validatingadmissionpolicy",
                        "-o",
                        "jsonpath={.items[*].status.typeChecking.expressionWarnings}"))
                .isBlank();
    }

    @Test
    void whatRunsKeepsTheRestrictedStandardOfPods() {
        assertThat(cluster.kubectl("-n", "nightshift", "get", "events", "-o", "jsonpath={.items[*].message}"))
                .doesNotContain("violates PodSecurity");
        cluster.until(
                () -> !cluster.kubectl("-n", "nightshift", "get", "pods", "-o", "jsonpath={.items[*].metadata.name}")
                        .isBlank());
    }

    @ParameterizedTest
    @CsvSource({"workload.restart, , ", "workload.scale, by, 1", "workload.pause, , "})
    void whatNightshiftDoesIsLet(String type, String key, String value) {
        try (KubernetesClient client = cluster.client(token)) {
            Actuator actuator = targets(client).of(action(type, key, value)).orElseThrow();
            Actuator.Order order = new Actuator.Order("d-" + namespace, action(type, key, value), "i-1", "a test");

            Actuator.Plan plan = actuator.plan(order);
            assertThat(plan).as(plan.detail()).isInstanceOf(Actuator.Plan.Possible.class);
            Actuator.Answer answer = actuator.start(new Actuator.Order(
                    order.id(),
                    order.action(),
                    "i-1",
                    "a test",
                    Optional.empty(),
                    ((Actuator.Plan.Possible) plan).pinned()));

            assertThat(answer.result()).as(answer.detail()).isEqualTo(ActionResult.IN_PROGRESS);
        }
    }

    private Action action(String type, String key, String value) {
        return new Action(type, EntityId.service(namespace, "api"), key == null ? Map.of() : Map.of(key, value));
    }

    private static KubernetesTargets targets(KubernetesClient client) {
        return new KubernetesTargets(
                client,
                "",
                KubernetesBounds.DEFAULT,
                new KubernetesTargets.Knowledge(entity -> List.of(), workload -> List.of()),
                InstantSource.system(),
                Duration.ofSeconds(10));
    }

    /// As a binding of a policy that was rejected would leave it.
    @Test
    void withoutThePolicyNothingIsDone() {
        cluster.kubectl("delete", "validatingadmissionpolicybinding", "nightshift-deployments");
        try {
            cluster.until(() -> send("PATCH", deployment() + "?dryRun=All", "{\"spec\":{\"replicas\":50}}") == 200);
            try (KubernetesClient client = cluster.client(token)) {
                Action restart = action(ActionType.WORKLOAD_RESTART, null, null);
                Actuator.Plan plan = targets(client)
                        .of(restart)
                        .orElseThrow()
                        .plan(new Actuator.Order("d-1", restart, "i-1", "a test"));

                assertThat(plan).isInstanceOf(Actuator.Plan.Impossible.class);
                assertThat(plan.detail()).contains("apply the admission policy");
            }
        } finally {
            apply("overlays/act");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a template without a decision | {\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"x\":\"1\"}}}}}",
                "more than twice and one | {\"spec\":{\"replicas\":6}}",
                "none at all | {\"spec\":{\"replicas\":0}}",
                "another label | {\"metadata\":{\"labels\":{\"team\":\"mine\"}}}",
                "another strategy | {\"metadata\":{\"annotations\":{\"nightshift.dev/action-id\":\"new\"}},\"spec\":{\"minReadySeconds\":9}}",
                "an owner | {\"metadata\":{\"finalizers\":[\"x/y\"]}}"
            })
    void whatIsBeyondItsBoundsIsDenied(String what, String patch) throws Exception {
        assertThat(send("PATCH", deployment(), patch)).as(what).isEqualTo(403);
    }

    @Test
    void theDecisionOfTheChangeBeforeIsNoDecision() throws Exception {
        String restart =
                "{\"metadata\":{\"annotations\":{\"nightshift.dev/action-id\":\"d-1\"}},\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"x\":\"%s\"}}}}}";

        assertThat(send("PATCH", deployment(), restart.formatted("1"))).isEqualTo(200);
        assertThat(send("PATCH", deployment(), restart.formatted("2"))).isEqualTo(403);
    }

    @Test
    void theScaleIsBoundAsTheWorkloadIs() throws Exception {
        String scale =
                "{\"apiVersion\":\"autoscaling/v1\",\"kind\":\"Scale\",\"metadata\":{\"name\":\"api\",\"namespace\":\""
                        + namespace + "\"},\"spec\":{\"replicas\":%d}}";

        assertThat(send("PUT", deployment() + "/scale", scale.formatted(6))).isEqualTo(403);
        assertThat(send("PUT", deployment() + "/scale", scale.formatted(0))).isEqualTo(403);
        assertThat(send("PUT", deployment() + "/scale", scale.formatted(5))).isEqualTo(200);
    }

    @Test
    void whatNoRoleGivesIsDenied() throws Exception {
        String there = "/api/v1/namespaces/" + namespace;
        String other = cluster.namespace();
        cluster.kubectl("-n", other, "create", "deployment", "api", "--image=x:1");

        assertThat(send("GET", there + "/secrets", "")).isEqualTo(403);
        assertThat(send("GET", there + "/configmaps", "")).isEqualTo(403);
        assertThat(send("DELETE", deployment(), "")).isEqualTo(403);
        assertThat(send("DELETE", there + "/pods/any", "")).isEqualTo(403);
        assertThat(send("POST", "/apis/apps/v1/namespaces/" + namespace + "/deployments", "{}"))
                .isEqualTo(403);
        assertThat(send(
                        "PATCH",
                        "/apis/apps/v1/namespaces/" + other + "/deployments/api",
                        "{\"spec\":{\"paused\":true}}"))
                .isEqualTo(403);
        assertThat(send("POST", "/apis/rbac.authorization.k8s.io/v1/namespaces/" + namespace + "/rolebindings", "{}"))
                .isEqualTo(403);
        assertThat(send(
                        "PATCH",
                        "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/nightshift-deployments",
                        "{\"spec\":{\"failurePolicy\":\"Ignore\"}}"))
                .isEqualTo(403);
    }

    @Test
    void evenWhereARoleWasGivenByMistakeTheControlPlaneAndNightshiftItselfAreLeftAlone() throws Exception {
        cluster.kubectl(
                "-n",
                "nightshift",
                "create",
                "rolebinding",
                "mistake",
                "--clusterrole=nightshift-act",
                "--serviceaccount=nightshift:nightshift");
        try {
            assertThat(send(
                            "PATCH",
                            "/apis/apps/v1/namespaces/nightshift/deployments/nightshift",
                            "{\"spec\":{\"paused\":true}}"))
                    .isEqualTo(403);
        } finally {
            cluster.kubectl("-n", "nightshift", "delete", "rolebinding", "mistake");
        }
    }

    @Test
    void ofANodeOnlyWhetherItTakesPodsIsChanged() throws Exception {
        assertThat(send("PATCH", "/api/v1/nodes/sim-002?dryRun=All", "{\"spec\":{\"unschedulable\":true}}"))
                .isEqualTo(200);
        assertThat(send("PATCH", "/api/v1/nodes/sim-002?dryRun=All", "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}"))
                .isEqualTo(403);
        assertThat(send(
                        "PATCH",
                        "/api/v1/nodes/sim-002?dryRun=All",
                        "{\"spec\":{\"taints\":[{\"key\":\"a\",\"effect\":\"NoExecute\"}]}}"))
                .isEqualTo(403);
    }

    @Test
    void ofAnAutoscalerOnlyTheFloorIsChanged() throws Exception {
        cluster.kubectl("-n", namespace, "autoscale", "deployment", "api", "--min=2", "--max=5", "--cpu=70%");
        String path = "/apis/autoscaling/v2/namespaces/" + namespace + "/horizontalpodautoscalers/api";

        assertThat(send("PATCH", path, "{\"spec\":{\"maxReplicas\":50}}")).isEqualTo(403);
        assertThat(send("PATCH", path, "{\"spec\":{\"minReplicas\":3}}")).isEqualTo(200);
    }

    private String deployment() {
        return "/apis/apps/v1/namespaces/" + namespace + "/deployments/api";
    }

    /// As whoever has Nightshift's token.
    private static int send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(cluster.admin().getMasterUrl().toString().replaceAll("/$", "") + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", method.equals("PATCH") ? MERGE : "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static HttpClient client() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var file =
                Files.newInputStream(Path.of(cluster.admin().getConfiguration().getCaCertFile()))) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }
}
