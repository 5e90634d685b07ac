package nightshift.act.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nightshift.act.kubernetes.api.Mark;
import nightshift.cluster.TestCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What Nightshift's ServiceAccount is denied by `kubernetes/`, asked by kubectl in its name: by its roles, and by
/// the policies even where somebody gave it every right there is.
@Tag("cluster")
class InstalledIsHeldTest {
    @RegisterExtension
    static final TestCluster cluster = new TestCluster();

    private static final String NO_ROLE = "is forbidden: User";
    private static final String NEW_ID = "names the decision it is for";
    private static final String NAMESPACE = "ValidatingAdmissionPolicy 'nightshift-";
    private static final String SIZE = "neither switched on or off";
    private static final String SPEC = "changes template, size and pause of a workload";

    @TempDir
    static Path act;

    @TempDir
    static Path files;

    private static Installed installed;
    private static Hands hands;
    private static String other;

    @BeforeAll
    static void install() throws IOException {
        hands = new Hands(cluster);
        other = new Hands(cluster).namespace;
        hands.deployment("api", 2, "shop/api:1.4.0");
        cluster.kubectl("-n", hands.namespace, "annotate", "deployment", "api", Mark.ACTION_ID + "=d-old");
        cluster.apply(hands.deploymentYaml("api", 1, "shop/api:1.4.0").replace(hands.namespace, other));
        cluster.apply("""
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: far, namespace: %s}
                spec:
                  minReplicas: 2
                  maxReplicas: 12
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: nobody}
                  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}]
                """.formatted(hands.namespace));
        cluster.apply(hands.deploymentYaml("dns", 0, "x/dns:1").replace(hands.namespace, "kube-system"));
        installed = new Installed(cluster, act, hands.namespace);
        installed.inForce("api", hands.namespace);
    }

    @AfterAll
    static void uninstall() {
        cluster.kubectl("-n", "kube-system", "delete", "deployment", "dns", "--ignore-not-found");
        if (installed != null) {
            installed.release("cluster-admin");
            installed.close();
        }
    }

    /// @param what is tried
    /// @param expected in the refusal
    record Denied(String what, String expected, List<String> arguments) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Denied denied(String what, String expected, String... arguments) {
        return new Denied(what, expected, List.of(arguments));
    }

    /// With its own roles.
    static List<Denied> byRole() {
        return List.of(
                denied("reads secrets", NO_ROLE, "-n", "SHOP", "get", "secrets"),
                denied("reads configmaps", NO_ROLE, "-n", "SHOP", "get", "configmaps"),
                denied("reads the secrets of its own namespace", NO_ROLE, "-n", "HOME", "get", "secrets"),
                patch("another namespace", NO_ROLE, "OTHER", "api", id("d-1", "\"replicas\":2")),
                patch("the control plane's namespace", NO_ROLE, "kube-system", "dns", id("d-1", "\"replicas\":1")),
                denied("deletes a Deployment", NO_ROLE, "-n", "SHOP", "delete", "deployment", "api"),
                denied("deletes a pod", NO_ROLE, "-n", "SHOP", "delete", "pod", "api"),
                denied(
                        "closes a node",
                        NO_ROLE,
                        "patch",
                        "node",
                        "sim-001",
                        "-p",
                        "{\"spec\":{\"unschedulable\":true}}"),
                denied(
                        "gives itself a role",
                        NO_ROLE,
                        "-n",
                        "SHOP",
                        "create",
                        "rolebinding",
                        "more",
                        "--clusterrole=cluster-admin",
                        "--user=x"),
                denied(
                        "widens its role",
                        NO_ROLE,
                        "patch",
                        "clusterrole",
                        "nightshift-act",
                        "--type=merge",
                        "-p",
                        "{\"rules\":[]}"),
                denied(
                        "ends its policy",
                        NO_ROLE,
                        "delete",
                        "validatingadmissionpolicybinding",
                        "nightshift-deployments"),
                denied(
                        "opts a namespace in",
                        NO_ROLE,
                        "label",
                        "namespace",
                        "OTHER",
                        Mark.MODE + "=off",
                        "--overwrite"),
                denied("makes a token", NO_ROLE, "-n", "HOME", "create", "token", "nightshift"),
                patch("a template without an id", NEW_ID, "SHOP", "api", "{\"spec\":{" + image() + "}}"),
                patch("a template with the id of before", NEW_ID, "SHOP", "api", id("d-old", image())),
                patch("6 of 2 replicas", SIZE, "SHOP", "api", id("d-1", "\"replicas\":6")),
                patch("no replicas", SIZE, "SHOP", "api", id("d-1", "\"replicas\":0")),
                put("6 of 2 replicas through /scale", SIZE, "api", 6),
                put("no replicas through /scale", SIZE, "api", 0),
                patch("another field", SPEC, "SHOP", "api", id("d-1", "\"minReadySeconds\":5")),
                patch(
                        "the strategy",
                        SPEC,
                        "SHOP",
                        "api",
                        id("d-1", "\"strategy\":{\"rollingUpdate\":{\"maxSurge\":9}}")),
                patch(
                        "how far it may go itself",
                        "the others are their owners' word",
                        "SHOP",
                        "api",
                        "{\"metadata\":{\"annotations\":{\"" + Mark.MODE + "\":\"auto\"}}}"),
                patch("labels", SPEC, "SHOP", "api", "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}"),
                patch(
                        "the ServiceAccount of its pods",
                        "no other ServiceAccount",
                        "SHOP",
                        "api",
                        id("d-1", "\"template\":{\"spec\":{\"serviceAccountName\":\"root\"}}")),
                scaler("the ceiling of an autoscaler", "changes the floor of an autoscaler", "\"maxReplicas\":50"),
                scaler("a floor far up", "changes the floor of an autoscaler", "\"minReplicas\":6"));
    }

