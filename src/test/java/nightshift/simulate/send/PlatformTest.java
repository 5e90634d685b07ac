package nightshift.simulate.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.stream.Stream;
import nightshift.simulate.send.plan.Dialect;
import nightshift.simulate.send.plan.LanguageRuntime;
import nightshift.simulate.send.plan.SenderPlan;
import nightshift.simulate.world.design.Fault;
import nightshift.simulate.world.design.FaultKind;
import nightshift.simulate.world.design.Strength;
import nightshift.simulate.world.design.WorldPlan;
import nightshift.simulate.world.layout.ServiceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is told of disks, and of those that the clock starts.
class PlatformTest {
    private static final SenderPlan.Sending SPANS = Sent.sending(Dialect.SPANS_ONLY, LanguageRuntime.JVM, 15);

    @ParameterizedTest
    @CsvSource({"COLLECTOR_RECEIVERS, k8s.volume.available", "KUBE_STATE_METRICS, kubelet_volume_stats_available_bytes"
    })
    void aDiskIsToldToFillUntilNothingIsLeft(SenderPlan.Cluster cluster, String name) {
        // Given
        WorldPlan.FaultWish wish = new WorldPlan.FaultWish(FaultKind.FULL_DISK, Strength.CLEAR, 60, null);
        Sent sent = new Sent(new WorldPlan(3, 420, List.of(wish), List.of()), SPANS, Sent.platform(cluster));

        // When
        sent.play(420);

        // Then
        Fault.FullDisk fault =
                (Fault.FullDisk) sent.world.design().faults().getFirst().fault();
        ServiceId database = sent.world
                .layout()
                .services()
                .get(sent.world.layout().volumes().get(fault.volume()).database())
                .id();
        List<Double> left = available(sent, name, "data-" + database.name() + "-0");
        assertThat(left.getFirst()).isPositive();
        assertThat(left.getLast()).isZero();
        assertThat(left.stream().distinct()).hasSizeGreaterThan(4).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void aBatchWorkerIsNobodysServer() {
        // Given
        Sent sent = Stream.iterate(1L, seed -> seed + 1)
                .map(seed -> new Sent(WorldPlan.quiet(seed, 400), SPANS, Sent.platform(SenderPlan.Cluster.NOBODY)))
                .filter(one -> !one.world.layout().schedules().isEmpty())
                .findFirst()
                .orElseThrow();
        int operation = sent.world.layout().schedules().getFirst().operation();
        String batch = sent.world
                .layout()
                .services()
                .get(sent.world.layout().operations().get(operation).service())
                .id()
                .name();

        // When
        sent.play(400);

        // Then
        assertThat(sent.received.spans.stream()
                        .filter(resource -> Received.text(resource.getResource().getAttributesList(), "service.name")
                                .equals(batch))
                        .flatMap(resource -> resource.getScopeSpansList().stream())
                        .flatMap(scope -> scope.getSpansList().stream()))
                .anyMatch(span -> span.getKind() == Span.SpanKind.SPAN_KIND_INTERNAL
                        && span.getParentSpanId().isEmpty())
                .anyMatch(span -> span.getKind() == Span.SpanKind.SPAN_KIND_CLIENT)
                .noneMatch(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER
                        || span.getKind() == Span.SpanKind.SPAN_KIND_CONSUMER);
    }

    private static List<Double> available(Sent sent, String name, String claim) {
        return sent.received.metrics.stream()
                .flatMap(resource -> Received.of(resource)
                        .filter(metric -> metric.getName().equals(name))
                        .flatMap(metric -> metric.getGauge().getDataPointsList().stream())
                        .filter(point -> claimed(resource, claim)
                                || Received.text(point.getAttributesList(), "persistentvolumeclaim")
                                        .equals(claim))
                        .map(point -> point.getAsDouble()))
                .toList();
    }

    private static boolean claimed(ResourceMetrics resource, String claim) {
        return Received.text(resource.getResource().getAttributesList(), "k8s.persistentvolumeclaim.name")
                .equals(claim);
    }
}
