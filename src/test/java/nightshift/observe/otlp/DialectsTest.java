package nightshift.observe.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.otlp.request.Export;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What real senders send, over the HTTP port: names, units, labels and resources as their documentation has them, or
/// as they were recorded.
class DialectsTest {
    private static final Map<String, String> SCRAPER =
            Map.of("service.name", "some-job", "service.instance.id", "10.0.0.8:8080");

    private final DialectPort port = new DialectPort();

    @AfterEach
    void stop() {
        port.close();
    }

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

    @Test
    void theSpanmetricsConnectorCountsRequestsAndNotWhatTheyCall() throws Exception {
        // Given
        Map<String, String> server = Map.of(
                "service.name",
                "cart",
                "span.name",
                "GET /cart",
                "span.kind",
                "SPAN_KIND_SERVER",
                "status.code",
                "STATUS_CODE_UNSET");
        port.send(
                Map.of("service.name", "cart", "service.namespace", "shop"),
                port.histogram("traces.span.metrics.duration", "ms", 30, 3000, server),
                port.histogram(
                        "traces.span.metrics.duration",
                        "ms",
                        10,
                        3000,
                        with(server, "status.code", "STATUS_CODE_ERROR")),
                port.histogram(
                        "traces.span.metrics.duration", "ms", 99, 9, with(server, "span.kind", "SPAN_KIND_CLIENT")));

        // When
        Map<String, Double> seen = port.closed();

        // Then
        assertThat(seen)
                .containsEntry("service:shop/cart|traces.connector.request.duration", 0.15)
                .containsEntry("service:shop/cart|traces.connector.request.error.ratio", 0.25);
    }

    @Test
    void aClientsMetricsTellWhoCallsWhomWithoutASpan() throws Exception {
        // Given calls of two sorts to one callee, and a query
        Map<String, String> call = Map.of("server.address", "orders.billing.svc.cluster.local", "server.port", "8080");
        port.send(
                Map.of("service.name", "web", "service.namespace", "shop"),
                port.histogram("http.client.request.duration", "s", 3, 0.6, call),
                port.histogram("http.client.request.duration", "s", 1, 0.2, with(call, "error.type", "timeout")),
                port.histogram(
                        "db.client.operation.duration",
                        "s",
                        4,
                        0.4,
                        Map.of("server.address", "core-db", "db.namespace", "core", "db.system.name", "postgresql")));

        // When
        Map<String, Double> seen = port.closed();

        // Then
        String calls = "edge:service:shop/web->service:billing/orders|http.client.request.";
        assertThat(seen.get(calls + "duration")).isCloseTo(0.2, within(1e-9));
        assertThat(seen).containsEntry(calls + "error.ratio", 0.25);
        assertThat(port.dependencies())
                .extracting(dependency -> dependency.callee().text())
                .containsExactlyInAnyOrder("service:billing/orders", "database:shop/core-db/core");
    }

    @Test
    void theServicegraphConnectorTellsWhoCallsWhom() throws Exception {
        // Given a callee that sends its namespace
        port.send(
                Map.of("service.name", "cart", "service.namespace", "shop"),
                port.gauge("process.thread.count", 5, "{thread}", Map.of()));
        Map<String, String> edge =
                Map.of("client", "front", "server", "cart", "connection_type", "", "failed", "false");
        port.send(
                Map.of(),
                port.histogram("traces_service_graph_request_server", "s", 3, 0.6, edge),
                port.histogram("traces_service_graph_request_server", "s", 1, 0.2, with(edge, "failed", "true")));

        // When
        Map<String, Double> seen = port.closed();

        // Then
        String calls = "edge:service:/front->service:shop/cart|traces.connector.call.";
        assertThat(seen.get(calls + "duration")).isCloseTo(0.2, within(1e-9));
        assertThat(seen).containsEntry(calls + "error.ratio", 0.25);
        assertThat(port.dependencies())
                .anySatisfy(call -> assertThat(call.callee()).isEqualTo(EntityId.service("shop", "cart")));
    }

