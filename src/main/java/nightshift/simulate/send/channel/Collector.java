package nightshift.simulate.send.channel;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

/// Where senders send to. Each call returns when what it brought was taken in.
public interface Collector {
    void metrics(ExportMetricsServiceRequest request);

    void spans(ExportTraceServiceRequest request);

    void logs(ExportLogsServiceRequest request);
}
