package nightshift.observe.otlp;

import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CLIENT;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_INTERNAL;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static nightshift.observe.otlp.Receiver.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;
import java.util.Map;
import nightshift.fact.Dependency;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.observe.otlp.request.Export;
import org.junit.jupiter.api.Test;

/// Spans as requests and calls, log records as counts.
class SpansAndLogsTest {
    private static final EntityId CART = EntityId.service("shop", "cart");
    private static final EntityId PAYMENT = EntityId.service("shop", "payment");

    private final Receiver receiver = new Receiver();

    @Test
    void serverSpansBecomeRateDurationAndErrorsPerOperation() {
        // Given four requests of two operations, one of which fails
        spans(
                "cart",
                5,
                server(1, "GET /cart", 0.2).build(),
                server(2, "GET /cart", 0.2).build(),
                server(3, "POST /cart", 0.2).build(),
                failed(server(4, "POST /cart", 0.2)));

        // Then
        assertThat(receiver.look(15).window(10))
                .containsEntry("service:shop/cart|traces.span.metrics.rate", 0.4)
                .containsEntry("service:shop/cart|traces.span.metrics.error.ratio", 0.25)
                .containsEntry("service:shop/cart|traces.span.metrics.error.ratio|span.name=POST /cart", 0.5);
        assertThat(receiver.window(10).get("service:shop/cart|traces.span.metrics.duration|span.name=GET /cart"))
                .isCloseTo(0.2, within(0.046 * 0.2));
    }

    @Test
    void internalSpansAreNoRequests() {
        spans(
                "cart",
                5,
                Requests.span(1, 0, SPAN_KIND_INTERNAL, "middleware", at(5), 0.1)
                        .build());
        assertThat(receiver.look(15).window(10)).isEmpty();
    }

    @Test
    void aServiceThatServesNothingAnyMoreButStillSendsHasARateOfZero() {
        // Given
        spans("cart", 5, server(1, "GET /cart", 0.1).build());

        // When its metrics go on and its spans do not
        receiver.send(
                15,
                Export.METRICS,
                Requests.metrics(
                        Requests.resource("cart", "cart-1"), Requests.gauge("process.cpu.utilization", 0.1, at(15))));

        // Then
        assertThat(receiver.look(25).window(20))
                .containsEntry("service:shop/cart|traces.span.metrics.rate", 0.0)
                .doesNotContainKey("service:shop/cart|traces.span.metrics.duration");
    }

    @Test
    void aCallIsFoundByItsParentWhicheverEndComesFirst() {
        // Given the callee's span first, then the caller's; and another call the other way round
        spans("payment", 5, childOf(11, 1).build());
        spans("cart", 6, client(1, 0.4).build());
        spans("cart", 7, client(2, 0.2).build());
        spans("payment", 8, childOf(12, 2).build());

        // Then
        Dependency call = onlyDependency();
        assertThat(call.caller()).isEqualTo(CART);
        assertThat(call.callee()).isEqualTo(PAYMENT);
        assertThat(call.callsPerSecond()).isCloseTo(0.2, within(1e-9));
        assertThat(call.seconds()).isCloseTo(0.3, within(1e-6));
        assertThat(call.errorRatio()).isZero();
        assertThat(receiver.window(10))
                .containsEntry("edge:service:shop/cart->service:shop/payment|traces.service.graph.request.rate", 0.2);
    }

    @Test
    void aCalleeThatIsSilentIsKnownByTheNameItWasCalledBy() {
        spans(
                "cart",
                5,
                failed(client(1, 0.4)
                        .addAllAttributes(
                                Requests.attributes(Map.of("server.address", "payment.shop.svc.cluster.local")))));
        Dependency call = onlyDependency();
        assertThat(call.callee()).isEqualTo(PAYMENT);
        assertThat(call.errorRatio()).isEqualTo(1);
    }

    @Test
    void anAddressIsRememberedWhenItsServiceNoLongerAnswers() {
        // Given a matched call to a bare address
        Map<String, String> address = Map.of("server.address", "10.0.0.7", "server.port", "8080");
        spans(
                "cart",
                5,
                client(1, 0.1).addAllAttributes(Requests.attributes(address)).build());
        spans("payment", 5, childOf(11, 1).build());

        // When the next call gets no answer
        spans(
                "cart",
                15,
                client(2, 5)
                        .addAllAttributes(Requests.attributes(address))
                        .setEndTimeUnixNano(Requests.nanos(at(15)))
                        .build());
        receiver.look(25);

        // Then it is still a call to that service
        assertThat(receiver.dependencies()).extracting(Dependency::callee).containsExactly(PAYMENT);
        assertThat(receiver.window(20))
                .containsEntry("edge:service:shop/cart->service:shop/payment|traces.service.graph.request.rate", 0.1);
    }

    @Test
    void aDatabaseIsADependencyToo() {
        spans(
                "cart",
                5,
                client(1, 0.01)
                        .addAllAttributes(Requests.attributes(Map.of(
                                "db.system.name", "postgresql", "db.namespace", "shop", "server.address", "orders-db")))
                        .build());
        assertThat(onlyDependency().callee())
                .isEqualTo(EntityId.of(EntityKind.DATABASE, "", "shop", "orders-db", "shop"));
    }

    @Test
    void aDatabaseIsToldByHostPortAndName() {
        // Given two databases of one host, and two servers of one name
        query(1, "9840", "lab");
        query(2, "9841", "lab");
        query(3, "9840", "ledger");

        // When
        receiver.look(15);

        // Then
        assertThat(receiver.dependencies())
                .extracting(dependency -> dependency.callee().text())
                .containsExactlyInAnyOrder(
                        "database:shop/127.0.0.1/9840/lab",
                        "database:shop/127.0.0.1/9841/lab",
                        "database:shop/127.0.0.1/9840/ledger");
    }

