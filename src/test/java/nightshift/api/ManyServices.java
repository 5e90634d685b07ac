package nightshift.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.observe.Observer;
import nightshift.observe.intake.Fingerprint;
import nightshift.observe.intake.PointBatch;
import nightshift.observe.intake.PointKind;
import nightshift.observe.intake.PointLabels;
import nightshift.observe.intake.Resource;
import nightshift.observe.intake.Span;
import nightshift.observe.intake.SpanKind;

/// Services `many-0000` and so on, each of which calls the next and one of the first ten.
record ManyServices(int count) implements PointLabels {
    private static final long REQUESTS = 50;
    private static final int SHARED = 10;

    static String called(int service) {
        return "many-%04d".formatted(service);
    }

    /// What all of them export of one window.
    void export(Observer observer, Instant at) {
        PointBatch batch = new PointBatch(this, count);
        long nanos = nanos(at);
        List<Span> spans = new ArrayList<>();
        for (int service = 0; service < count; service++) {
            Fingerprint print = new Fingerprint().reset().then(called(service));
            int resource = batch.resource(print);
            batch.add(
                    resource,
                    0,
                    PointKind.DELTA_HISTOGRAM,
                    new Fingerprint().reset().then(called(service)).then("requests"),
                    0);
            batch.measured(nanos - 10_000_000_000L, nanos, (0.02 + service % 7 * 0.003) * REQUESTS, REQUESTS);
            if (service + 1 < count) {
                call(spans, service, service + 1, at);
            }
            if (service >= SHARED) {
                call(spans, service, service % SHARED, at);
            }
        }
        observer.points(batch, at);
        observer.spans(spans, at);
    }

    private static void call(List<Span> spans, int caller, int callee, Instant at) {
        long end = nanos(at) - 1_000_000_000L;
        long id = (long) caller * 100_000 + callee + 1;
        spans.add(span(caller, id, id, 0, SpanKind.CLIENT, end));
        spans.add(span(callee, id, id + 1_000_000_000L, id, SpanKind.SERVER, end));
    }

    private static Span span(int service, long trace, long id, long parent, SpanKind kind, long end) {
        Fingerprint print = new Fingerprint().reset().then(called(service));
        Resource resource = new Resource(print.high(), print.low(), labels(service));
        return new Span(resource, trace, 1, id, parent, kind, "GET", end - 20_000_000, end, false, Span.Peer.NONE);
    }

    private static Map<String, String> labels(int service) {
        return Map.of("service.namespace", "shop", "service.name", called(service));
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000L;
    }

    @Override
    public Optional<Map<String, String>> resource(int resource) {
        return Optional.of(labels(resource));
    }

    @Override
    public String name(int metric) {
        return "http.server.request.duration";
    }

    @Override
    public String unit(int metric) {
        return "s";
    }

    @Override
    public Optional<Map<String, String>> attributes(int metric, long place) {
        return Optional.of(Map.of("http.response.status_code", "200"));
    }
}
