package nightshift.observe.otlp;

import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CLIENT;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nightshift.fact.Dependency;
import nightshift.fact.Snapshot;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.SeriesKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Services of one name in two namespaces and in two clusters, as they come in over the HTTP port.
class NamesakesTest {
    private static final EntityId CART = EntityId.service("shop", "cart");
    private static final EntityId SHOP_ORDERS = EntityId.service("shop", "orders");
    private static final EntityId BILLING_ORDERS = EntityId.service("billing", "orders");

    private final Servers servers = Servers.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Instant now = Instant.now();

    @AfterEach
    void stop() {
        client.close();
        servers.close();
    }

    @Test
    void callsToTwoServicesOfOneNameInTwoNamespacesStayApart() throws Exception {
        // Given every call to billing/orders fails, none to shop/orders does
        called(CART, 1, BILLING_ORDERS, true);
        called(CART, 2, SHOP_ORDERS, false);

        // When
        Snapshot seen = closed();

        // Then
        assertThat(errorRatios(seen)).isEqualTo(Map.of(BILLING_ORDERS, 1.0, SHOP_ORDERS, 0.0));
        assertThat(edges(seen))
                .containsExactlyInAnyOrder(EntityId.edge(CART, BILLING_ORDERS), EntityId.edge(CART, SHOP_ORDERS));
    }

    @Test
    void servicesOfOneNameInTwoClustersStayApart() throws Exception {
        // Given
        EntityId east = SHOP_ORDERS.inCluster("east");
        EntityId west = SHOP_ORDERS.inCluster("west");
        called(CART.inCluster("east"), 1, east, true);
        called(CART.inCluster("east"), 2, west, false);

        // When
        Snapshot seen = closed();

        // Then
        assertThat(errorRatios(seen)).isEqualTo(Map.of(east, 1.0, west, 0.0));
        assertThat(entities(seen, EntityKind.SERVICE)).contains(east, west).doesNotContain(SHOP_ORDERS);
    }

    @Test
    void aHostNameOfKubernetesTellsTheNamespaceOfASilentCallee() throws Exception {
        // Given
        send(CART, client(1, false, Map.of("server.address", "orders.billing.svc.cluster.local")));
        send(CART, client(2, false, Map.of("server.address", "orders")));

        // When, Then
        assertThat(errorRatios(closed())).containsOnlyKeys(BILLING_ORDERS, SHOP_ORDERS);
    }

    @Test
    void aDatabaseIsInTheClusterOfItsCaller() throws Exception {
        // Given
        send(CART.inCluster("east"), client(1, false, Map.of("db.system.name", "postgresql", "db.namespace", "shop")));

        // When, Then
        assertThat(errorRatios(closed()))
                .containsOnlyKeys(EntityId.database("shop", "shop").inCluster("east"));
    }

    private void called(EntityId caller, long id, EntityId callee, boolean failed) throws Exception {
        send(caller, client(id, failed, Map.of()));
        send(
                callee,
                Requests.span(id + 10, id, SPAN_KIND_SERVER, "POST /order", now, 0.1)
                        .build());
    }

    private Span client(long id, boolean failed, Map<String, String> attributes) {
        return Requests.span(id, 0, SPAN_KIND_CLIENT, "POST", now, 0.2)
                .addAllAttributes(Requests.attributes(attributes))
                .setStatus(Status.newBuilder()
                        .setCode(failed ? Status.StatusCode.STATUS_CODE_ERROR : Status.StatusCode.STATUS_CODE_UNSET))
                .build();
    }

    private void send(EntityId service, Span span) throws IOException, InterruptedException {
        Map<String, String> resource = new HashMap<>();
        resource.put("service.name", service.name());
        resource.put("k8s.namespace.name", service.namespace());
        if (!service.cluster().isEmpty()) {
            resource.put("k8s.cluster.name", service.cluster());
        }
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + servers.httpPort() + "/v1/traces"))
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Requests.spans(Requests.resource(resource), span)))
                .build();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    /// What is seen once all windows of now are closed.
    private Snapshot closed() {
        return servers.observer().snapshot(now.plusSeconds(30));
    }

    private static Map<EntityId, Double> errorRatios(Snapshot seen) {
        return seen.dependencies().stream().collect(Collectors.toMap(Dependency::callee, Dependency::errorRatio));
    }

    private static List<EntityId> edges(Snapshot seen) {
        return entities(seen, EntityKind.EDGE);
    }

    private static List<EntityId> entities(Snapshot seen, EntityKind kind) {
        return IntStream.range(0, seen.directory().size())
                .mapToObj(seen.directory()::key)
                .map(SeriesKey::entity)
                .filter(entity -> entity.kind() == kind)
                .distinct()
                .toList();
    }
}
