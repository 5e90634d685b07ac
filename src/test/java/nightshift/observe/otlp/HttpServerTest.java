package nightshift.observe.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import nightshift.observe.otlp.request.OtlpConfig;
import nightshift.observe.otlp.request.OtlpIntake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyFramedOutputStream;

/// OTLP over HTTP, on a real socket.
class HttpServerTest {
    private static final String PROTOBUF = "application/x-protobuf";

    private final Servers servers = Servers.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.close();
        servers.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gzip", "zstd", "snappy", "deflate", "snappy-framed"})
    void everyEncodingIsTakenForEverySignal(String encoding) throws Exception {
        // When
        HttpResponse<byte[]> metrics = post("/v1/metrics", encoding, oneGauge(1));
        HttpResponse<byte[]> traces = post("/v1/traces", encoding, new byte[0]);
        HttpResponse<byte[]> logs = post(
                "/v1/logs",
                encoding,
                Requests.logs(
                        Requests.resource("cart", "cart-1"),
                        Requests.log(17, Instant.now()).build()));

        // Then
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(traces.statusCode()).isEqualTo(200);
        assertThat(logs.statusCode()).isEqualTo(200);
        assertThat(metrics.body()).isEmpty();
        assertThat(metrics.headers().firstValue("content-type")).contains(PROTOBUF);
        assertThat(servers.observer().status().points()).isEqualTo(2);
    }

