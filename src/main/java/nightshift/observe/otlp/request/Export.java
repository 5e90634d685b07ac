package nightshift.observe.otlp.request;

/// One of OTLP's three services.
public enum Export {
    METRICS("opentelemetry.proto.collector.metrics.v1.MetricsService", "/v1/metrics"),
    TRACES("opentelemetry.proto.collector.trace.v1.TraceService", "/v1/traces"),
    LOGS("opentelemetry.proto.collector.logs.v1.LogsService", "/v1/logs");

    private final String grpcService;
    private final String path;

    Export(String grpcService, String path) {
        this.grpcService = grpcService;
        this.path = path;
    }

    public String grpcService() {
        return grpcService;
    }

    /// Over HTTP.
    public String path() {
        return path;
    }
}
