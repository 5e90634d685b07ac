package nightshift.simulate.send;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightshift.simulate.send.encode.Resources;
import nightshift.simulate.send.encode.SpanEncoder;
import nightshift.simulate.send.plan.SenderPlan;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.physics.Pod;
import nightshift.simulate.world.run.Trace;
import nightshift.simulate.world.run.World;

/// Sends followed requests as spans, in the batches of five seconds that SDKs make of them. A span is sent after it has
/// ended, so one that lasts comes with a later batch.
final class TraceSender {
    private static final int BATCH_SECONDS = 5;

    /// Above this a second's further requests are not followed: a bound on memory, far above what the plan's share
    /// asks.
    private static final int MOST_TRACES = 400;

    private final World world;
    private final SenderPlan plan;
    private final long epoch;
    private final SpanEncoder encoder;
    private final Resources resources;
    private final List<Ended> waiting = new ArrayList<>();

    TraceSender(World world, SenderPlan plan, long epoch) {
        this.world = world;
        this.plan = plan;
        this.epoch = epoch;
        this.encoder = new SpanEncoder(world.layout(), plan, epoch);
        this.resources = new Resources(world);
    }

    private record Ended(String pod, Span span) {}

    /// Adds the spans of a batch that is due.
    void export(ExportTraceServiceRequest.Builder request) {
        for (Trace trace : world.traces(plan.traceShare(), MOST_TRACES)) {
            encoder.encode(trace, (pod, span) -> waiting.add(new Ended(pod, span)));
        }
        if (world.second() % BATCH_SECONDS != 0) {
            return;
        }
        long now = epoch + world.second() * 1_000_000_000L;
        Map<String, ScopeSpans.Builder> byPod = new LinkedHashMap<>();
        waiting.removeIf(ended -> {
            boolean over = ended.span().getEndTimeUnixNano() <= now;
            if (over) {
                byPod.computeIfAbsent(ended.pod(), fresh -> ScopeSpans.newBuilder())
                        .addSpans(ended.span());
            }
            return over;
        });
        for (Service service : world.layout().services()) {
            SenderPlan.Sending sending = plan.services().get(service.id());
            if (sending == null || world.telemetryLost(service.index())) {
                continue;
            }
            for (Pod pod : world.pods(service.index())) {
                ScopeSpans.Builder spans = byPod.get(pod.name());
                // What a process had not sent when it died is gone with it.
                if (spans != null && pod.alive()) {
                    request.addResourceSpans(ResourceSpans.newBuilder()
                            .setResource(resources.process(service, pod, sending))
                            .addScopeSpans(spans));
                }
            }
        }
    }
}
