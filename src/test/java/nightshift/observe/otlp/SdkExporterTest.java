package nightshift.observe.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import nightshift.fact.Snapshot;
import nightshift.fact.telemetry.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The OpenTelemetry Java SDK sends, as it does from any service.
class SdkExporterTest {
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");

    private final Servers servers = Servers.start();

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void itsGrpcExportersAreUnderstood() {
        String endpoint = "http://127.0.0.1:" + servers.grpcPort();
        sendAndCheck(
                OtlpGrpcMetricExporter.builder().setEndpoint(endpoint).build(),
                OtlpGrpcSpanExporter.builder().setEndpoint(endpoint).build(),
                OtlpGrpcLogRecordExporter.builder().setEndpoint(endpoint).build());
    }

    @Test
    void itsGrpcExportersAreUnderstoodWithGzip() {
        String endpoint = "http://127.0.0.1:" + servers.grpcPort();
        sendAndCheck(
                OtlpGrpcMetricExporter.builder()
                        .setEndpoint(endpoint)
                        .setCompression("gzip")
                        .build(),
                OtlpGrpcSpanExporter.builder()
                        .setEndpoint(endpoint)
                        .setCompression("gzip")
                        .build(),
                OtlpGrpcLogRecordExporter.builder()
                        .setEndpoint(endpoint)
                        .setCompression("gzip")
                        .build());
    }

    @Test
    void itsHttpExportersAreUnderstoodWithGzip() {
        String endpoint = "http://127.0.0.1:" + servers.httpPort();
        sendAndCheck(
                OtlpHttpMetricExporter.builder()
                        .setEndpoint(endpoint + "/v1/metrics")
                        .setCompression("gzip")
                        .build(),
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(endpoint + "/v1/traces")
                        .setCompression("gzip")
                        .build(),
                OtlpHttpLogRecordExporter.builder()
                        .setEndpoint(endpoint + "/v1/logs")
                        .setCompression("gzip")
                        .build());
    }

    private void sendAndCheck(MetricExporter metrics, SpanExporter spans, LogRecordExporter logs) {
        // Given a service with the three signals
        try (OpenTelemetrySdk sdk = sdk(metrics, spans, logs)) {
            DoubleHistogram duration = sdk.getMeter("test")
                    .histogramBuilder("http.server.request.duration")
                    .setUnit("s")
                    .build();

            // When it serves two requests, one of them failing
            duration.record(0.1, Attributes.of(ROUTE, "/cart"));
            duration.record(0.3, Attributes.of(AttributeKey.stringKey("error.type"), "500"));
            call(sdk);
            sdk.getLogsBridge()
                    .get("test")
                    .logRecordBuilder()
                    .setSeverity(Severity.ERROR)
                    .setBody("out of stock")
                    .emit();
            assertThat(sdk.getSdkMeterProvider()
                            .forceFlush()
                            .join(20, TimeUnit.SECONDS)
                            .isSuccess())
                    .isTrue();
        }

        // Then a new series counts from its first point, and all are there under their names
        Set<String> series = series();
        assertThat(series)
                .contains(
                        "instance:shop/cart/cart-1|http.server.request.duration",
                        "service:shop/cart|http.server.request.rate",
                        "service:shop/cart|http.server.request.rate|http.route=/cart",
                        "service:shop/cart|http.server.request.error.ratio",
                        "service:shop/cart|traces.span.metrics.duration|span.name=GET /cart",
                        "edge:shop/cart/stock|traces.service.graph.request.error.ratio",
                        "service:shop/cart|log.record.rate|severity=error");
        assertThat(servers.observer().status().dropped().keySet()).isSubsetOf("not_a_symptom", "duplicate");
    }

    private static void call(OpenTelemetrySdk sdk) {
        Span server = sdk.getTracer("test")
                .spanBuilder("GET /cart")
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        Span client = sdk.getTracer("test")
                .spanBuilder("GET")
                .setSpanKind(SpanKind.CLIENT)
                .setParent(Context.root().with(server))
                .setAttribute("server.address", "stock.shop.svc.cluster.local")
                .setAttribute("server.port", 8080L)
                .startSpan();
        client.setStatus(StatusCode.ERROR);
        client.end();
        server.end();
    }

    private static OpenTelemetrySdk sdk(MetricExporter metrics, SpanExporter spans, LogRecordExporter logs) {
        Resource resource = Resource.create(Attributes.builder()
                .put("service.namespace", "shop")
                .put("service.name", "cart")
                .put("service.instance.id", "cart-1")
                .build());
        return OpenTelemetrySdk.builder()
                .setMeterProvider(SdkMeterProvider.builder()
                        .setResource(resource)
                        .registerMetricReader(PeriodicMetricReader.create(metrics))
                        .build())
                .setTracerProvider(SdkTracerProvider.builder()
                        .setResource(resource)
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .setLoggerProvider(SdkLoggerProvider.builder()
                        .setResource(resource)
                        .addLogRecordProcessor(SimpleLogRecordProcessor.create(logs))
                        .build())
                .build();
    }

    /// Texts of all series of the windows that a loop would see half a minute later.
    private Set<String> series() {
        Snapshot seen = servers.observer().snapshot(Instant.now().plusSeconds(30));
        Set<String> series = new TreeSet<>();
        for (Window window : seen.windows()) {
            for (int row = 0; row < window.rows(); row++) {
                series.add(seen.directory().key(window.series(row)).text());
            }
        }
        return series;
    }
}
