package nightshift.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Stands in for kube-state-metrics, which no module index serves: what a real API server has of one namespace, in
/// the metrics and labels of kube-state-metrics' docs/metrics/workload/deployment-metrics.md and pod-metrics.md, as
/// a page to be scraped. Only what the test's objects have is there.
public final class KubeStateMetricsPage implements AutoCloseable {
    private final HttpServer server;
    private final KubernetesClient cluster;
    private final String namespace;

    private KubeStateMetricsPage(HttpServer server, KubernetesClient cluster, String namespace) {
        this.server = server;
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /// Serves it at `/metrics` of a port that was free.
    public static KubeStateMetricsPage of(KubernetesClient cluster, String namespace) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            KubeStateMetricsPage page = new KubeStateMetricsPage(server, cluster, namespace);
            server.createContext("/metrics", page::answer);
            server.start();
            return page;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /// Host and port, as a scraper names its target.
    public String target() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] page = page().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    private String page() {
        Families families = new Families();
        for (Deployment deployment :
                cluster.apps().deployments().inNamespace(namespace).list().getItems()) {
            add(families, deployment);
        }
        for (Pod pod : cluster.pods().inNamespace(namespace).list().getItems()) {
            add(families, pod);
        }
        return families.text();
    }

    private void add(Families families, Deployment deployment) {
        Map<String, String> of = Map.of(
                "namespace", namespace, "deployment", deployment.getMetadata().getName());
        families.gauge("kube_deployment_spec_replicas", of, deployment.getSpec().getReplicas());
        families.gauge(
                "kube_deployment_status_replicas",
                of,
                or0(deployment.getStatus().getReplicas()));
        families.gauge(
                "kube_deployment_status_replicas_ready",
                of,
                or0(deployment.getStatus().getReadyReplicas()));
        families.gauge(
                "kube_deployment_status_replicas_available",
                of,
                or0(deployment.getStatus().getAvailableReplicas()));
    }

    private void add(Families families, Pod pod) {
        Map<String, String> of = Map.of(
                "namespace",
                namespace,
                "pod",
                pod.getMetadata().getName(),
                "uid",
                pod.getMetadata().getUid());
        OwnerReference owner = pod.getMetadata().getOwnerReferences().getFirst();
        families.gauge(
                "kube_pod_info",
                and(
                        of,
                        "node",
                        Optional.ofNullable(pod.getSpec().getNodeName()).orElse(""),
                        "created_by_kind",
                        owner.getKind(),
                        "created_by_name",
                        owner.getName()),
                1);
        pod.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .forEach(ready -> List.of("True", "False", "Unknown")
                        .forEach(status -> families.gauge(
                                "kube_pod_status_ready",
                                and(of, "condition", status.toLowerCase(Locale.ROOT)),
                                ready.getStatus().equals(status) ? 1 : 0)));
        pod.getStatus().getContainerStatuses().forEach(container -> add(families, of, container));
    }

    private static void add(Families families, Map<String, String> pod, ContainerStatus container) {
        Map<String, String> of = and(pod, "container", container.getName());
        families.gauge("kube_pod_container_info", and(of, "image", container.getImage()), 1);
        families.gauge("kube_pod_container_status_ready", of, container.getReady() ? 1 : 0);
        families.counter("kube_pod_container_status_restarts_total", of, container.getRestartCount());
        if (container.getState().getWaiting() != null) {
            families.gauge(
                    "kube_pod_container_status_waiting_reason",
                    and(of, "reason", container.getState().getWaiting().getReason()),
                    1);
        }
    }

    private static int or0(Integer number) {
        return number == null ? 0 : number;
    }

    private static Map<String, String> and(Map<String, String> some, String... more) {
        Map<String, String> all = new TreeMap<>(some);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /// Lines of a page, each metric's together behind its type.
    private static final class Families {
        private final Map<String, StringBuilder> byName = new TreeMap<>();

        void gauge(String name, Map<String, String> labels, int value) {
            add(name, "gauge", labels, value);
        }

        void counter(String name, Map<String, String> labels, int value) {
            add(name, "counter", labels, value);
        }

        private void add(String name, String type, Map<String, String> labels, int value) {
            StringBuilder lines = byName.computeIfAbsent(
                    name,
                    fresh -> new StringBuilder("# HELP " + name + " [STABLE]\n# TYPE " + name + " " + type + "\n"));
            String separator = "{";
            lines.append(name);
            for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
                lines.append(separator)
                        .append(label.getKey())
                        .append("=\"")
                        .append(label.getValue())
                        .append('"');
                separator = ",";
            }
            lines.append("} ").append(value).append('\n');
        }

        String text() {
            return String.join("", byName.values());
        }
    }
}
