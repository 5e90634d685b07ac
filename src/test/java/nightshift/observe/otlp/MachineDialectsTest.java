package nightshift.observe.otlp;

import static nightshift.observe.otlp.DialectPort.SCRAPER;
import static nightshift.observe.otlp.DialectPort.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What real senders send of machines, pods and containers, over the HTTP port: names, units and labels as their
/// documentation has them, or as they were recorded.
class MachineDialectsTest {
    @AutoClose
    private final DialectPort port = new DialectPort();

    @Test
    void hostmetricsSayHowMuchOfAMachineIsInUse() throws Exception {
        // Given two requests of a collector's hostmetrics receiver
        port.send(recorded("hostmetrics-1.otlp", 0));
        port.send(recorded("hostmetrics-2.otlp", 1));

        // When
        Map<String, Double> seen = port.closed();

        // Then
        assertThat(seen.get("node:/unknown_host|system.cpu.share")).isBetween(0.0, 1.0);
        assertThat(seen.get("node:/unknown_host|system.memory.share")).isBetween(0.01, 0.99);
        assertThat(seen.get("node:/unknown_host|system.filesystem.share|system.filesystem.mountpoint=/"))
                .isBetween(0.01, 0.99);
    }

    @Test
    void aNodesConditionsAreItsPressureWhoeverTellsThem() throws Exception {
        // Given k8s_cluster as it names them by default, as its newer releases can, and kube-state-metrics
        port.send(
                Map.of("k8s.node.name", "node-1", "k8s.node.uid", "4b1c"),
                port.gauge("k8s.node.condition_ready", 1, "", Map.of()),
                port.gauge("k8s.node.condition_disk_pressure", 1, "", Map.of()),
                port.gauge("k8s.node.condition_memory_pressure", 0, "", Map.of()));
        port.send(
                Map.of("k8s.node.name", "node-2", "k8s.node.uid", "4b1d"),
                port.gauge("k8s.node.condition", 1, "{condition}", Map.of("condition", "MemoryPressure")),
                port.gauge("k8s.node.condition", 0, "{condition}", Map.of("condition", "DiskPressure")));
        port.send(
                SCRAPER,
                condition("DiskPressure", "false", 0),
                condition("DiskPressure", "true", 1),
                condition("PIDPressure", "false", 1),
                condition("PIDPressure", "true", 0),
                condition("Ready", "true", 1));

        // When
        Map<String, Double> seen = port.closed();

        // Then
        assertThat(seen)
                .containsEntry("node:/node-1|k8s.node.condition_ready", 1.0)
                .containsEntry("node:/node-1|k8s.node.condition_disk_pressure", 1.0)
                .containsEntry("node:/node-1|k8s.node.condition_memory_pressure", 0.0)
                .containsEntry("node:/node-2|k8s.node.condition_memory_pressure", 1.0)
                .containsEntry("node:/node-2|k8s.node.condition_disk_pressure", 0.0)
                .containsEntry("node:/node-3|k8s.node.condition_disk_pressure", 1.0)
                .containsEntry("node:/node-3|k8s.node.condition_pid_pressure", 0.0)
                .containsEntry("node:/node-3|k8s.node.condition_ready", 1.0);
    }

    private Metric condition(String condition, String status, double value) {
        return port.gauge(
                "kube_node_status_condition",
                value,
                "",
                Map.of("node", "node-3", "condition", condition, "status", status));
    }

    @Test
    void aFullDiskThatIsAnImageIsNoFullDisk() throws Exception {
        port.send(
                Map.of("host.name", "node-7"), filesystem("squashfs", "used", 100), filesystem("squashfs", "free", 0));
        assertThat(port.closed()).isEmpty();
    }

