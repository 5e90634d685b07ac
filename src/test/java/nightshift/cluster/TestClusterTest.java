package nightshift.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import nightshift.cluster.TestCluster.Audited;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What tests on the control plane rest on: who wrote what is seen apart, a dry run writes nothing, and the API
/// server comes back from a crash with what it had.
@Tag("cluster")
class TestClusterTest {
    private static final String NINE = "{\"spec\":{\"replicas\":9}}";

    @RegisterExtension
    static final TestCluster cluster = new TestCluster();

    private String namespace;

    @BeforeEach
    void aDeployment() {
        namespace = cluster.namespace();
        cluster.kubectl("-n", namespace, "create", "deployment", "api", "--image=shop/api:1.4.0");
    }

    @Test
    void theAuditLogTellsWhoWroteWhat() {
        // When
        patch(cluster.acting(), PatchContext.of(PatchType.JSON_MERGE));

        // Then
        assertThat(patches()).singleElement().satisfies(line -> {
            assertThat(line.user()).isEqualTo("nightshift:acting");
            assertThat(line.name()).isEqualTo("api");
            assertThat(line.code()).isEqualTo(200);
            assertThat(line.dryRun()).isFalse();
            assertThat(line.body()).isEqualTo(NINE);
        });
    }

    @Test
    void aDryRunChangesNothingAndIsToldApart() {
        // Given
        String before = generation();

        // When
        patch(
                cluster.acting(),
                new PatchContext.Builder()
                        .withPatchType(PatchType.JSON_MERGE)
                        .withDryRun(List.of("All"))
                        .build());

        // Then
        assertThat(generation()).isEqualTo(before);
        assertThat(patches()).singleElement().matches(Audited::dryRun);
    }

    @Test
    void aServiceAccountMayDoWhatItsRoleSaysAndNoMore() {
        // Given
        cluster.kubectl("-n", namespace, "create", "serviceaccount", "healer");
        cluster.kubectl("-n", namespace, "create", "role", "heal", "--verb=get,patch", "--resource=deployments.apps");
        cluster.kubectl(
                "-n",
                namespace,
                "create",
                "rolebinding",
                "heal",
                "--role=heal",
                "--serviceaccount=" + namespace + ":healer");

        try (KubernetesClient healer = cluster.client(cluster.token(namespace, "healer"))) {
            // When
            cluster.until(() -> patch(healer, PatchContext.of(PatchType.JSON_MERGE)) != null);

            // Then
            assertThatThrownBy(() -> healer.apps()
                            .deployments()
                            .inNamespace(namespace)
                            .withName("api")
                            .delete())
                    .isInstanceOf(KubernetesClientException.class)
                    .extracting(refused -> ((KubernetesClientException) refused).getCode())
                    .isEqualTo(403);
        }
        assertThat(patches())
                .last()
                .extracting(Audited::user)
                .isEqualTo("system:serviceaccount:" + namespace + ":healer");
    }

    @Test
    void aKilledApiServerComesBackWithWhatItHad() {
        // When
        cluster.killApiServer();
        try {
            // Then
            assertThatThrownBy(() -> cluster.acting()
                            .apps()
                            .deployments()
                            .inNamespace(namespace)
                            .withName("api")
                            .get())
                    .isInstanceOf(KubernetesClientException.class);
        } finally {
            cluster.startApiServer();
        }
        assertThat(generation()).isEqualTo("1");
        cluster.until(() -> cluster.kubectl(
                        "-n", namespace, "get", "deployment", "api", "-o", "jsonpath={.status.availableReplicas}")
                .equals("1"));
    }

    private Deployment patch(KubernetesClient client, PatchContext how) {
        return client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName("api")
                .patch(how, NINE);
    }

    private List<Audited> patches() {
        return cluster.audit(
                line -> line.namespace().equals(namespace) && line.verb().equals("patch"));
    }

    /// Rises with each change of what is wanted.
    private String generation() {
        return cluster.kubectl("-n", namespace, "get", "deployment", "api", "-o", "jsonpath={.metadata.generation}");
    }
}