    @Test
    void aMeshSaysWhatTheServiceDoesNot() throws Exception {
        // Given both proxies of one call
        Map<String, String> call = Map.of(
                "reporter", "destination",
                "source_canonical_service", "front",
                "source_workload_namespace", "shop",
                "destination_canonical_service", "cart",
                "destination_workload", "cart-v1",
                "destination_workload_namespace", "shop",
                "request_protocol", "http",
                "response_code", "200",
                "response_flags", "-");
        port.send(
                SCRAPER,
                port.histogram("istio_request_duration_milliseconds", "", 9, 900, call),
                port.histogram("istio_request_duration_milliseconds", "", 1, 100, with(call, "response_code", "503")),
                port.histogram("istio_request_duration_milliseconds", "", 10, 2000, with(call, "reporter", "source")));

        // When
        Map<String, Double> seen = port.closed();

        // Then
        assertThat(seen.get("service:shop/cart|mesh.server.request.duration")).isCloseTo(0.1, within(1e-9));
        assertThat(seen)
                .containsEntry("service:shop/cart|mesh.server.request.error.ratio", 0.1)
                .containsEntry("edge:service:shop/front->service:shop/cart|mesh.client.request.duration", 0.2);
        assertThat(port.dependencies()).isNotEmpty();
    }

    @Test
    void micrometerNamesAreUnderstood() throws Exception {
        // Given Spring Boot as a Prometheus receiver scrapes it
        Map<String, String> request =
                Map.of("method", "GET", "uri", "/cart", "status", "200", "outcome", "SUCCESS", "error", "none");
        port.send(
                Map.of("service.name", "cart", "service.instance.id", "10.0.0.9:8080"),
                port.histogram("http_server_requests_seconds", "s", 8, 4, request),
                port.histogram(
                        "http_server_requests_seconds",
                        "s",
                        2,
                        1,
                        with(request, "status", "500", "outcome", "SERVER_ERROR", "error", "IllegalStateException")),
                port.gauge("hikaricp_connections_active", 9, "", Map.of("pool", "orders")),
                port.gauge("hikaricp_connections_max", 10, "", Map.of("pool", "orders")),
                port.gauge("jvm_memory_max_bytes", 400e6, "By", Map.of("area", "heap", "id", "G1 Old Gen")),
                port.gauge("jvm_gc_live_data_size_bytes", 100e6, "By", Map.of()),
                port.histogram("jvm_gc_pause_seconds", "s", 4, 2, Map.of("gc", "G1 Young Generation")));

        // When
        Map<String, Double> seen = port.closed();

        // Then
        assertThat(seen)
                .containsEntry("service:/cart|http.server.request.duration", 0.5)
                .containsEntry("service:/cart|http.server.request.error.ratio", 0.2)
                .containsEntry("service:/cart|db.client.connection.share|db.client.connection.pool.name=orders", 0.9)
                .containsEntry("service:/cart|jvm.memory.old.share", 0.25)
                .containsEntry("service:/cart|jvm.gc.duration", 0.5)
                .containsEntry("service:/cart|jvm.gc.share", 0.2);
    }

    @Test
    void heapTroubleShowsInTheOldGenerationAfterCollecting() throws Exception {
        // Given the Java agent, new names
        Map<String, String> old = Map.of("jvm.memory.type", "heap", "jvm.memory.pool.name", "G1 Old Gen");
        Map<String, String> eden = Map.of("jvm.memory.type", "heap", "jvm.memory.pool.name", "G1 Eden Space");
        port.send(
                Map.of("service.name", "cart", "service.instance.id", "a"),
                port.gauge("jvm.memory.used_after_last_gc", 180e6, "By", old),
                port.gauge("jvm.memory.used_after_last_gc", 0, "By", eden),
                port.gauge("jvm.memory.used", 190e6, "By", old),
                port.gauge("jvm.memory.used", 50e6, "By", eden),
                port.gauge("jvm.memory.limit", 200e6, "By", old));
        assertThat(port.closed())
                .containsEntry("instance:/cart/a|jvm.memory.old.share", 0.9)
                .containsEntry("instance:/cart/a|jvm.memory.old.occupied", 0.95);
    }

