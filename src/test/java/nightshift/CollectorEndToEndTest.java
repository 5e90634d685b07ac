package nightshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// A real OpenTelemetry Collector with the configuration we ship, against the packaged server.
@Tag("collector")
@EnabledIfSystemProperty(
        named = "nightshift.otelcol",
        matches = ".+",
        disabledReason = "no collector; './nightshift test --all' builds one")
class CollectorEndToEndTest {
    private static final Path CONFIGURATION = Path.of("docs/collector/collector.yaml");
    private static final String HOST = "collector-test-host";
    /// Two windows, their lateness and a turn, with room for a busy machine.
    private static final Duration TWO_WINDOWS = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void theShippedConfigurationIsValid() {
        assertThat(Collector.validate(folder, CONFIGURATION, Map.of())).isEmpty();
    }

    @Test
    void hostMetricsAppearAsSeriesAndReturnAfterTheServerRestarts() throws Exception {
        // Given
        PackagedServer.Ports ports = PackagedServer.Ports.free();
        try (Collector collector = Collector.start(
                folder,
                CONFIGURATION,
                Map.of(
                        "NIGHTSHIFT_OTLP", "127.0.0.1:" + ports.otlpGrpc(),
                        "NIGHTSHIFT_HOST_NAME", HOST,
                        "COLLECTOR_OTLP_GRPC", "127.0.0.1:0",
                        "COLLECTOR_OTLP_HTTP", "127.0.0.1:0",
                        "COLLECTOR_INTERVAL", "2s"))) {
            // When the server comes later than the collector
            try (PackagedServer server = PackagedServer.start(folder, ports)) {
                // Then
                awaitHostMetricsAfter(server, Instant.EPOCH);
            }

            // When it comes back after a pause
            Instant restarted = Instant.now();
            try (PackagedServer server = PackagedServer.start(folder, ports)) {
                // Then
                awaitHostMetricsAfter(server, restarted);
            }
            collector.close();
            assertThat(collector.log())
                    .as("the collector waited for the server and lost nothing until it was told to end")
                    .contains("connection refused")
                    .doesNotContain("queue is full")
                    .doesNotContain("no more retries left")
                    .doesNotContain("not retryable error");
        }
    }

    private static void awaitHostMetricsAfter(PackagedServer server, Instant begin) {
        await("CPU and memory of this machine as series")
                .atMost(TWO_WINDOWS)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(hostSignalsAfter(server, begin))
                        .anyMatch(signal -> signal.startsWith("system.cpu."))
                        .anyMatch(signal -> signal.startsWith("system.memory.")));
    }

    private static Set<String> hostSignalsAfter(PackagedServer server, Instant begin)
            throws IOException, InterruptedException {
        Set<String> signals = new TreeSet<>();
        for (JsonNode series : server.get("/api/v1/series?limit=200").path("items")) {
            JsonNode entity = series.path("entity");
            if (entity.path("kind").asText().equals("node")
                    && entity.path("name").asText().equals(HOST)
                    && Instant.parse(series.path("at").asText()).isAfter(begin)) {
                signals.add(series.path("signal").asText());
            }
        }
        return signals;
    }
}
