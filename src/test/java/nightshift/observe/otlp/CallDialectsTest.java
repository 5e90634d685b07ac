package nightshift.observe.otlp;

import static nightshift.observe.otlp.DialectPort.SCRAPER;
import static nightshift.observe.otlp.DialectPort.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What real senders send of calls, over the HTTP port: names, units and labels as their documentation has them.
class CallDialectsTest {
    @AutoClose
    private final DialectPort port = new DialectPort();

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
    void aPoolTellsHowLongItsDatabaseTakes() throws Exception {
        // Given a pool of a name, and one that nobody named
        port.send(
                Map.of("service.name", "web", "service.namespace", "shop"),
                port.histogram("hikaricp_connections_usage_seconds", "s", 4, 0.4, Map.of("pool", "HikariPool-core-db")),
                port.histogram("hikaricp_connections_usage_seconds", "s", 2, 0.4, Map.of("pool", "HikariPool-1")));

        // When
        Map<String, Double> seen = port.closed();

        // Then
        assertThat(seen.get("edge:service:shop/web->database:shop/core-db|db.client.connection.use_time"))
                .isCloseTo(0.1, within(1e-9));
        assertThat(port.dependencies()).singleElement().satisfies(uses -> {
            assertThat(uses.callee()).isEqualTo(EntityId.database("shop", "core-db"));
            assertThat(uses.callsPerSecond()).isNaN();
            assertThat(uses.describe()).isEqualTo("web uses core-db");
        });
    }

    @Test
    void aClientThatKnowsOnlyWhatItCallsCallsWhoServesIt() throws Exception {
        // Given a server, and a client that calls it and somebody of whom nothing is heard
        port.send(
                Map.of("service.name", "cart", "service.namespace", "shop"),
                port.histogram("rpc.server.call.duration", "s", 4, 0.3, Map.of("rpc.method", "shop.Cart/AddItem")));
        String client = "grpc_client_processing_duration_seconds";
        Map<String, String> call = Map.of("service", "shop.Cart", "method", "AddItem", "statusCode", "OK");
        port.send(
                Map.of("service.name", "web", "service.namespace", "shop"),
                port.histogram(client, "s", 4, 0.4, call),
                port.histogram(client, "s", 4, 0.8, with(call, "service", "bank.Accounts")));

        // When
        Map<String, Double> seen = port.closed();

        // Then
        assertThat(seen.get("edge:service:shop/web->service:shop/cart|rpc.client.call.duration"))
                .isCloseTo(0.1, within(1e-9));
        assertThat(seen.get("edge:service:shop/web->service:shop/bank.Accounts|rpc.client.call.duration"))
                .isCloseTo(0.2, within(1e-9));
    }

    @Test
    void aMeshThatSeesBytesTellsWhoUsesWhom() throws Exception {
        // Given a database, somebody else's service, and an address that nobody named
        Map<String, String> inside = Map.of(
                "reporter", "source",
                "source_canonical_service", "front",
                "source_workload_namespace", "shop",
                "destination_canonical_service", "core-db",
                "destination_workload_namespace", "data",
                "destination_service", "core-db.data.svc.cluster.local",
                "request_protocol", "tcp");
        Map<String, String> outside = with(
                with(inside, "destination_canonical_service", "unknown"), "destination_service", "api.bank.example");
        port.send(
                SCRAPER,
                port.counter("istio_tcp_sent_bytes_total", 9_000, inside),
                port.counter("istio_tcp_sent_bytes_total", 5_000, outside),
                port.counter("istio_tcp_sent_bytes_total", 5_000, with(outside, "destination_service", "unknown")),
                port.counter("istio_tcp_sent_bytes_total", 9_000, with(inside, "reporter", "destination")));

        // When
        port.closed();

        // Then
        assertThat(port.dependencies())
                .extracting(uses -> uses.caller().text() + " " + uses.callee().text())
                .containsExactlyInAnyOrder(
                        "service:shop/front service:data/core-db", "service:shop/front service:/api.bank.example");
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
}
