package nightshift.simulate.shop.send;

import static nightshift.simulate.shop.send.Attributes.text;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nightshift.simulate.shop.Meters;
import nightshift.simulate.shop.Reading;
import nightshift.simulate.shop.Reply;
import nightshift.simulate.shop.Report;
import nightshift.simulate.shop.Tally;

/// What the processes measured, under the names that instrumentations of today send: cumulative, seconds, explicit
/// buckets.
final class MetricEncoder {
    private static final InstrumentationScope SDK =
            InstrumentationScope.newBuilder().setName("shop").build();
    private static final InstrumentationScope CLUSTER =
            InstrumentationScope.newBuilder().setName("k8sclusterreceiver").build();

    private MetricEncoder() {}

    static ExportMetricsServiceRequest encode(Report report) {
        Points points = new Points(new Moments(report.start()), Moments.unix(report.at()));
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        for (Reading reading : report.readings()) {
            if (reading.running()) {
                ScopeMetrics.Builder scope = process(reading, report.queueDepth(), points);
                request.addResourceMetrics(resource(Attributes.process(reading.instance()), scope));
            }
            ScopeMetrics.Builder ready = ScopeMetrics.newBuilder()
                    .setScope(CLUSTER)
                    .addMetrics(points.gauge("k8s.container.ready", "", reading.ready() ? 1 : 0));
            request.addResourceMetrics(resource(Attributes.pod(reading.instance()), ready));
        }
        return request.build();
    }

    private static ResourceMetrics.Builder resource(Resource resource, ScopeMetrics.Builder scope) {
        return ResourceMetrics.newBuilder().setResource(resource).addScopeMetrics(scope);
    }

    private static ScopeMetrics.Builder process(Reading reading, int queueDepth, Points points) {
        ScopeMetrics.Builder scope = ScopeMetrics.newBuilder()
                .setScope(SDK)
                .addMetrics(points.gauge("process.cpu.utilization", "1", reading.utilization()))
                .addMetrics(points.level(
                        "process.memory.usage",
                        "By",
                        reading.instance().meters().since(),
                        List.of(NumberDataPoint.newBuilder().setAsInt(reading.memory()))));
        requests(reading.instance().meters(), scope, points);
        database(reading.instance().meters(), scope, points);
        pool(reading, scope, points);
        if (!reading.instance().meters().served().isEmpty()
                && reading.instance().serviceName().equals("order-worker")) {
            scope.addMetrics(points.gauge("kafka.consumer.records_lag_max", "{record}", queueDepth));
        }
        return scope;
    }

    private static void requests(Meters meters, ScopeMetrics.Builder scope, Points points) {
        Histogram.Builder server = Histogram.newBuilder();
        Histogram.Builder consumer = Histogram.newBuilder();
        meters.served().forEach((key, tally) -> {
            if (key.method().equals("process")) {
                consumer.addDataPoints(points.histogram(tally, message(key)));
            } else {
                server.addDataPoints(points.histogram(tally, request(key)));
            }
        });
        addUnlessEmpty("http.server.request.duration", server, scope);
        addUnlessEmpty("messaging.process.duration", consumer, scope);
        addAll("http.client.request.duration", meters.asked(), scope, MetricEncoder::asked, points);
    }

    private static void database(Meters meters, ScopeMetrics.Builder scope, Points points) {
        addAll("db.client.operation.duration", meters.queried(), scope, MetricEncoder::queried, points);
        addAll("db.client.connection.wait_time", meters.waited(), scope, pool -> List.of(poolName(pool)), points);
    }

    private static void pool(Reading reading, ScopeMetrics.Builder scope, Points points) {
        Reading.PoolReading pool = reading.pool();
        if (pool == null) {
            return;
        }
        long since = reading.instance().meters().since();
        KeyValue name = poolName(pool.name());
        scope.addMetrics(points.level(
                        "db.client.connection.count",
                        "{connection}",
                        since,
                        List.of(
                                number(pool.used())
                                        .addAttributes(name)
                                        .addAttributes(text("db.client.connection.state", "used")),
                                number(pool.max() - pool.used())
                                        .addAttributes(name)
                                        .addAttributes(text("db.client.connection.state", "idle")))))
                .addMetrics(points.level(
                        "db.client.connection.max",
                        "{connection}",
                        since,
                        List.of(number(pool.max()).addAttributes(name))))
                .addMetrics(points.level(
                        "db.client.connection.pending_requests",
                        "{request}",
                        since,
                        List.of(number(pool.pending()).addAttributes(name))))
                .addMetrics(points.counter(
                        "db.client.connection.timeouts",
                        "{timeout}",
                        since,
                        number(pool.timeouts()).addAttributes(name)));
    }

    private static NumberDataPoint.Builder number(long value) {
        return NumberDataPoint.newBuilder().setAsInt(value);
    }

    private static KeyValue poolName(String pool) {
        return text("db.client.connection.pool.name", pool);
    }

    private static List<KeyValue> asked(Meters.Asked key) {
        List<KeyValue> attributes = http(key.method(), key.reply());
        attributes.add(text("server.address", key.peer()));
        attributes.add(Attributes.number("server.port", 8080));
        return attributes;
    }

    private static List<KeyValue> queried(Meters.Queried key) {
        return List.of(
                text("db.system.name", "postgresql"),
                text("db.namespace", "orders-db"),
                text("db.operation.name", key.verb()),
                text("db.collection.name", key.table()),
                text("server.address", "orders-db"));
    }

    private static List<KeyValue> request(Meters.Served key) {
        List<KeyValue> attributes = http(key.method(), key.reply());
        attributes.add(text("http.route", key.route()));
        return attributes;
    }

    private static List<KeyValue> message(Meters.Served key) {
        List<KeyValue> attributes = new ArrayList<>(List.of(
                text("messaging.system", "kafka"),
                text("messaging.operation.name", "process"),
                text("messaging.destination.name", key.route())));
        if (!key.reply().ok()) {
            attributes.add(text("error.type", key.reply().errorType()));
        }
        return attributes;
    }

    private static List<KeyValue> http(String method, Reply reply) {
        List<KeyValue> attributes = new ArrayList<>();
        attributes.add(text("http.request.method", method));
        if (reply.status() > 0) {
            attributes.add(Attributes.number("http.response.status_code", reply.status()));
        }
        if (!reply.ok()) {
            attributes.add(text("error.type", reply.errorType()));
        }
        return attributes;
    }

    private static <K> void addAll(
            String name,
            Map<K, Tally> tallies,
            ScopeMetrics.Builder scope,
            Function<K, List<KeyValue>> attributes,
            Points points) {
        Histogram.Builder histogram = Histogram.newBuilder();
        tallies.forEach((key, tally) -> histogram.addDataPoints(points.histogram(tally, attributes.apply(key))));
        addUnlessEmpty(name, histogram, scope);
    }

    private static void addUnlessEmpty(String name, Histogram.Builder histogram, ScopeMetrics.Builder scope) {
        if (histogram.getDataPointsCount() > 0) {
            scope.addMetrics(Points.histogram(name, histogram));
        }
    }
}
