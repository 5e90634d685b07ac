package nightshift.observe.otlp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightshift.observe.intake.LogRecord;
import nightshift.observe.intake.PointBatch;
import nightshift.observe.intake.PointKind;
import nightshift.observe.intake.Span;
import nightshift.observe.naming.SignalDictionary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the generated parser reads out of a request, the decoders by hand read too, in whatever order it is
/// written.
class DecoderOracleTest {
    private static final int LIMIT = 100_000;
    private static final int REQUESTS = 300;

    /// Two fixed seeds and a new one each time; a failure names its seed.
    static List<Long> seeds() {
        return List.of(1L, 42L, System.nanoTime());
    }

    private record Point(
            Map<String, String> resource,
            String name,
            String unit,
            PointKind kind,
            Map<String, String> attributes,
            long start,
            long time,
            double value,
            long count) {}

    @ParameterizedTest
    @MethodSource("seeds")
    void metricsAreReadAsTheGeneratedParserReadsThem(long seed) throws Exception {
        RandomRequests requests = new RandomRequests(seed);
        for (int i = 0; i < REQUESTS; i++) {
            // Given
            ExportMetricsServiceRequest request = requests.metrics();
            byte[] bytes = requests.anyOrder(request);
            assertThat(expected(ExportMetricsServiceRequest.parseFrom(bytes))).isEqualTo(expected(request));

            // When, Then
            List<Point> decoded = decoded(MetricsDecoder.decode(bytes, LIMIT));
            List<Point> expected = expected(request);
            assertThat(decoded.size()).as("seed %d, request %d", seed, i).isEqualTo(expected.size());
            for (int p = 0; p < expected.size(); p++) {
                assertThat(decoded.get(p))
                        .as("seed %d, request %d, point %d", seed, i, p)
                        .isEqualTo(expected.get(p));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void spansAreReadAsTheGeneratedParserReadsThem(long seed) throws Exception {
        RandomRequests requests = new RandomRequests(seed);
        TracesDecoder decoder = new TracesDecoder(SignalDictionary.shipped().attributes(), LIMIT);
        for (int i = 0; i < REQUESTS; i++) {
            // Given
            ExportTraceServiceRequest request = requests.traces();

            // When
            List<Span> spans = decoder.decode(requests.anyOrder(request));

            // Then
            List<io.opentelemetry.proto.trace.v1.Span> expected = new ArrayList<>();
            request.getResourceSpansList()
                    .forEach(resource ->
                            resource.getScopeSpansList().forEach(scope -> expected.addAll(scope.getSpansList())));
            assertThat(spans).as("seed %d, request %d", seed, i).hasSameSizeAs(expected);
            for (int s = 0; s < spans.size(); s++) {
                check(spans.get(s), expected.get(s));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void logRecordsAreReadAsTheGeneratedParserReadsThem(long seed) throws Exception {
        RandomRequests requests = new RandomRequests(seed);
        for (int i = 0; i < REQUESTS; i++) {
            // Given
            ExportLogsServiceRequest request = requests.logs();

            // When
            List<LogRecord> records = LogsDecoder.decode(requests.anyOrder(request), LIMIT);

            // Then
            List<io.opentelemetry.proto.logs.v1.LogRecord> expected = new ArrayList<>();
            request.getResourceLogsList()
                    .forEach(resource ->
                            resource.getScopeLogsList().forEach(scope -> expected.addAll(scope.getLogRecordsList())));
            assertThat(records).as("seed %d, request %d", seed, i).hasSameSizeAs(expected);
            for (int r = 0; r < records.size(); r++) {
                check(records.get(r), expected.get(r));
            }
        }
    }

    private static void check(Span span, io.opentelemetry.proto.trace.v1.Span expected) {
        ByteBuffer trace = expected.getTraceId().asReadOnlyByteBuffer().order(java.nio.ByteOrder.LITTLE_ENDIAN);
        assertThat(span.traceHigh()).isEqualTo(trace.getLong(0));
        assertThat(span.traceLow()).isEqualTo(trace.getLong(8));
        assertThat(span.parent() == 0).isEqualTo(expected.getParentSpanId().isEmpty());
        assertThat(span.name()).isEqualTo(expected.getName());
        assertThat(span.kind().ordinal()).isEqualTo(expected.getKindValue() > 5 ? 0 : expected.getKindValue());
        assertThat(span.start()).isEqualTo(expected.getStartTimeUnixNano());
        assertThat(span.end()).isEqualTo(expected.getEndTimeUnixNano());
        Map<String, String> attributes = texts(expected.getAttributesList());
        assertThat(span.peer().address()).isEqualTo(attributes.getOrDefault("server.address", ""));
        boolean failed = expected.getStatus().getCodeValue() == 2
                || !attributes.getOrDefault("error.type", "").isEmpty()
                || attributes.getOrDefault("http.response.status_code", "").matches("5..");
        assertThat(span.failed()).isEqualTo(failed);
    }

    private static void check(LogRecord log, io.opentelemetry.proto.logs.v1.LogRecord expected) {
        long time = expected.getTimeUnixNano();
        assertThat(log.time()).isEqualTo(time == 0 ? expected.getObservedTimeUnixNano() : time);
        assertThat(log.severity()).isEqualTo(expected.getSeverityNumberValue());
        Map<String, String> attributes = texts(expected.getAttributesList());
        String event =
                expected.getEventName().isEmpty() ? attributes.getOrDefault("event.name", "") : expected.getEventName();
        assertThat(log.event()).isEqualTo(event);
        if (event.equals(LogRecord.CHANGE_EVENT)) {
            assertThat(log.attributes()).isEqualTo(attributes);
            assertThat(log.body()).isEqualTo(text(expected.getBody()));
        }
    }

    private static List<Point> decoded(PointBatch batch) {
        List<Point> points = new ArrayList<>();
        for (int row = 0; row < batch.rows(); row++) {
            int metric = batch.metric(row);
            points.add(new Point(
                    batch.labels().resource(batch.resource(row)).orElseThrow(),
                    batch.labels().name(metric),
                    batch.labels().unit(metric),
                    batch.kind(row),
                    batch.labels().attributes(metric, batch.place(row)).orElseThrow(),
                    batch.start(row),
                    batch.time(row),
                    batch.value(row),
                    batch.count(row)));
        }
        return points;
    }

    private static List<Point> expected(ExportMetricsServiceRequest request) {
        List<Point> points = new ArrayList<>();
        request.getResourceMetricsList().forEach(resource -> {
            Map<String, String> attributes = texts(resource.getResource().getAttributesList());
            resource.getScopeMetricsList()
                    .forEach(scope ->
                            scope.getMetricsList().forEach(metric -> points.addAll(expected(attributes, metric))));
        });
        return points;
    }

    private static List<Point> expected(Map<String, String> resource, Metric metric) {
        return switch (metric.getDataCase()) {
            case GAUGE ->
                metric.getGauge().getDataPointsList().stream()
                        .map(point -> number(resource, metric, PointKind.GAUGE, point))
                        .toList();
            case SUM -> sum(resource, metric);
            case HISTOGRAM ->
                metric.getHistogram().getDataPointsList().stream()
                        .map(point -> histogram(resource, metric, point))
                        .toList();
            case EXPONENTIAL_HISTOGRAM ->
                metric.getExponentialHistogram().getDataPointsList().stream()
                        .map(point -> new Point(
                                resource,
                                metric.getName(),
                                metric.getUnit(),
                                kind(metric.getExponentialHistogram().getAggregationTemporality()),
                                texts(point.getAttributesList()),
                                point.getStartTimeUnixNano(),
                                point.getTimeUnixNano(),
                                point.getSum(),
                                point.getCount()))
                        .toList();
            case SUMMARY ->
                metric.getSummary().getDataPointsList().stream()
                        .map(point -> new Point(
                                resource,
                                metric.getName(),
                                metric.getUnit(),
                                PointKind.CUMULATIVE_HISTOGRAM,
                                texts(point.getAttributesList()),
                                point.getStartTimeUnixNano(),
                                point.getTimeUnixNano(),
                                // a double without presence: left out on the wire when it is 0
                                point.getSum() == 0 ? Double.NaN : point.getSum(),
                                point.getCount()))
                        .toList();
            case DATA_NOT_SET -> List.of();
        };
    }

    private static List<Point> sum(Map<String, String> resource, Metric metric) {
        boolean delta =
                metric.getSum().getAggregationTemporality() == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
        boolean monotonic = metric.getSum().getIsMonotonic();
        if (delta && !monotonic) {
            return List.of();
        }
        PointKind counted = delta ? PointKind.DELTA_SUM : PointKind.CUMULATIVE_SUM;
        return metric.getSum().getDataPointsList().stream()
                .map(point -> number(resource, metric, monotonic ? counted : PointKind.GAUGE, point))
                .toList();
    }

    private static Point number(Map<String, String> resource, Metric metric, PointKind kind, NumberDataPoint point) {
        return new Point(
                resource,
                metric.getName(),
                metric.getUnit(),
                kind,
                texts(point.getAttributesList()),
                point.getStartTimeUnixNano(),
                point.getTimeUnixNano(),
                point.hasAsInt() ? point.getAsInt() : point.getAsDouble(),
                (point.getFlags() & 1) == 1 ? -1 : 0);
    }

    private static Point histogram(Map<String, String> resource, Metric metric, HistogramDataPoint point) {
        return new Point(
                resource,
                metric.getName(),
                metric.getUnit(),
                kind(metric.getHistogram().getAggregationTemporality()),
                texts(point.getAttributesList()),
                point.getStartTimeUnixNano(),
                point.getTimeUnixNano(),
                point.hasSum() ? point.getSum() : Double.NaN,
                point.getCount());
    }

    private static PointKind kind(AggregationTemporality temporality) {
        return temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA
                ? PointKind.DELTA_HISTOGRAM
                : PointKind.CUMULATIVE_HISTOGRAM;
    }

    private static Map<String, String> texts(List<KeyValue> attributes) {
        Map<String, String> texts = new HashMap<>();
        attributes.forEach(attribute -> texts.put(attribute.getKey(), text(attribute.getValue())));
        return texts;
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .map(DecoderOracleTest::text)
                        .toList()
                        .toString();
            default -> "";
        };
    }
}
