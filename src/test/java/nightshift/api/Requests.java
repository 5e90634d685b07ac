package nightshift.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import nightshift.observe.Observer;
import nightshift.observe.intake.Fingerprint;
import nightshift.observe.intake.PointBatch;
import nightshift.observe.intake.PointKind;
import nightshift.observe.intake.PointLabels;

/// The requests that one instance of a service answered within a window, as its SDK reports them.
record Requests(String service) implements PointLabels {
    private static final long COUNT = 50;

    void took(double seconds, Observer observer, Instant at) {
        PointBatch batch = new PointBatch(this, 1);
        int resource = batch.resource(new Fingerprint().reset().then(service));
        Fingerprint series = new Fingerprint().reset().then(service).then("requests");
        batch.add(resource, 0, PointKind.DELTA_HISTOGRAM, series, 0);
        long nanos = at.getEpochSecond() * 1_000_000_000L;
        batch.measured(nanos - 10_000_000_000L, nanos, seconds * COUNT, COUNT);
        observer.points(batch, at);
    }

    @Override
    public Optional<Map<String, String>> resource(int resource) {
        return Optional.of(
                Map.of("service.namespace", "shop", "service.name", service, "service.instance.id", service + "-1"));
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