    private void query(long id, String port, String name) {
        spans(
                "cart",
                5,
                client(id, 0.01)
                        .addAllAttributes(Requests.attributes(Map.of(
                                "db.system.name",
                                "postgresql",
                                "db.namespace",
                                name,
                                "server.address",
                                "127.0.0.1",
                                "server.port",
                                port)))
                        .build());
    }

    @Test
    void whatIsCalledByAForeignNameIsNoServiceOfOurs() {
        // Given a service of ours called api
        spans("api", 5, server(9, "GET /", 0.01).build());

        // When
        for (String host : List.of("api.bank.example", "api.mail.example", "api.example", "10.0.0.9")) {
            spans(
                    "cart",
                    5,
                    client(host.length() * 100L + host.charAt(4), 0.1)
                            .addAllAttributes(Requests.attributes(Map.of("server.address", host, "server.port", "443")))
                            .build());
        }
        receiver.look(15);

        // Then
        assertThat(receiver.dependencies())
                .extracting(dependency -> dependency.callee().name())
                .containsExactlyInAnyOrder("api.bank.example", "api.mail.example", "api.example", "10.0.0.9:443");
    }

    @Test
    void aNameWithANamespaceIsOursWhereThatServiceSends() {
        // Given
        spans("api", 5, server(9, "GET /", 0.01).build());

        // When
        spans(
                "cart",
                5,
                client(1, 0.1)
                        .addAllAttributes(Requests.attributes(Map.of("server.address", "api.shop")))
                        .build());

        // Then
        assertThat(onlyDependency().callee()).isEqualTo(EntityId.service("shop", "api"));
    }

    @Test
    void aDatabaseThatSendsTelemetryItselfIsCalledByItsServicesName() {
        receiver.send(
                4,
                Export.METRICS,
                Requests.metrics(
                        Requests.resource("orders-db", "orders-db-1"),
                        Requests.gauge("process.cpu.utilization", 0.1, at(4))));
        spans(
                "cart",
                5,
                client(1, 0.01)
                        .addAllAttributes(
                                Requests.attributes(Map.of("db.system", "postgresql", "server.address", "orders-db")))
                        .build());
        assertThat(onlyDependency().callee()).isEqualTo(EntityId.service("shop", "orders-db"));
    }

    @Test
    void aCallToNightshiftItselfIsNoDependency() {
        spans(
                "cart",
                5,
                client(1, 0.01)
                        .addAllAttributes(
                                Requests.attributes(Map.of("server.address", "localhost", "server.port", "4318")))
                        .build());
        receiver.look(15);
        assertThat(receiver.dependencies()).isEmpty();
    }

    @Test
    void aDependencyThatWasNotSeenForAnHourIsForgotten() {
        spans(
                "cart",
                5,
                client(1, 0.4)
                        .addAllAttributes(Requests.attributes(Map.of("peer.service", "payment")))
                        .build());
        assertThat(receiver.look(3000).dependencies()).hasSize(1);
        assertThat(receiver.look(3700).dependencies()).isEmpty();
    }

    @Test
    void lateSpansAreToldByTheirEnd() {
        // Given a long request that began three windows ago
        byte[] answer = receiver.send(
                31,
                Export.TRACES,
                Requests.spans(
                        Requests.resource("cart", "cart-1"),
                        Requests.span(1, 0, SPAN_KIND_SERVER, "GET /report", at(31), 30)
                                .build(),
                        Requests.span(2, 0, SPAN_KIND_SERVER, "GET /report", at(11), 1)
                                .build()));

        // Then only the one that ended too long ago is late
        assertThat(answer).isNotEmpty();
        assertThat(receiver.observer().status().dropped()).isEqualTo(Map.of("late", 1L));
        assertThat(receiver.look(45).window(40)).containsEntry("service:shop/cart|traces.span.metrics.rate", 0.1);
    }

    @Test
    void logRecordsBecomeRatesPerSeverity() {
        // Given numbers, and a text where the number is missing
        receiver.send(
                5,
                Export.LOGS,
                Requests.logs(
                        Requests.resource("cart", "cart-1"),
                        Requests.log(9, at(5)).build(),
                        Requests.log(17, at(5)).build(),
                        Requests.log(18, at(5)).build(),
                        Requests.log(0, at(5)).setSeverityText("Warning").build(),
                        Requests.log(0, at(5)).build()));

        // Then
        assertThat(receiver.look(15).window(10))
                .containsEntry("service:shop/cart|log.record.rate|severity=info", 0.1)
                .containsEntry("service:shop/cart|log.record.rate|severity=error", 0.2)
                .containsEntry("service:shop/cart|log.record.rate|severity=warn", 0.1)
                .containsEntry("service:shop/cart|log.record.rate|severity=unspecified", 0.1);
    }

    private Dependency onlyDependency() {
        receiver.look(15);
        assertThat(receiver.dependencies()).hasSize(1);
        return receiver.dependencies().getFirst();
    }

    private void spans(String service, double second, Span... spans) {
        receiver.send(second, Export.TRACES, Requests.spans(Requests.resource(service, service + "-1"), spans));
    }

    private static Span.Builder server(long id, String name, double seconds) {
        return Requests.span(id, 0, SPAN_KIND_SERVER, name, at(5), seconds);
    }

    private static Span.Builder childOf(long id, long parent) {
        return Requests.span(id, parent, SPAN_KIND_SERVER, "POST /pay", at(5), 0.1);
    }

    private static Span.Builder client(long id, double seconds) {
        return Requests.span(id, 0, SPAN_KIND_CLIENT, "POST", at(5), seconds);
    }

    private static Span failed(Span.Builder span) {
        return span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR))
                .build();
    }
}
