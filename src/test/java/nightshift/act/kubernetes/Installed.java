package nightshift.act.kubernetes;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nightshift.cluster.TestCluster;

/// Nightshift as `kubernetes/overlays/act` installs it, but in a namespace of this process: by an overlay over what
/// is shipped. What it puts into the cluster is gone when this is closed.
final class Installed implements AutoCloseable {
    private static final List<String> POLICIES = List.of(
            "nightshift-deployments",
            "nightshift-stateful-sets",
            "nightshift-daemon-sets",
            "nightshift-autoscalers",
            "nightshift-scaled-objects",
            "nightshift-annotations",
            "nightshift-namespaces",
            "nightshift-nodes");

    /// One that is being deleted takes nothing new.
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final TestCluster cluster;
    private final Path folder;
    final String namespace = "nightshift-" + ProcessHandle.current().pid() + "-" + NAMESPACES.incrementAndGet();

    /// @param folder an empty one
    /// @param shop the namespace whose owners let it in
    Installed(TestCluster cluster, Path folder, String shop) throws IOException {
        this.cluster = cluster;
        this.folder = folder.toRealPath();
        Files.writeString(folder.resolve("kustomization.yaml"), kustomization());
        apply();
        bind("nightshift-act", shop);
        cluster.until(() -> POLICIES.stream().allMatch(this::checked));
    }

    private String kustomization() {
        Path shipped = Path.of("kubernetes", "overlays", "act").toAbsolutePath();
        return """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources: [SHIPPED]
                patches:
                - target: {kind: Namespace, name: nightshift}
                  options: {allowNameChange: true}
                  patch: '- {op: replace, path: /metadata/name, value: HOME}'
                - target: {kind: ServiceAccount|PersistentVolumeClaim|Deployment|Service|NetworkPolicy|PodDisruptionBudget}
                  patch: '- {op: replace, path: /metadata/namespace, value: HOME}'
                - target: {kind: ClusterRoleBinding}
                  patch: '- {op: replace, path: /subjects/0/namespace, value: HOME}'
                - target: {kind: ValidatingAdmissionPolicy}
                  patch: |-
                    - op: replace
                      path: /spec/matchConditions/0/expression
                      value: request.userInfo.username == "system:serviceaccount:HOME:nightshift"
                """.replace("SHIPPED", folder.relativize(shipped).toString()).replace("HOME", namespace);
    }

    /// All of it once more, as it is shipped.
    void apply() {
        cluster.kubectl("apply", "--server-side", "--validate=strict", "--force-conflicts", "-k", folder.toString());
    }

    String user() {
        return "system:serviceaccount:" + namespace + ":nightshift";
    }

    String token() {
        return cluster.token(namespace, "nightshift");
    }

    KubernetesClient client() {
        return cluster.client(token());
    }

    /// Whether the controller has looked at its expressions.
    private boolean checked(String policy) {
        return !cluster.kubectl(
                        "get", "validatingadmissionpolicy", policy, "-o", "jsonpath={.status.observedGeneration}")
                .isBlank();
    }

    /// What the API server's type check says against the policies; empty when it says nothing.
    String warnings() {
        StringBuilder said = new StringBuilder();
        for (String policy : POLICIES) {
            said.append(cluster.kubectl(
                    "get",
                    "validatingadmissionpolicy",
                    policy,
                    "-o",
                    "jsonpath={.status.typeChecking.expressionWarnings}"));
        }
        return said.toString().strip();
    }

    /// Lets the ServiceAccount do what a shipped role says, in one namespace.
    void bind(String role, String where) {
        cluster.apply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: %s-test, namespace: %s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %s}
                subjects: [{kind: ServiceAccount, name: nightshift, namespace: %s}]
                """.formatted(role, where, role, namespace));
    }

    /// As `kubernetes/components/nodes` does.
    void bindNodes() throws IOException {
        cluster.apply(Files.readString(Path.of("kubernetes", "components", "nodes", "roles.yaml"))
                .replace("namespace: nightshift}", "namespace: " + namespace + "}"));
    }

    /// The same in the whole cluster.
    void bindEverywhere(String role) {
        cluster.apply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: nightshift-test-%s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %s}
                subjects: [{kind: ServiceAccount, name: nightshift, namespace: %s}]
                """.formatted(role, role, namespace));
    }

    void release(String role) {
        cluster.kubectl("delete", "clusterrolebinding", "nightshift-test-" + role, "--ignore-not-found");
    }

    /// As the ServiceAccount.
    ///
    /// @return what was said against it; empty when it was done
    String refusal(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "--token=" + token();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        try {
            cluster.kubectl(all);
            return "";
        } catch (AssertionError refused) {
            String said = String.valueOf(refused.getMessage());
            return said.substring(said.indexOf(" ended with "));
        }
    }

    /// A policy is in force some time after it was created.
    void inForce(String workload, String where) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> refusal(
                                "-n",
                                where,
                                "patch",
                                "deployment",
                                workload,
                                "--type=merge",
                                "--dry-run=server",
                                "-p",
                                "{\"spec\":{\"replicas\":50}}")
                        .contains("ValidatingAdmissionPolicy 'nightshift-deployments'"));
    }

    @Override
    public void close() {
        for (String policy : POLICIES) {
            cluster.kubectl("delete", "validatingadmissionpolicybinding", policy, "--ignore-not-found");
            cluster.kubectl("delete", "validatingadmissionpolicy", policy, "--ignore-not-found");
        }
        cluster.kubectl("delete", "clusterrolebinding", "nightshift-observe", "nightshift-nodes", "--ignore-not-found");
        cluster.kubectl(
                "delete",
                "clusterrole",
                "nightshift-observe",
                "nightshift-act",
                "nightshift-delete",
                "nightshift-nodes",
                "--ignore-not-found");
        cluster.kubectl("delete", "namespace", namespace, "--wait=false", "--ignore-not-found");
    }
}
