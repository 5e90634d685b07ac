package nightshift.app.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nightshift.observe.intake.Fingerprint;
import nightshift.observe.intake.PointBatch;
import nightshift.observe.intake.PointKind;
import nightshift.observe.intake.PointLabels;
import nightshift.observe.intake.Resource;
import nightshift.observe.intake.Span;
import nightshift.observe.intake.SpanKind;

/// Telemetry for a benchmark: services of ten series each (rate, errors and latency of their answers, and seven levels
/// of which rules watch two), and calls between them.
final class BenchFleet implements PointLabels {
    /// Series that one service has.
    static final int SERIES = 10;

    private static final String FILE = "/nightshift/bench/fleet.properties";
    private static final int REQUESTS = 200;

    private final int services;
    private final List<Metric> metrics = metrics();

    private record Metric(String name, String unit) {}

    BenchFleet(int services) {
        this.services = services;
    }

    private static List<Metric> metrics() {
        try (InputStream file = Objects.requireNonNull(BenchFleet.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("=", 2))
                    .map(pair -> new Metric(pair[0], pair[1]))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// One export of all services.
    ///
    /// @param round counts exports, from 1: what is counted rises with it
    PointBatch export(Instant at, int round) {
        PointBatch batch = new PointBatch(this, services * metrics.size());
        long nanos = nanos(at);
        Fingerprint print = new Fingerprint();
        for (int service = 0; service < services; service++) {
            int resource = batch.resource(print.reset().then(service));
            for (int metric = 0; metric < metrics.size(); metric++) {
                PointKind kind = metric == 0 ? PointKind.CUMULATIVE_HISTOGRAM : PointKind.GAUGE;
                batch.add(resource, metric, kind, print.reset().then(service).then(metric), 0);
                if (metric == 0) {
                    long count = (long) round * REQUESTS;
                    batch.measured(1, nanos, count * 0.02, count);
                } else {
                    batch.measured(0, nanos, level(service, metric, round), 1);
                }
            }
        }
        return batch;
    }

    /// A level of its own for each, with a little noise that is the same in each run.
    private static double level(int service, int metric, int round) {
        int noise = (service * 31 + metric * 17 + round * 101) * 0x9E3779B1 >>> 24;
        return 0.3 + metric * 0.05 + noise / 2560.0;
    }

    /// One call over each of so many edges, told by the callers alone.
    ///
    /// @param peers different callees of each caller
    static List<Span> calls(Instant at, int callers, int peers, int firstPeer) {
        List<Span> spans = new ArrayList<>(callers * peers);
        long end = nanos(at);
        for (int caller = 0; caller < callers; caller++) {
            Fingerprint print = new Fingerprint().reset().then("caller").then(caller);
            Resource resource = new Resource(
                    print.high(),
                    print.low(),
                    Map.of("service.namespace", "bench", "service.name", "caller-" + caller));
            for (int peer = 0; peer < peers; peer++) {
                long id = ((long) caller << 32) + firstPeer + peer + 1;
                Span.Peer callee = new Span.Peer("", 0, "peer-" + (firstPeer + peer), "");
                spans.add(
                        new Span(resource, id, 1, id, 0, SpanKind.CLIENT, "GET", end - 20_000_000, end, false, callee));
            }
        }
        return spans;
    }

    @Override
    public Optional<Map<String, String>> resource(int resource) {
        return Optional.of(Map.of("service.namespace", "bench", "service.name", "service-" + resource));
    }

    @Override
    public String name(int metric) {
        return metrics.get(metric).name();
    }

    @Override
    public String unit(int metric) {
        return metrics.get(metric).unit();
    }

    @Override
    public Optional<Map<String, String>> attributes(int metric, long place) {
        return Optional.of(Map.of());
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }
}
