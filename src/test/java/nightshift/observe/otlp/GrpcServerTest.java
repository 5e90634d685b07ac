package nightshift.observe.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import nightshift.observe.otlp.request.Export;
import nightshift.observe.otlp.request.OtlpConfig;
import nightshift.observe.otlp.request.OtlpIntake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// OTLP over gRPC, on a real socket.
class GrpcServerTest {
    private static final byte[] GARBAGE = "this is no protobuf".getBytes(StandardCharsets.UTF_8);

    private final Servers servers = Servers.start();
    private final GrpcSender sender = new GrpcSender(servers.grpcPort());

    @AfterEach
    void stop() {
        sender.close();
        servers.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip", "zstd", "snappy"})
    void everyEncodingIsTakenForEverySignal(String encoding) {
        // When
        byte[] metrics = sender.send(Export.METRICS, encoding, oneGauge(1));
        byte[] traces = sender.send(Export.TRACES, encoding, oneSpan());
        byte[] logs = sender.send(Export.LOGS, encoding, oneLog());

        // Then a plain success is an empty message, and an answer means applied
        assertThat(metrics).isEmpty();
        assertThat(traces).isEmpty();
        assertThat(logs).isEmpty();
        assertThat(servers.observer().status().points()).isEqualTo(3);
    }

    @Test
    void anUndecodableRequestIsRefusedAndTheConnectionGoesOn() {
        // Given
        sender.send(Export.METRICS, "identity", oneGauge(1));

        // When
        StatusRuntimeException refused = catchThrowableOfType(
                StatusRuntimeException.class, () -> sender.send(Export.METRICS, "identity", GARBAGE));

        // Then
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refused.getStatus().getDescription()).contains("at byte");
        assertThat(sender.send(Export.METRICS, "gzip", oneGauge(2))).isEmpty();
        assertThat(servers.observer().status().points()).isEqualTo(2);
    }

    @Test
    void whatIsNotTakenIsToldWithItsReason() throws Exception {
        // When one of two points is not a number
        byte[] answer = sender.send(
                Export.METRICS,
                "identity",
                Requests.metrics(
                        Requests.resource("cart", "cart-1"),
                        Requests.gauge("a", 1, Instant.now()),
                        Requests.gauge("b", Double.NaN, Instant.now())));

        // Then
        ExportMetricsServiceResponse response = ExportMetricsServiceResponse.parseFrom(answer);
        assertThat(response.getPartialSuccess().getRejectedDataPoints()).isEqualTo(1);
        assertThat(response.getPartialSuccess().getErrorMessage()).isEqualTo("1 not_a_number: NaN or infinite");
        assertThat(servers.observer().status().dropped()).isEqualTo(Map.of("not_a_number", 1L));
    }

    @Test
    void aBombIsGivenUpAtTheLimit() {
        // Given 65 MiB of zeros, a few kB packed
        byte[] zeros = new byte[65 << 20];

        // When, Then a sender must not retry it
        StatusRuntimeException refused =
                catchThrowableOfType(StatusRuntimeException.class, () -> sender.send(Export.METRICS, "gzip", zeros));
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(refused.getStatus().getDescription()).contains("smaller batches");
    }

    @Test
    void anUnknownEncodingIsUnimplemented() {
        assertThatThrownBy(() -> sender.send(Export.METRICS, "lz4", oneGauge(1)))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageStartingWith("UNIMPLEMENTED");
    }

    @Test
    void whenATokenIsConfiguredItIsDemanded() {
        try (Servers guarded = new Servers(OtlpConfig.defaults().tokens(Set.of("secret")));
                GrpcSender stranger = new GrpcSender(guarded.grpcPort())) {
            // Given
            Metadata right = new Metadata();
            right.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer secret");

            // When, Then
            assertThatThrownBy(() -> stranger.send(Export.METRICS, "identity", oneGauge(1)))
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessageStartingWith("UNAUTHENTICATED")
                    .hasMessageNotContaining("secret");
            assertThat(stranger.send(Export.METRICS, "identity", oneGauge(1), right))
                    .isEmpty();
        }
    }

    @Test
    void aSenderThatIsTooMuchIsToldWhenToComeBack() throws Exception {
        OtlpConfig narrow = new OtlpConfig("127.0.0.1", 0, 0, 64 << 20, 1000, 1, Set.of());
        OtlpIntake intake = new OtlpIntake(narrow, servers.observer(), Instant::now);
        try (OtlpGrpcServer server = new OtlpGrpcServer(narrow, intake);
                GrpcSender crowd = new GrpcSender(server.port())) {
            // Given the only place is taken
            intake.enter();

            // When
            StatusRuntimeException refused = catchThrowableOfType(
                    StatusRuntimeException.class, () -> crowd.send(Export.METRICS, "identity", oneGauge(1)));

            // Then
            assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            byte[] details = refused.getTrailers()
                    .get(Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER));
            assertThat(new String(details, StandardCharsets.UTF_8))
                    .contains("type.googleapis.com/google.rpc.RetryInfo");

            // And when the place is free again
            intake.leave();
            assertThat(crowd.send(Export.METRICS, "identity", oneGauge(1))).isEmpty();
        }
    }

    @Test
    void aPortInUseIsOneSentence() {
        OtlpConfig taken = OtlpConfig.defaults().ports(servers.grpcPort(), 0);
        OtlpIntake intake = new OtlpIntake(taken, servers.observer(), Instant::now);
        assertThatThrownBy(() -> new OtlpGrpcServer(taken, intake).close())
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("the OTLP/gRPC server can't listen on 127.0.0.1:" + servers.grpcPort())
                .hasMessageContaining("configure another port");
    }

    @Test
    void emptyRequestsAreASuccess() {
        for (Export export : Export.values()) {
            assertThat(sender.send(export, "zstd", new byte[0])).isEmpty();
        }
    }

    @Test
    void aRequestOfTenMebibytesIsTaken() {
        // Given many points with long attributes
        byte[] one = Requests.metrics(
                Requests.resource("cart", "cart-1"),
                Requests.gauge("a", 1, Instant.now(), Map.of("text", "x".repeat(10_000))));
        byte[] many = new byte[one.length * 1000];
        for (int i = 0; i < 1000; i++) {
            System.arraycopy(one, 0, many, i * one.length, one.length);
        }

        // When, Then protobuf messages one after the other are one merged message
        assertThat(many.length).isGreaterThan(10_000_000);
        assertThat(sender.send(Export.METRICS, "identity", many)).isEmpty();
    }

    private static byte[] oneGauge(double value) {
        return Requests.metrics(
                Requests.resource("cart", "cart-1"), Requests.gauge("process.cpu.utilization", value, Instant.now()));
    }

    private static byte[] oneSpan() {
        return Requests.spans(
                Requests.resource("cart", "cart-1"),
                Requests.span(
                                1,
                                0,
                                io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER,
                                "GET /cart",
                                Instant.now(),
                                0.1)
                        .build());
    }

    private static byte[] oneLog() {
        return Requests.logs(
                Requests.resource("cart", "cart-1"),
                Requests.log(9, Instant.now()).build());
    }
}
