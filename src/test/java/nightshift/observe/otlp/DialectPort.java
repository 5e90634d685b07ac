package nightshift.observe.otlp;

import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightshift.fact.Dependency;
import nightshift.fact.Snapshot;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.telemetry.Window;

/// The server's HTTP port, and metrics as of now to send to it. What is counted was counted in the last ten seconds.
final class DialectPort implements AutoCloseable {
    /// The resource of whoever scrapes: it says nothing of what is scraped.
    static final Map<String, String> SCRAPER =
            Map.of("service.name", "some-job", "service.instance.id", "10.0.0.8:8080");

    private static final int SECONDS = 10;

    private final Servers servers = Servers.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Instant now = Instant.now();
    private Inventory inventory = Inventory.NOTHING;
    private List<Dependency> dependencies = List.of();

    Instant now() {
        return now;
    }

    Metric gauge(String name, double value, String unit, Map<String, String> attributes) {
        return Requests.gauge(name, value, now, attributes).toBuilder()
                .setUnit(unit)
                .build();
    }

    Metric counter(String name, long value, Map<String, String> attributes) {
        Metric counter = Requests.sum(name, value, now.minusSeconds(SECONDS), now);
        Sum.Builder sum = counter.getSum().toBuilder();
        sum.getDataPointsBuilder(0).addAllAttributes(Requests.attributes(attributes));
        return counter.toBuilder().setSum(sum).build();
    }

    Metric histogram(String name, String unit, long count, double sum, Map<String, String> attributes) {
        return Requests.histogram(name, count, sum, now.minusSeconds(SECONDS), now, attributes).toBuilder()
                .setUnit(unit)
                .build();
    }

    void send(Map<String, String> resource, Metric... metrics) throws IOException, InterruptedException {
        send(Requests.metrics(Requests.resource(resource), metrics));
    }

    void send(byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + servers.httpPort() + "/v1/metrics"))
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200 || answer.body().length > 0) {
            throw new AssertionError(answer.statusCode() + ": " + new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    /// What is seen once all windows of now are closed: series text to its newest value.
    Map<String, Double> closed() {
        Snapshot seen = servers.observer().snapshot(now.plusSeconds(30));
        inventory = seen.inventory();
        dependencies = seen.dependencies();
        Map<String, Double> values = new HashMap<>();
        for (Window window : seen.windows()) {
            for (int row = 0; row < window.rows(); row++) {
                values.put(seen.directory().key(window.series(row)).text(), window.value(row));
            }
        }
        return values;
    }

    Inventory inventory() {
        return inventory;
    }

    List<Dependency> dependencies() {
        return dependencies;
    }

    /// The same attributes and some more, or others, as name, value, name, value.
    static Map<String, String> with(Map<String, String> some, String... more) {
        Map<String, String> all = new HashMap<>(some);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    @Override
    public void close() {
        client.close();
        servers.close();
    }
}
