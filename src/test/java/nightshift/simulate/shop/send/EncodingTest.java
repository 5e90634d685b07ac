package nightshift.simulate.shop.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.simulate.shop.Fault;
import nightshift.simulate.shop.Report;
import nightshift.simulate.shop.Version;
import nightshift.simulate.shop.World;
import nightshift.simulate.shop.WorldSettings;
import org.junit.jupiter.api.Test;

class EncodingTest {
    private static final Instant START = Instant.parse("2026-03-03T10:00:00Z");

    private final World world = new World(new WorldSettings(1, START, 1));

    @Test
    void sendsTheSignalsThatRulesUseUnderStandardNames() {
        // When
        Set<String> names = metrics(60).stream().map(Metric::getName).collect(Collectors.toSet());

        // Then
        assertThat(names)
                .contains(
                        "http.server.request.duration",
                        "http.client.request.duration",
                        "db.client.operation.duration",
                        "db.client.connection.count",
                        "db.client.connection.max",
                        "db.client.connection.pending_requests",
                        "db.client.connection.timeouts",
                        "db.client.connection.wait_time",
                        "process.cpu.utilization",
                        "process.memory.usage",
                        "k8s.container.ready",
                        "messaging.process.duration");
    }

    @Test
    void histogramsAreCumulativeAndStartWithTheirFirstMeasurement() {
        // When
        List<Metric> histograms =
                metrics(60).stream().filter(Metric::hasHistogram).toList();

        // Then
        long start = Moments.unix(START);
        assertThat(histograms).isNotEmpty().allSatisfy(metric -> {
            assertThat(metric.getHistogram().getAggregationTemporality())
                    .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
            assertThat(metric.getHistogram().getDataPointsList()).allSatisfy(point -> {
                assertThat(point.getStartTimeUnixNano()).isGreaterThanOrEqualTo(start);
                assertThat(point.getStartTimeUnixNano()).isLessThanOrEqualTo(point.getTimeUnixNano());
                assertThat(point.getBucketCountsList().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .isEqualTo(point.getCount());
            });
        });
    }

    @Test
    void everyResourceNamesServiceInstanceAndVersion() {
        for (ResourceMetrics resource : report(30, MetricEncoder::encode).getResourceMetricsList()) {
            List<String> keys = resource.getResource().getAttributesList().stream()
                    .map(KeyValue::getKey)
                    .toList();
            assertThat(keys).contains("service.namespace", "service.name", "service.instance.id", "service.version");
        }
    }

    @Test
    void everyServerSpanOfASampledRequestHangsOnItsCaller() {
        // When
        List<Span> spans = new ArrayList<>();
        for (int second = 10; second <= 30; second += 10) {
            report(second, SpanEncoder::encode)
                    .getResourceSpansList()
                    .forEach(one -> one.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList())));
        }

        // Then: of all that began early enough for their callers to have ended too
        long early = Moments.unix(START.plusSeconds(20));
        Set<Object> ids = new HashSet<>();
        spans.forEach(span -> ids.add(span.getSpanId()));
        assertThat(spans.stream().filter(span -> !span.getParentSpanId().isEmpty()))
                .filteredOn(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER)
                .filteredOn(span -> span.getStartTimeUnixNano() < early)
                .hasSizeGreaterThan(50)
                .allMatch(span -> ids.contains(span.getParentSpanId()));
    }

    @Test
    void aDeploymentIsToldAsTheDocumentedEvent() {
        // Given
        world.strike(new Fault.Deploy("payment", new Version("1.5.0", 0, 1, true)), START.plusSeconds(5), null);

        // When
        List<String> events = report(10, LogEncoder::encode).getResourceLogsList().stream()
                .flatMap(resource -> resource.getScopeLogsList().stream())
                .flatMap(scope -> scope.getLogRecordsList().stream())
                .filter(line -> line.getEventName().equals("nightshift.change"))
                .map(line -> line.getAttributesList().stream()
                        .map(one -> one.getKey() + "=" + one.getValue().getStringValue())
                        .collect(Collectors.joining(" ")))
                .toList();

        // Then
        assertThat(events)
                .singleElement()
                .asString()
                .contains("change.kind=deployment")
                .contains("change.version=1.5.0")
                .contains("change.previous_version=1.4.0");
    }

    @Test
    void ofADeadProcessOnlyTheClusterTells() {
        // Given
        world.strike(new Fault.Crash("payment", 2, true), START.plusSeconds(5), null);

        // When
        Set<String> names = new HashSet<>();
        report(30, MetricEncoder::encode).getResourceMetricsList().stream()
                .filter(resource -> resource.getResource().toString().contains("\"payment\""))
                .forEach(resource -> resource.getScopeMetricsList()
                        .forEach(scope -> scope.getMetricsList().forEach(metric -> names.add(metric.getName()))));

        // Then
        assertThat(names).containsExactly("k8s.container.ready");
    }

    @Test
    void ofAServiceWhoseTelemetryIsLostNothingIsTold() {
        // Given
        world.strike(new Fault.TelemetryLoss("payment"), START.plusSeconds(5), null);

        // Then
        assertThat(report(30, MetricEncoder::encode).getResourceMetricsList())
                .noneMatch(resource -> resource.getResource().toString().contains("\"payment\""));
    }

    private List<Metric> metrics(int seconds) {
        List<Metric> metrics = new ArrayList<>();
        report(seconds, MetricEncoder::encode)
                .getResourceMetricsList()
                .forEach(resource ->
                        resource.getScopeMetricsList().forEach(scope -> metrics.addAll(scope.getMetricsList())));
        return metrics;
    }

    private <T> T report(int seconds, java.util.function.Function<Report, T> encode) {
        world.advanceTo(START.plusSeconds(seconds));
        return encode.apply(world.report());
    }
}
