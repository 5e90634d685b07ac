package nightshift.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A real Kubernetes control plane, `src/cluster`: one for all tests of a JVM, which ends with it; a namespace for
/// each that asks. A machine that has not built one skips what needs it, and says so; CI fails.
public final class TestCluster implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(TestCluster.class);
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final List<String> made = new ArrayList<>();
    private final List<String> shared = new ArrayList<>();
    private ControlPlane plane;

    /// What the API server noted of one request.
    ///
    /// @param user in whose name
    /// @param body of the request, as JSON; empty when there was none
    public record Audited(
            String verb,
            String resource,
            String subresource,
            String namespace,
            String name,
            String user,
            int code,
            boolean dryRun,
            String body) {}

    @Override
    public void beforeAll(ExtensionContext context) {
        Path programs = ControlPlane.programs().orElse(null);
        if (programs == null) {
            String why = "no control plane is built: './nightshift cluster build', or './nightshift test --all'";
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                Assertions.fail(why);
            }
            Assumptions.abort(why);
        }
        plane = context.getRoot()
                .getStore(STORE)
                .computeIfAbsent(ControlPlane.class, any -> ControlPlane.start(), ControlPlane.class);
    }

    /// What was made by now is for all tests of the class.
    @Override
    public void beforeEach(ExtensionContext context) {
        shared.addAll(made);
        made.clear();
    }

    /// The nodes have room for some hundred pods: what a test made goes with it.
    @Override
    public void afterEach(ExtensionContext context) {
        delete(made);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        delete(made);
        delete(shared);
    }

    private void delete(List<String> namespaces) {
        namespaces.forEach(name -> admin().namespaces().withName(name).delete());
        namespaces.clear();
    }

    /// May do anything.
    public KubernetesClient admin() {
        return plane.admin();
    }

    /// May do anything too, and is told apart in the audit log as `nightshift:acting`. It asks once.
    public KubernetesClient acting() {
        return plane.acting();
    }

    /// Somebody by a token, such as of a ServiceAccount. It asks once.
    public KubernetesClient client(String token) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(admin().getMasterUrl().toString())
                        .withCaCertFile(admin().getConfiguration().getCaCertFile())
                        .withOauthToken(token)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    /// The token of a ServiceAccount, for an hour.
    public String token(String namespace, String serviceAccount) {
        return kubectl("-n", namespace, "create", "token", serviceAccount).strip();
    }

    /// What `kubectl` and Nightshift can be given.
    public Path kubeconfig() {
        return plane.folder().resolve("admin.kubeconfig");
    }

    /// The same for who is told apart as acting.
    public Path actingKubeconfig() {
        return plane.folder().resolve("acting.kubeconfig");
    }

    /// A new one.
    public String namespace() {
        String name = "t" + ProcessHandle.current().pid() + "-" + NAMESPACES.incrementAndGet();
        admin().resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        made.add(name);
        return name;
    }

    /// As the admin, server-side, whoever owns what is in it.
    public void apply(String yaml) {
        plane.kubectl(yaml.getBytes(StandardCharsets.UTF_8), "apply", "--server-side", "--force-conflicts", "-f", "-");
    }

    /// The same in another manager's name, as a tool that keeps what is in a Git repository does.
    public void applyAs(String manager, String yaml) {
        plane.kubectl(
                yaml.getBytes(StandardCharsets.UTF_8),
                "apply",
                "--server-side",
                "--field-manager=" + manager,
                "-f",
                "-");
    }

    /// As the admin.
    ///
    /// @return what it printed; a failure fails the test with what it said
    public String kubectl(String... arguments) {
        return plane.kubectl(new byte[0], arguments);
    }

    /// The same with something on its standard input.
    public String kubectlWith(String input, String... arguments) {
        return plane.kubectl(input.getBytes(StandardCharsets.UTF_8), arguments);
    }

    /// A line as a person types it, with `kubectl` at hand.
    public void shell(String line) {
        plane.shell(line);
    }

    public void until(Callable<Boolean> holds) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(holds);
    }

    /// Writes that the API server noted since it was started, oldest first.
    public List<Audited> audit(Predicate<Audited> which) {
        return plane.audit().stream().filter(which).toList();
    }

    /// As a crash does.
    public void killApiServer() {
        plane.api("stop");
    }

    public void startApiServer() {
        plane.api("start");
    }
}