    @Test
    void aShareIsOfWhatTwoReceiversSayOfOnePod() throws Exception {
        // Given usage from kubeletstats and limits from k8s_cluster
        Map<String, String> pod = Map.of(
                "k8s.namespace.name", "shop", "k8s.pod.name", "cart-6d4cf56db6-x2x4z", "k8s.container.name", "app");
        port.send(
                pod,
                port.gauge("container.cpu.usage", 0.9, "{cpu}", Map.of()),
                port.gauge("container.memory.working_set", 256e6, "By", Map.of()));
        port.send(
                Map.of(
                        "k8s.namespace.name",
                        "shop",
                        "k8s.node.name",
                        "node-1",
                        "k8s.pod.name",
                        "cart-6d4cf56db6-x2x4z",
                        "k8s.container.name",
                        "app",
                        "container.image.tag",
                        "1.4"),
                port.gauge("k8s.container.cpu_limit", 1, "{cpu}", Map.of()),
                port.gauge("k8s.container.memory_limit", 512e6, "By", Map.of()));

        // When
        Map<String, Double> seen = port.closed();

        // Then
        assertThat(seen)
                .containsEntry("pod:shop/cart/cart-6d4cf56db6-x2x4z|container.cpu.share", 0.9)
                .containsEntry("workload:shop/cart|container.memory.share", 0.5)
                .containsEntry("workload:shop/cart|container.cpu.usage", 0.9);
    }

    @Test
    void cadvisorAndKubeStateMetricsSayTheSame() throws Exception {
        // Given cAdvisor's rows of the pod's total and of its pause container too
        Map<String, String> app = Map.of("namespace", "shop", "pod", "cart-6d4cf56db6-x2x4z", "container", "app");
        Map<String, String> total = Map.of("namespace", "shop", "pod", "cart-6d4cf56db6-x2x4z");
        port.send(
                SCRAPER,
                port.counter("container_cpu_usage_seconds_total", 5, app),
                port.counter("container_cpu_usage_seconds_total", 5, total),
                port.gauge("container_memory_working_set_bytes", 256e6, "", app),
                port.gauge("container_memory_working_set_bytes", 260e6, "", total),
                port.counter("container_cpu_cfs_throttled_periods_total", 20, app),
                port.counter("container_cpu_cfs_periods_total", 100, app),
                port.gauge("kube_pod_container_resource_limits", 1, "", with(app, "resource", "cpu", "unit", "core")),
                port.gauge(
                        "kube_pod_container_resource_limits",
                        512e6,
                        "",
                        with(app, "resource", "memory", "unit", "byte")));

        // When
        Map<String, Double> seen = port.closed();

        // Then
        assertThat(seen)
                .containsEntry("workload:shop/cart|container.cpu.seconds.share", 0.5)
                .containsEntry("workload:shop/cart|container.memory.share", 0.5)
                .containsEntry("workload:shop/cart|container.cpu.throttled.share", 0.2);
    }

    @Test
    void kubeStateMetricsTellsOfReadiness() throws Exception {
        port.send(
                SCRAPER,
                port.gauge(
                        "kube_pod_status_ready",
                        0,
                        "",
                        Map.of("namespace", "shop", "pod", "cart-6d4cf56db6-x2x4z", "uid", "u", "condition", "true")),
                port.gauge("kube_deployment_spec_replicas", 3, "", Map.of("namespace", "shop", "deployment", "cart")));
        assertThat(port.closed()).containsEntry("workload:shop/cart|k8s.pod.ready", 0.0);
        assertThat(port.inventory()
                        .of(EntityId.service("shop", "cart"))
                        .orElseThrow()
                        .missing())
                .isEqualTo(3);
    }

    private Metric filesystem(String type, String state, double bytes) {
        return port.gauge(
                "system.filesystem.usage",
                bytes,
                "By",
                Map.of("device", "/dev/loop0", "mode", "ro", "mountpoint", "/snap", "type", type, "state", state));
    }

    /// A request as it was recorded, but now.
    private byte[] recorded(String file, int seconds) throws IOException {
        try (InputStream in = MachineDialectsTest.class.getResourceAsStream("/nightshift/observe/otlp/" + file)) {
            ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.parseFrom(in).toBuilder();
            long now = Requests.nanos(port.now().plusSeconds(seconds));
            request.getResourceMetricsBuilderList()
                    .forEach(resource -> resource.getScopeMetricsBuilderList()
                            .forEach(scope -> scope.getMetricsBuilderList().forEach(metric -> {
                                (metric.hasSum()
                                                ? metric.getSumBuilder().getDataPointsBuilderList()
                                                : metric.getGaugeBuilder().getDataPointsBuilderList())
                                        .forEach((NumberDataPoint.Builder point) -> point.setTimeUnixNano(now));
                            })));
            return request.build().toByteArray();
        }
    }
}
