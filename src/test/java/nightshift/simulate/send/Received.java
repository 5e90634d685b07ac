package nightshift.simulate.send;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nightshift.simulate.send.channel.Collector;

/// A collector that keeps what it is sent.
final class Received implements Collector {
    final List<ResourceMetrics> metrics = new ArrayList<>();
    final List<ResourceSpans> spans = new ArrayList<>();
    long logRecords;

    @Override
    public void metrics(ExportMetricsServiceRequest request) {
        metrics.addAll(request.getResourceMetricsList());
    }

    @Override
    public void spans(ExportTraceServiceRequest request) {
        spans.addAll(request.getResourceSpansList());
    }

    @Override
    public void logs(ExportLogsServiceRequest request) {
        request.getResourceLogsList()
                .forEach(resource ->
                        resource.getScopeLogsList().forEach(scope -> logRecords += scope.getLogRecordsCount()));
    }

    Stream<Metric> allMetrics() {
        return metrics.stream().flatMap(Received::of);
    }

    Stream<Span> allSpans() {
        return spans.stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream());
    }

    /// What came under a resource that says so.
    Stream<ResourceMetrics> from(String key, String value) {
        return metrics.stream()
                .filter(resource -> value.equals(text(resource.getResource().getAttributesList(), key)));
    }

    Stream<HistogramDataPoint> histograms(String key, String value, String name) {
        return from(key, value)
                .flatMap(Received::of)
                .filter(metric -> metric.getName().equals(name))
                .flatMap(metric -> metric.getHistogram().getDataPointsList().stream());
    }

    static Stream<Metric> of(ResourceMetrics resource) {
        return resource.getScopeMetricsList().stream().flatMap(scope -> scope.getMetricsList().stream());
    }

    static String text(List<KeyValue> attributes, String key) {
        return attributes.stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .findFirst()
                .map(attribute -> attribute.getValue().getStringValue())
                .orElse("");
    }
}