    private static String image() {
        return "\"template\":{\"spec\":{\"containers\":[{\"name\":\"main\",\"image\":\"evil:1\"}]}}";
    }

    private static String id(String id, String spec) {
        return "{\"metadata\":{\"annotations\":{\"" + Mark.ACTION_ID + "\":\"" + id + "\"}},\"spec\":{" + spec + "}}";
    }

    private static Denied patch(String what, String expected, String where, String name, String body) {
        return denied(what, expected, "-n", where, "patch", "deployment", name, "--type=merge", "-p", body);
    }

    private static Denied scaler(String what, String expected, String spec) {
        return denied(what, expected, "-n", "SHOP", "patch", "hpa", "far", "--type=merge", "-p", id("d-1", spec));
    }

    private static Denied put(String what, String expected, String name, int replicas) {
        return denied(
                what,
                expected,
                "replace",
                "--raw",
                "/apis/apps/v1/namespaces/SHOP/deployments/" + name + "/scale",
                "-f",
                "SCALE-" + replicas);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("byRole")
    void itMayNot(Denied denied) throws IOException {
        assertThat(refusal(denied)).contains(denied.expected());
    }

    /// Whoever was given the right to everything by mistake.
    static List<Denied> byPolicy() {
        return List.of(
                patch("the control plane's namespace", NAMESPACE, "kube-system", "dns", id("d-1", "\"replicas\":0")),
                patch("its own namespace", NAMESPACE, "HOME", "nightshift", id("d-1", "\"paused\":true")),
                denied("a secret of its own", NAMESPACE, "-n", "HOME", "create", "secret", "generic", "x"),
                denied("a pod of the control plane", NAMESPACE, "-n", "kube-system", "run", "x", "--image=x"),
                denied(
                        "a node's taints",
                        "whether a node takes new pods",
                        "patch",
                        "node",
                        "sim-001",
                        "--type=merge",
                        "-p",
                        id("d-1", "\"taints\":[{\"key\":\"a\",\"effect\":\"NoSchedule\"}]")),
                denied("a node's labels", "whether a node takes new pods", "label", "node", "sim-001", "a=b"));
    }

    @Test
    void withEveryRightThePoliciesStillHold() throws IOException {
        installed.bindEverywhere("cluster-admin");
        try {
            cluster.until(() ->
                    installed.refusal("-n", hands.namespace, "get", "secrets").isEmpty());
            for (Denied denied : byPolicy()) {
                assertThat(refusal(denied)).as(denied.what()).contains(denied.expected());
            }
        } finally {
            installed.release("cluster-admin");
        }
        cluster.until(() ->
                !installed.refusal("-n", hands.namespace, "get", "secrets").isEmpty());
    }

    /// The table proves nothing if what is denied would be denied for another reason.
    @Test
    void theSameWithANewIdAndWithinBoundsIsDone() throws IOException {
        assertThat(refusal(patch("", "", "SHOP", "api", id("d-new", "\"replicas\":2," + image()))))
                .isEmpty();
        assertThat(refusal(put("", "", "api", 3))).isEmpty();
        assertThat(refusal(put("", "", "api", 2))).isEmpty();
        assertThat(refusal(patch("", "", "SHOP", "api", id("d-old", "\"paused\":false"))))
                .isEmpty();
        assertThat(refusal(scaler("", "", "\"minReplicas\":5"))).isEmpty();
        assertThat(refusal(denied("", "", "get", "nodes"))).isEmpty();
    }

    private static String refusal(Denied denied) throws IOException {
        Path scale = null;
        List<String> arguments = denied.arguments().stream()
                .map(each -> each.replace("SHOP", hands.namespace)
                        .replace("OTHER", other)
                        .replace("HOME", installed.namespace))
                .toList();
        if (arguments.getLast().startsWith("SCALE-")) {
            int replicas = Integer.parseInt(arguments.getLast().substring("SCALE-".length()));
            scale = Files.writeString(
                    files.resolve("scale-" + replicas + ".json"),
                    "{\"apiVersion\":\"autoscaling/v1\",\"kind\":\"Scale\",\"metadata\":{\"name\":\"api\",\"namespace\":\""
                            + hands.namespace + "\"},\"spec\":{\"replicas\":" + replicas + "}}");
        }
        String last = scale == null ? arguments.getLast() : scale.toString();
        List<String> all = new ArrayList<>(arguments.subList(0, arguments.size() - 1));
        all.add(last);
        return installed.refusal(all.toArray(String[]::new));
    }
}