    @Test
    void goProgramsOfBothConventions() throws Exception {
        // Given client_golang
        port.send(
                Map.of("service.name", "cart", "service.instance.id", "10.0.0.9:2112"),
                port.gauge("go_goroutines", 12, "", Map.of()),
                port.gauge("go_memstats_heap_inuse_bytes", 5e7, "", Map.of()),
                port.gauge("process_open_fds", 9, "", Map.of()),
                port.gauge("process_max_fds", 100, "", Map.of()),
                port.gauge("promhttp_metric_handler_requests_in_flight", 1, "", Map.of()));
        // and the runtime instrumentation
        port.send(
                Map.of("service.name", "stock"),
                port.gauge("go.goroutine.count", 7, "{goroutine}", Map.of()),
                port.gauge("go.memory.used", 5e7, "By", Map.of("go.memory.type", "other")),
                port.gauge("go.memory.limit", 1e8, "By", Map.of()));

        // When
        Map<String, Double> seen = port.closed();

        // Then
        assertThat(seen)
                .containsEntry("service:/cart|go.goroutine.count", 12.0)
                .containsEntry("service:/cart|go.memory.used", 5e7)
                .containsEntry("service:/cart|process.unix.file_descriptor.share", 0.09)
                .containsEntry("service:/stock|go.goroutine.count", 7.0)
                .containsEntry("service:/stock|go.memory.share", 0.5)
                .noneSatisfy((series, value) -> assertThat(series).contains("promhttp"));
    }

    @Test
    void conventionsThatPrometheusRewroteAreTheSame() throws Exception {
        port.send(
                Map.of("service.name", "cart"),
                port.gauge(
                        "db_client_connection_pending_requests",
                        3,
                        "",
                        Map.of("db_client_connection_pool_name", "orders")),
                port.histogram(
                        "http_server_request_duration_seconds",
                        "s",
                        4,
                        2,
                        Map.of("http_route", "/cart", "http_response_status_code", "500", "error_type", "500")));
        assertThat(port.closed())
                .containsEntry(
                        "service:/cart|db.client.connection.pending_requests|db.client.connection.pool.name=orders",
                        3.0)
                .containsEntry("service:/cart|http.server.request.error.ratio", 1.0)
                .containsEntry("service:/cart|http.server.request.duration|http.route=/cart", 0.5);
    }

    @Test
    void bothConventionsSideBySideCountOnce() throws Exception {
        port.send(
                Map.of("service.name", "cart"),
                port.histogram("http.server.duration", "ms", 10, 1000, Map.of("http.status_code", 200L + "")),
                port.histogram("http.server.request.duration", "s", 10, 1, Map.of("http.response.status_code", "200")));
        assertThat(port.closed()).containsEntry("service:/cart|http.server.request.rate", 1.0);
    }

    @Test
    void theOneThatGoesOnCountsWhenTheOtherFallsSilent() {
        // Given
        Receiver receiver = new Receiver();
        for (int second = 5; second < 800; second += 10) {
            if (second < 100) {
                receiver.send(
                        second,
                        Export.METRICS,
                        Requests.metrics(
                                Requests.resource("cart", "one"),
                                Requests.gauge("process.threads", 7, Receiver.at(second))));
            }
            receiver.send(
                    second,
                    Export.METRICS,
                    Requests.metrics(
                            Requests.resource("cart", "one"),
                            Requests.gauge("process.thread.count", 8, Receiver.at(second))));
        }

        // When
        receiver.look(815);

        // Then
        assertThat(receiver.window(50)).containsEntry("service:shop/cart|process.thread.count", 7.0);
        assertThat(receiver.window(790)).containsEntry("service:shop/cart|process.thread.count", 8.0);
    }

    private Metric filesystem(String type, String state, double bytes) {
        return port.gauge(
                "system.filesystem.usage",
                bytes,
                "By",
                Map.of("device", "/dev/loop0", "mode", "ro", "mountpoint", "/snap", "type", type, "state", state));
    }

    private static Map<String, String> with(Map<String, String> some, String... more) {
        Map<String, String> all = new HashMap<>(some);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    /// A request as it was recorded, but now.
    private byte[] recorded(String file, int seconds) throws IOException {
        try (InputStream in = DialectsTest.class.getResourceAsStream("/nightshift/observe/otlp/" + file)) {
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