    @Test
    void anUndecodableBodyIsRefusedAndTheConnectionGoesOn() throws Exception {
        // When
        HttpResponse<byte[]> refused = post("/v1/metrics", "", "no protobuf".getBytes(StandardCharsets.UTF_8));
        HttpResponse<byte[]> good = post("/v1/metrics", "", oneGauge(1));

        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(status(refused)).contains("at byte");
        assertThat(good.statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyThatIsNotWhatItsEncodingSaysIsRefused() throws Exception {
        for (String encoding : new String[] {"gzip", "zstd", "deflate", "snappy"}) {
            HttpResponse<byte[]> refused = client.send(
                    request("/v1/metrics")
                            .header("Content-Encoding", encoding)
                            .POST(HttpRequest.BodyPublishers.ofString("plain text, not packed at all"))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(refused.statusCode()).as(encoding).isEqualTo(400);
            assertThat(status(refused)).contains("can't be decompressed");
        }
    }

    @Test
    void anUnknownEncodingIsRefusedWithTheKnownOnes() throws Exception {
        HttpResponse<byte[]> refused = client.send(
                request("/v1/metrics")
                        .header("Content-Encoding", "br")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(oneGauge(1)))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(status(refused)).contains("'br'").contains("zstd");
    }

    @Test
    void whatIsTooLargeIsRefusedPackedOrNot() throws Exception {
        try (Servers narrow = new Servers(new OtlpConfig("127.0.0.1", 0, 0, 100_000, 1000, 8, Set.of()))) {
            // Given a body over the limit, and bodies that unpack to more
            byte[] zeros = new byte[200_000];
            URI uri = URI.create("http://127.0.0.1:" + narrow.httpPort() + "/v1/metrics");

            // When, Then
            for (String encoding : new String[] {"", "gzip", "zstd", "snappy"}) {
                HttpResponse<byte[]> refused = client.send(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", PROTOBUF)
                                .header("Content-Encoding", encoding.isEmpty() ? "identity" : encoding)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(pack(encoding, zeros)))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                assertThat(refused.statusCode()).as(encoding).isEqualTo(413);
                assertThat(status(refused)).contains("smaller batches");
            }
        }
    }

    @Test
    void anotherMediaTypeMethodOrPathIsToldWhatWasExpected() throws Exception {
        // When
        HttpResponse<String> json = client.send(
                HttpRequest.newBuilder(uri("/v1/metrics"))
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> get =
                client.send(HttpRequest.newBuilder(uri("/v1/metrics")).build(), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> elsewhere = client.send(
                HttpRequest.newBuilder(uri("/v2/metrics"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        // Then
        assertThat(json.statusCode()).isEqualTo(415);
        assertThat(json.body()).contains("\"code\":3").contains("expected application/x-protobuf");
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("allow")).contains("POST");
        assertThat(elsewhere.statusCode()).isEqualTo(404);
        assertThat(elsewhere.body()).contains("/v1/metrics");
    }

    @Test
    void theMediaTypeIsReadAsHttpSays() throws Exception {
        HttpResponse<byte[]> response = client.send(
                HttpRequest.newBuilder(uri("/v1/metrics"))
                        .header("Content-Type", "Application/X-Protobuf; q=1")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(oneGauge(1)))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void whenATokenIsConfiguredItIsDemanded() throws Exception {
        try (Servers guarded = new Servers(OtlpConfig.defaults().tokens(Set.of("secret")))) {
            URI uri = URI.create("http://127.0.0.1:" + guarded.httpPort() + "/v1/metrics");
            HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                    .header("Content-Type", PROTOBUF)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(oneGauge(1)));

            // When
            HttpResponse<byte[]> stranger = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            HttpResponse<byte[]> known = client.send(
                    request.header("Authorization", "bearer secret").build(), HttpResponse.BodyHandlers.ofByteArray());

            // Then
            assertThat(stranger.statusCode()).isEqualTo(401);
            assertThat(known.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aSenderThatIsTooMuchIsToldWhenToComeBack() throws Exception {
        OtlpConfig narrow = new OtlpConfig("127.0.0.1", 0, 0, 64 << 20, 1000, 1, Set.of());
        OtlpIntake intake = new OtlpIntake(narrow, servers.observer(), Instant::now);
        try (OtlpHttpServer server = new OtlpHttpServer(narrow, intake, servers.vertx())) {
            // Given the only place is taken
            intake.enter();
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.port() + "/v1/metrics"))
                    .header("Content-Type", PROTOBUF)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(oneGauge(1)))
                    .build();

            // When
            HttpResponse<byte[]> refused = client.send(request, HttpResponse.BodyHandlers.ofByteArray());

            // Then
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValueAsLong("retry-after").orElse(0))
                    .isBetween(1L, 5L);

            // And when the place is free, it stays free after each request
            intake.leave();
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void whatIsNotTakenIsToldWithItsReason() throws Exception {
        HttpResponse<byte[]> response = post(
                "/v1/metrics",
                "",
                Requests.metrics(
                        Requests.resource("cart", "cart-1"),
                        Requests.gauge("a", 1, Instant.now().minusSeconds(3600))));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(ExportMetricsServiceResponse.parseFrom(response.body())
                        .getPartialSuccess()
                        .getErrorMessage())
                .startsWith("1 late: older than the allowed lateness");
    }

    @Test
    void aPortInUseIsOneSentence() {
        OtlpConfig taken = OtlpConfig.defaults().ports(0, servers.httpPort());
        OtlpIntake intake = new OtlpIntake(taken, servers.observer(), Instant::now);
        assertThatThrownBy(() -> new OtlpHttpServer(taken, intake, servers.vertx()).close())
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("the OTLP/HTTP server can't listen on 127.0.0.1:" + servers.httpPort());
    }

    private HttpResponse<byte[]> post(String path, String encoding, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        if (!encoding.isEmpty()) {
            request.header("Content-Encoding", encoding.equals("snappy-framed") ? "snappy" : encoding);
        }
        return client.send(
                request.POST(HttpRequest.BodyPublishers.ofByteArray(pack(encoding, body)))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Content-Type", PROTOBUF);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + servers.httpPort() + path);
    }

    /// The text within a `google.rpc.Status`.
    private static String status(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static byte[] pack(String encoding, byte[] body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (encoding) {
            case "gzip" -> write(new GZIPOutputStream(out), body);
            case "deflate" -> write(new DeflaterOutputStream(out), body);
            case "snappy-framed" -> write(new SnappyFramedOutputStream(out), body);
            case "zstd" -> out.writeBytes(Zstd.compress(body));
            case "snappy" -> out.writeBytes(Snappy.compress(body));
            default -> out.writeBytes(body);
        }
        return out.toByteArray();
    }

    private static void write(OutputStream packing, byte[] body) throws IOException {
        try (packing) {
            packing.write(body);
        }
    }

    private static byte[] oneGauge(double value) {
        return Requests.metrics(
                Requests.resource("cart", "cart-1"), Requests.gauge("process.cpu.utilization", value, Instant.now()));
    }
}
