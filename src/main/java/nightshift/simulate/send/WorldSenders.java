package nightshift.simulate.send;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightshift.simulate.send.channel.Collector;
import nightshift.simulate.send.plan.SenderPlan;
import nightshift.simulate.send.row.MetricRow;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.layout.ServiceId;
import nightshift.simulate.world.physics.Happening;
import nightshift.simulate.world.physics.Pod;
import nightshift.simulate.world.run.World;

/// All senders of a world. After each second of the world [#export] sends what is due: each process's metrics at its
/// own
/// interval and phase, spans and logs in batches, what the platform tells. Used by the world's thread.
public final class WorldSenders {
    private final World world;
    private final SenderPlan plan;
    private final long epoch;
    private final PlatformSender platform;
    private final List<ServiceSender> services = new ArrayList<>();
    private final TraceSender traces;

    /// @param start the moment at which the world's seconds begin
    public WorldSenders(World world, SenderPlan plan, Instant start) {
        this.world = world;
        this.plan = plan;
        this.epoch = start.getEpochSecond() * 1_000_000_000L + start.getNano();
        List<MetricRow> table = MetricRow.all();
        this.platform = new PlatformSender(world, plan.platform(), table);
        Map<ServiceId, ServiceSender> byId = new LinkedHashMap<>();
        for (Service service : world.layout().services()) {
            SenderPlan.Sending sending = plan.services().get(service.id());
            if (sending != null) {
                byId.put(service.id(), new ServiceSender(world, service, sending, plan.platform(), table));
            } else if (service.role().ours()) {
                throw new IllegalArgumentException("the plan does not say how " + service.id() + " sends");
            }
        }
        services.addAll(byId.values());
        this.traces = new TraceSender(world, plan, epoch);
    }

    /// Sends what is due at the present second and awaits the acks. What a collector's outage swallows is lost.
    public void export(Collector collector) {
        long now = epoch + world.second() * 1_000_000_000L;
        ExportMetricsServiceRequest.Builder metrics = ExportMetricsServiceRequest.newBuilder();
        ExportTraceServiceRequest.Builder spans = ExportTraceServiceRequest.newBuilder();
        ExportLogsServiceRequest.Builder logs = ExportLogsServiceRequest.newBuilder();
        for (ServiceSender service : services) {
            service.export(epoch, now, metrics, logs);
        }
        platform.export(now, metrics);
        traces.export(spans);
        if (metrics.getResourceMetricsCount() > 0) {
            collector.metrics(metrics.build());
        }
        if (spans.getResourceSpansCount() > 0) {
            collector.spans(spans.build());
        }
        if (logs.getResourceLogsCount() > 0) {
            collector.logs(logs.build());
        }
    }

    /// Rollouts of the last second that somebody told of.
    public List<ToldChange> toldChanges() {
        List<ToldChange> told = new ArrayList<>();
        for (Happening happening : world.happenings()) {
            if (happening instanceof Happening.RolloutBegun rollout && rollout.told()) {
                ServiceId service =
                        world.layout().services().get(rollout.service()).id();
                told.add(new ToldChange(service, world.second(), rollout.from(), rollout.to()));
            }
        }
        return told;
    }

    /// How everybody sends.
    public SenderPlan plan() {
        return plan;
    }

    /// Seconds from one export of a process to its next, all of its own.
    static boolean due(Pod pod, int interval, int second) {
        int phase = Math.floorMod(pod.name().hashCode() * 31 + pod.processOrdinal(), interval);
        return second > pod.processStart() && Math.floorMod(second - phase, interval) == 0;
    }
}
