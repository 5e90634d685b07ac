package nightshift.observe.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nightshift.fact.Snapshot;
import nightshift.fact.telemetry.Window;
import nightshift.observe.ObserveConfig;
import nightshift.observe.Observer;
import nightshift.observe.naming.SignalDictionary;
import nightshift.observe.otlp.request.Export;
import nightshift.observe.otlp.request.OtlpConfig;
import nightshift.observe.otlp.request.OtlpIntake;
import nightshift.simulate.recording.RecordedRequest;
import nightshift.simulate.recording.Recording;
import org.junit.jupiter.api.Test;

/// What official auto-instrumentation really sent, over the real ports: a replay that leaves the ports out shows the
/// same windows.
class RecordedBytesTest {
    private static final Path RECORDING = Path.of("recordings", "short.otlp.zst");

    /// About a minute of it: every service has exported its metrics several times.
    private static final int REQUESTS = 250;

    private final List<RecordedRequest> requests = firstRequests();
    private Instant now = requests.getFirst().arrived();

    @Test
    void whatComesOverThePortsIsWhatTheDecoderTakesWithoutThem() throws Exception {
        // Given
        Observer direct = new Observer(ObserveConfig.defaults(), SignalDictionary.shipped());
        OtlpIntake intake = new OtlpIntake(OtlpConfig.defaults(), direct, () -> now);
        for (RecordedRequest request : requests) {
            now = request.arrived();
            intake.accept(export(request), request.body());
        }

        // When
        now = requests.getFirst().arrived();
        try (Servers servers = new Servers(OtlpConfig.defaults(), () -> now);
                GrpcSender grpc = new GrpcSender(servers.grpcPort());
                HttpClient http = HttpClient.newHttpClient()) {
            for (RecordedRequest request : requests) {
                now = request.arrived();
                switch (request.transport()) {
                    case GRPC -> grpc.send(export(request), "identity", request.body());
                    case HTTP ->
                        assertThat(post(http, servers.httpPort(), request).statusCode())
                                .isEqualTo(200);
                }
            }

            // Then
            assertThat(servers.observer().status()).isEqualTo(direct.status());
            assertThat(values(servers.observer())).isEqualTo(values(direct)).isNotEmpty();
        }
    }

    private static List<RecordedRequest> firstRequests() {
        List<RecordedRequest> requests = new ArrayList<>();
        try (Recording recording = Recording.open(RECORDING)) {
            while (requests.size() < REQUESTS) {
                requests.add(recording.next().orElseThrow());
            }
        }
        return requests;
    }

    private static HttpResponse<byte[]> post(HttpClient http, int port, RecordedRequest request)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + port + export(request).path()))
                        .header("content-type", "application/x-protobuf")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Export export(RecordedRequest request) {
        return Export.valueOf(request.signal().name());
    }

    /// Every value of every window that closed by then.
    private Map<String, Double> values(Observer observer) {
        Map<String, Double> values = new TreeMap<>();
        Snapshot seen = observer.snapshot(now.plusSeconds(30));
        for (Window window : seen.windows()) {
            for (int row = 0; row < window.rows(); row++) {
                String series = seen.directory().key(window.series(row)).text();
                values.put(window.end() + " " + series, window.value(row));
            }
        }
        return values;
    }
}
