package nightshift.observe.otlp;

import static nightshift.observe.otlp.DialectPort.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import nightshift.observe.otlp.request.Export;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What real programs send of themselves, over the HTTP port: names, units and labels as the documentation of their
/// libraries has them, and two conventions side by side.
class ProgramDialectsTest {
    @AutoClose
    private final DialectPort port = new DialectPort();

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
}
