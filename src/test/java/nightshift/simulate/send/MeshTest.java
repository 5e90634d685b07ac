package nightshift.simulate.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.List;
import java.util.stream.Stream;
import nightshift.simulate.send.plan.Dialect;
import nightshift.simulate.send.plan.LanguageRuntime;
import nightshift.simulate.send.plan.SenderPlan;
import nightshift.simulate.world.design.FaultKind;
import nightshift.simulate.world.design.Strength;
import nightshift.simulate.world.design.WorldPlan;
import org.junit.jupiter.api.Test;

/// What a world is like of which only the sidecars tell.
class MeshTest {
    private static final SenderPlan.Sending MESH = Sent.sending(Dialect.MESH_ONLY, LanguageRuntime.GO, 15);

    @Test
    void bothEndsAreToldAndOnlyTheOneThatTellsIsKnownForCertain() {
        // Given, When
        Sent sent = sent(WorldPlan.quiet(3, 120), 120);

        // Then
        assertThat(sent.received.allSpans()).isEmpty();
        assertThat(sent.received.metrics)
                .filteredOn(resource -> Received.of(resource)
                        .anyMatch(metric -> metric.getName().equals("istio_requests_total")))
                .isNotEmpty()
                .allSatisfy(resource -> assertThat(
                                Received.text(resource.getResource().getAttributesList(), "service.name"))
                        .isEqualTo("envoy-stats"));
        assertThat(requests(sent))
                .anyMatch(point -> label(point, "reporter").equals("source")
                        && label(point, "destination_service").endsWith(".svc.cluster.local"))
                .anyMatch(point -> label(point, "reporter").equals("destination"))
                .allMatch(point -> !label(point, "destination_workload").equals("unknown"))
                .allMatch(point -> label(point, "reporter").equals("source")
                        != label(point, "source_workload").equals("unknown"));
    }

    @Test
    void durationsAreMilliseconds() {
        // Given, When
        List<HistogramDataPoint> points = sent(WorldPlan.quiet(3, 120), 120)
                .received
                .allMetrics()
                .filter(metric -> metric.getName().equals("istio_request_duration_milliseconds"))
                .flatMap(metric -> metric.getHistogram().getDataPointsList().stream())
                .toList();

        // Then
        double mean = points.stream().mapToDouble(HistogramDataPoint::getSum).sum()
                / points.stream().mapToLong(HistogramDataPoint::getCount).sum();
        assertThat(mean).isBetween(2.0, 2000.0);
        assertThat(points)
                .allSatisfy(point -> assertThat(point.getExplicitBoundsList())
                        .startsWith(0.5, 1.0, 5.0)
                        .endsWith(3_600_000.0));
    }

    @Test
    void aHandshakeThatFailsIsToldByTheCallersSidecarAlone() {
        // Given
        WorldPlan.FaultWish wish = new WorldPlan.FaultWish(FaultKind.EXPIRED_CERTIFICATE, Strength.CLEAR, 60, null);

        // When
        Sent sent = sent(new WorldPlan(3, 240, List.of(wish), List.of()), 240);

        // Then
        assertThat(requests(sent).filter(point -> label(point, "response_flags").equals("UF")))
                .isNotEmpty()
                .allMatch(point -> label(point, "reporter").equals("source")
                        && label(point, "response_code").equals("503"));
    }

    private static Sent sent(WorldPlan plan, int seconds) {
        return new Sent(plan, MESH, Sent.platform(SenderPlan.Cluster.NOBODY)).play(seconds);
    }

    private static Stream<NumberDataPoint> requests(Sent sent) {
        return sent.received
                .allMetrics()
                .filter(metric -> metric.getName().equals("istio_requests_total"))
                .flatMap(metric -> metric.getSum().getDataPointsList().stream());
    }

    private static String label(NumberDataPoint point, String key) {
        List<KeyValue> labels = point.getAttributesList();
        return Received.text(labels, key);
    }
}
