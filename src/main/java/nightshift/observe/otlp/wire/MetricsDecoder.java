package nightshift.observe.otlp.wire;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import nightshift.observe.intake.Buckets;
import nightshift.observe.intake.DropReason;
import nightshift.observe.intake.Fingerprint;
import nightshift.observe.intake.PointBatch;
import nightshift.observe.intake.PointKind;
import nightshift.observe.intake.PointLabels;

/// Decodes one `ExportMetricsServiceRequest` from bytes into columns. Each envelope is looked over once for what
/// concerns all of its points (resource, name, temporality), which may stand behind them, then its points are read. A
/// text is made only when somebody asks for the labels of a row.
public final class MetricsDecoder implements PointLabels {
    private static final int RESOURCE_METRICS = 1 << 3 | WireReader.BYTES;
    private static final int SCOPE_METRICS = 2 << 3 | WireReader.BYTES;
    private static final int SCOPE = 1 << 3 | WireReader.BYTES;
    private static final int METRIC = 2 << 3 | WireReader.BYTES;
    private static final int POINT = 1 << 3 | WireReader.BYTES;
    /// Per metric: name from and to, unit from and to, tag of its data.
    private static final int METRIC_FIELDS = 5;

    private final byte[] body;
    private final int limit;
    private final PointBatch batch;
    private final MetricEnvelope envelope;
    private final PointReader point;
    private final BucketReader buckets;
    private final Fingerprint print = new Fingerprint();
    private int[] resources = new int[8];
    private int resourceCount;
    private int[] metrics = new int[64 * METRIC_FIELDS];
    private int metricCount;
    private int points;

    private MetricsDecoder(byte[] body, int limit) {
        this.body = body;
        this.limit = limit;
        this.batch = new PointBatch(this, Math.min(limit, body.length / 96));
        this.envelope = new MetricEnvelope(body);
        this.point = new PointReader(body);
        this.buckets = new BucketReader(body);
    }

    /// Decodes a request.
    ///
    /// @param limit points that one request may hold
    /// @throws RefusedException when it can't be decoded or holds too many points; then nothing of it counts
    public static PointBatch decode(byte[] body, int limit) throws RefusedException {
        MetricsDecoder decoder = new MetricsDecoder(body, limit);
        WireReader in = new WireReader(body);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == RESOURCE_METRICS) {
                int end = in.bytesEnd();
                decoder.resourceMetrics(in.at(), end);
                in.moveTo(end);
            } else {
                in.skip(tag);
            }
        }
        return decoder.batch;
    }

    @Override
    public Optional<Map<String, String>> resource(int resource) {
        try {
            return Optional.of(ResourceReader.attributes(body, resources[resource * 2], resources[resource * 2 + 1]));
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    @Override
    public String name(int metric) {
        return text(metric * METRIC_FIELDS);
    }

    @Override
    public String unit(int metric) {
        return text(metric * METRIC_FIELDS + 2);
    }

    @Override
    public Optional<Map<String, String>> attributes(int metric, long place) {
        try {
            int data = metrics[metric * METRIC_FIELDS + 4];
            return Optional.of(PointReader.texts(body, (int) (place >>> 32), (int) place, data));
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean buckets(int metric, long place, Buckets into) {
        try {
            int data = metrics[metric * METRIC_FIELDS + 4];
            return buckets.read((int) (place >>> 32), (int) place, data, into);
        } catch (RefusedException e) {
            return false;
        }
    }

    private String text(int at) {
        return new WireReader(body).text(metrics[at], metrics[at + 1]);
    }

    private void resourceMetrics(int from, int to) throws RefusedException {
        ResourceReader.fingerprint(body, from, to, print);
        int resource = batch.resource(print);
        long high = print.high();
        long low = print.low();
        if (resourceCount * 2 == resources.length) {
            resources = Arrays.copyOf(resources, resources.length * 2);
        }
        resources[resourceCount * 2] = from;
        resources[resourceCount * 2 + 1] = to;
        resourceCount++;
        WireReader in = new WireReader(body).open(from, to);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == SCOPE_METRICS) {
                int end = in.bytesEnd();
                print.from(high, low);
                scopeMetrics(in.at(), end, resource);
                in.moveTo(end);
            } else {
                in.skip(tag);
            }
        }
    }

    private void scopeMetrics(int from, int to, int resource) throws RefusedException {
        WireReader in = new WireReader(body).open(from, to);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == SCOPE) {
                int end = in.bytesEnd();
                print.then(body, in.at(), end);
                in.moveTo(end);
            } else {
                in.skip(tag);
            }
        }
        long high = print.high();
        long low = print.low();
        in.open(from, to);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == METRIC) {
                int end = in.bytesEnd();
                print.from(high, low);
                metric(in.at(), end, resource);
                in.moveTo(end);
            } else {
                in.skip(tag);
            }
        }
    }

    private void metric(int from, int to, int resource) throws RefusedException {
        envelope.read(from, to);
        int data = envelope.data();
        if (data == 0) {
            return;
        }
        int metric = remember();
        PointKind kind = envelope.kind();
        print.then(body, envelope.nameFrom(), envelope.nameTo())
                .then(body, envelope.unitFrom(), envelope.unitTo())
                .then(kind.ordinal());
        long high = print.high();
        long low = print.low();
        WireReader in = new WireReader(body).open(envelope.dataFrom(), to);
        WireReader piece = new WireReader(body);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == data) {
                int end = in.bytesEnd();
                piece.open(in.at(), end);
                for (int inner = piece.tag(); inner != 0; inner = piece.tag()) {
                    if (inner == POINT) {
                        int pointEnd = piece.bytesEnd();
                        print.from(high, low);
                        point(piece.at(), pointEnd, resource, metric, kind);
                        piece.moveTo(pointEnd);
                    } else {
                        piece.skip(inner);
                    }
                }
                in.moveTo(end);
            } else {
                in.skip(tag);
            }
        }
    }

    private void point(int from, int to, int resource, int metric, PointKind kind) throws RefusedException {
        if (points++ == limit) {
            throw new RefusedException(
                    Refusal.TOO_LARGE, "more than " + limit + " points in one request; send smaller batches");
        }
        point.read(from, to, envelope.data());
        if (envelope.unusable()) {
            batch.refuse(DropReason.UNSUPPORTED);
            return;
        }
        print.then(point.attributes().high()).then(point.attributes().low());
        batch.add(resource, metric, kind, print, (long) from << 32 | to);
        batch.measured(point.start(), point.time(), point.value(), point.count());
    }

    private int remember() {
        int at = metricCount * METRIC_FIELDS;
        if (at == metrics.length) {
            metrics = Arrays.copyOf(metrics, metrics.length * 2);
        }
        metrics[at] = envelope.nameFrom();
        metrics[at + 1] = envelope.nameTo();
        metrics[at + 2] = envelope.unitFrom();
        metrics[at + 3] = envelope.unitTo();
        metrics[at + 4] = envelope.data();
        return metricCount++;
    }
}
