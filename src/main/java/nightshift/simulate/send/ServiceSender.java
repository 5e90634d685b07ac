package nightshift.simulate.send;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.simulate.send.encode.LogEncoder;
import nightshift.simulate.send.encode.MetricEncoder;
import nightshift.simulate.send.encode.Resources;
import nightshift.simulate.send.encode.SeriesMemory;
import nightshift.simulate.send.plan.SenderPlan;
import nightshift.simulate.send.row.MetricRow;
import nightshift.simulate.send.sample.ProcessSamples;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.physics.Pod;
import nightshift.simulate.world.run.World;

/// The processes of one service: metrics at the plan's interval, each process at a phase of its own; logs in batches.
final class ServiceSender {
    /// Seconds between two batches of logs, as the Java instrumentation sends them (measured: every second).
    private static final int LOG_BATCH = 1;

    private final World world;
    private final Service service;
    private final SenderPlan.Sending sending;
    private final List<MetricRow> rows;
    private final ProcessSamples samples;
    private final MetricEncoder encoder;
    private final Resources resources;
    private final Map<ProcessId, Exporter> exporters = new HashMap<>();

    /// @param table of all rows
    ServiceSender(
            World world,
            Service service,
            SenderPlan.Sending sending,
            SenderPlan.Platform platform,
            List<MetricRow> table) {
        this.world = world;
        this.service = service;
        this.sending = sending;
        this.rows = table.stream()
                .filter(row -> row.of(sending.dialect().sender(), sending.runtime()))
                .toList();
        this.samples = new ProcessSamples(world, service, sending.runtime());
        this.encoder = new MetricEncoder(
                sending.temporality() == SenderPlan.Temporality.DELTA, platform.percentileHistograms());
        this.resources = new Resources(world);
    }

    /// A pod's name and the ordinal of its process: what dies with a process is forgotten.
    private record ProcessId(String pod, int process) {}

    private record Exporter(Resource resource, SeriesMemory memory, LogEncoder logs) {}

    /// Adds what is due now to the collector's requests.
    ///
    /// @param epoch nanoseconds since 1970 at which the world began
    /// @param now nanoseconds since 1970
    void export(
            long epoch, long now, ExportMetricsServiceRequest.Builder metrics, ExportLogsServiceRequest.Builder logs) {
        List<Pod> alive =
                world.pods(service.index()).stream().filter(Pod::alive).toList();
        Set<ProcessId> processes = alive.stream().map(ServiceSender::id).collect(Collectors.toSet());
        exporters.keySet().retainAll(processes);
        boolean lost = world.telemetryLost(service.index());
        for (Pod pod : alive) {
            Exporter exporter = exporters.computeIfAbsent(id(pod), fresh -> exporter(pod, epoch));
            if (!rows.isEmpty() && WorldSenders.due(pod, sending.interval(), world.second())) {
                ResourceMetrics sent = metrics(pod, exporter, now);
                if (!lost) {
                    metrics.addResourceMetrics(sent);
                }
            }
            if (sending.dialect().logs() && world.second() % LOG_BATCH == 0) {
                ScopeLogs lines = exporter.logs().encode(pod, now);
                if (!lost && lines.getLogRecordsCount() > 0) {
                    logs.addResourceLogs(ResourceLogs.newBuilder()
                            .setResource(exporter.resource())
                            .addScopeLogs(lines));
                }
            }
        }
    }

    private static ProcessId id(Pod pod) {
        return new ProcessId(pod.name(), pod.processOrdinal());
    }

    private Exporter exporter(Pod pod, long epoch) {
        Resource resource = switch (sending.dialect()) {
            case MICROMETER -> resources.scraped(service, pod);
            case MESH_ONLY -> resources.sidecar(service, pod);
            case CONVENTIONS_NEW, CONVENTIONS_OLD, SPANS_ONLY, METRICS_ONLY -> resources.process(service, pod, sending);
        };
        SeriesMemory memory = new SeriesMemory(
                sending.temporality() == SenderPlan.Temporality.DELTA, epoch + pod.processStart() * 1_000_000_000L);
        return new Exporter(resource, memory, new LogEncoder());
    }

    private ResourceMetrics metrics(Pod pod, Exporter exporter, long now) {
        ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
        for (MetricRow row : rows) {
            encoder.encode(row, samples.of(row.measure(), pod), exporter.memory(), now)
                    .ifPresent(scope::addMetrics);
        }
        exporter.memory().exported(now);
        return ResourceMetrics.newBuilder()
                .setResource(exporter.resource())
                .addScopeMetrics(scope)
                .build();
    }
}
