package nightshift.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nightshift.app.assembly.Actuators;
import nightshift.app.assembly.Assembly;
import nightshift.app.assembly.Shared;
import nightshift.app.settings.StageConfigs;
import nightshift.decide.live.RuleHold;
import nightshift.fact.Incident;
import nightshift.journal.IncidentQuery;
import nightshift.observe.otlp.OtlpHttpServer;
import nightshift.observe.otlp.request.OtlpConfig;
import nightshift.observe.otlp.request.OtlpIntake;
import nightshift.simulate.target.ActionAddress;
import nightshift.understand.objective.ObjectiveConfig.Promise;
import org.jspecify.annotations.Nullable;

/// Four services that send every five seconds over a real port, to a whole Nightshift with a clock that
/// is moved; it may be ended and started again on its directory.
final class FleetOnAPort implements AutoCloseable {
    private static final Instant BEGIN = Instant.parse("2026-03-03T12:00:00Z");
    private static final int EXPORT = 5;

    private final Path data;
    private final StageConfigs usual;
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Shared shared = Shared.open(Path.of("models"));
    private final Fleet fleet = new Fleet();
    private Instant now = BEGIN;

    FleetOnAPort(Path data) {
        this(data, StageConfigs.ofWorld(Path.of("rules")));
    }

    FleetOnAPort(Path data, StageConfigs usual) {
        this.data = data;
        this.usual = usual;
    }

    /// From now on half of a service's requests fail, and all are slower.
    void fail(String service) {
        fleet.failing = service;
    }

    /// What the resource of a service says of it besides its name.
    void write(String service, String attribute, String value) {
        fleet.written.computeIfAbsent(service, fresh -> new HashMap<>()).put(attribute, value);
    }

    void away(int seconds) {
        now = now.plusSeconds(seconds);
    }

    Running start(Promise... promises) throws Exception {
        return new Running(List.of(promises));
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
        shared.close();
    }

    /// A process: it goes round once a second.
    final class Running implements AutoCloseable {
        private final Assembly assembly;
        private final OtlpHttpServer server;

        private Running(List<Promise> promises) throws Exception {
            assembly = Assembly.of(
                    new Assembly.Parts(
                            () -> now,
                            data,
                            RuleHold.NONE,
                            Actuators.of(
                                            new ActionAddress(URI.create("http://127.0.0.1:9/actions"), "nobody"),
                                            () -> now)
                                    .table(),
                            Runnable::run,
                            usual.understanding(usual.understanding().promising(promises))),
                    shared);
            OtlpConfig config = OtlpConfig.defaults().ports(0, 0);
            server = new OtlpHttpServer(config, new OtlpIntake(config, assembly.observer(), () -> now), vertx);
        }

        /// What was dropped, by its reason.
        Map<String, Long> dropped() {
            return assembly.nightshift().intake().dropped();
        }

        /// @return the first incident, if one opened within so many seconds
        @Nullable
        Incident run(int seconds) throws Exception {
            for (int second = 0; second < seconds; second++) {
                if (second % EXPORT == 0) {
                    send(fleet.export(now));
                }
                assembly.nightshift().step(now);
                now = now.plusSeconds(1);
                List<Incident> opened = assembly.nightshift()
                        .journal()
                        .incidents(IncidentQuery.newest(1))
                        .items();
                if (!opened.isEmpty()) {
                    return opened.getFirst();
                }
            }
            return null;
        }

        private void send(byte[] body) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.port() + "/v1/metrics"))
                    .header("Content-Type", "application/x-protobuf")
                    .timeout(Duration.ofSeconds(30))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }

        @Override
        public void close() {
            server.close();
            assembly.nightshift().close();
        }
    }

    /// Thirty requests a second each, of 30 ms; the failing one fails half of them and is slower.
    private static final class Fleet {
        private static final List<String> SERVICES = List.of("cart", "stock", "front", "mail");

        private final Random random = new Random(7);
        private final Map<String, long[]> counts = new HashMap<>();
        private final Map<String, Double> sums = new HashMap<>();
        private final Map<String, Map<String, String>> written = new HashMap<>();
        private String failing = "";

        byte[] export(Instant now) {
            ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
            SERVICES.forEach(service -> request.addResourceMetrics(ResourceMetrics.newBuilder()
                    .setResource(Resource.newBuilder()
                            .addAttributes(attribute("service.name", service))
                            .addAttributes(attribute("service.instance.id", service + "-v1-0"))
                            .addAllAttributes(written.getOrDefault(service, Map.of()).entrySet().stream()
                                    .map(entry -> attribute(entry.getKey(), entry.getValue()))
                                    .toList()))
                    .addScopeMetrics(ScopeMetrics.newBuilder()
                            .setScope(InstrumentationScope.newBuilder().setName("field"))
                            .addMetrics(duration(service, now)))));
            return request.build().toByteArray();
        }

        private Metric duration(String service, Instant now) {
            long all = Math.round(30 * EXPORT * between(0.9, 1.1));
            long bad = service.equals(failing) ? all / 2 : 0;
            double mean = service.equals(failing) ? 0.5 : 0.03;
            Histogram.Builder histogram = Histogram.newBuilder()
                    .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                    .addDataPoints(point(service, "200", all - bad, mean, now));
            if (bad > 0) {
                histogram.addDataPoints(point(service, "500", bad, mean, now));
            }
            return Metric.newBuilder()
                    .setName("http.server.request.duration")
                    .setUnit("s")
                    .setHistogram(histogram)
                    .build();
        }

        private HistogramDataPoint point(String service, String status, long more, double mean, Instant now) {
            String key = service + status;
            long[] known = counts.computeIfAbsent(key, fresh -> new long[] {0, nanos(now.minusSeconds(EXPORT))});
            known[0] += more;
            double sum = sums.merge(key, more * mean * between(0.93, 1.07), Double::sum);
            HistogramDataPoint.Builder point = HistogramDataPoint.newBuilder()
                    .setStartTimeUnixNano(known[1])
                    .setTimeUnixNano(nanos(now))
                    .setCount(known[0])
                    .setSum(sum)
                    .addAttributes(attribute("http.request.method", "GET"))
                    .addAttributes(attribute("http.route", "/"))
                    .addAttributes(KeyValue.newBuilder()
                            .setKey("http.response.status_code")
                            .setValue(AnyValue.newBuilder().setIntValue(Long.parseLong(status))));
            return (status.equals("500") ? point.addAttributes(attribute("error.type", "500")) : point).build();
        }

        private double between(double low, double high) {
            return low + (high - low) * random.nextDouble();
        }

        private static long nanos(Instant at) {
            return at.getEpochSecond() * 1_000_000_000L + at.getNano();
        }

        private static KeyValue attribute(String key, String value) {
            return KeyValue.newBuilder()
                    .setKey(key)
                    .setValue(AnyValue.newBuilder().setStringValue(value))
                    .build();
        }
    }
}
