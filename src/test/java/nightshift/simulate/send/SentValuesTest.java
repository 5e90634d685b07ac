package nightshift.simulate.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.simulate.send.plan.Dialect;
import nightshift.simulate.send.plan.LanguageRuntime;
import nightshift.simulate.send.plan.SenderPlan;
import nightshift.simulate.world.design.FaultKind;
import nightshift.simulate.world.design.Strength;
import nightshift.simulate.world.design.WorldPlan;
import nightshift.simulate.world.layout.Operation;
import nightshift.simulate.world.layout.Protocol;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.physics.Pod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentValuesTest {
    private static final SenderPlan.Platform ALONE = Sent.platform(SenderPlan.Cluster.NOBODY);

    @Test
    void aCumulativeHistogramHoldsAllThatTheProcessServed() {
        // Given
        Sent sent =
                new Sent(WorldPlan.quiet(3, 120), Sent.sending(Dialect.CONVENTIONS_NEW, LanguageRuntime.JVM, 5), ALONE);
        Service service = speaking(sent, Protocol.HTTP);

        // When
        sent.play(60);

        // Then
        for (Pod pod : sent.world.pods(service.index())) {
            int last = lastExport(pod, 5, 60);
            sent = replay(sent, last);
            Pod then = sent.world.pods(service.index()).get(pod(sent, service, pod.name()));
            long served = served(sent, service, then);
            long told = lastPoints(sent, then).stream()
                    .mapToLong(HistogramDataPoint::getCount)
                    .sum();
            assertThat(told).isEqualTo(served).isPositive();
        }
    }

    @Test
    void bucketsAddUpToTheCount() {
        // Given, When
        Sent sent = new Sent(
                        WorldPlan.quiet(3, 120), Sent.sending(Dialect.CONVENTIONS_OLD, LanguageRuntime.GO, 5), ALONE)
                .play(60);

        // Then
        assertThat(sent.received.allMetrics().flatMap(metric -> metric.getHistogram().getDataPointsList().stream()))
                .isNotEmpty()
                .allSatisfy(point -> assertThat(point.getBucketCountsList().stream()
                                .mapToLong(count -> count)
                                .sum())
                        .isEqualTo(point.getCount()));
    }

    @Test
    void deltasAddUpToWhatCumulativeTells() {
        // Given
        WorldPlan plan = WorldPlan.quiet(5, 200);
        SenderPlan.Sending delta = new SenderPlan.Sending(
                Dialect.CONVENTIONS_NEW, LanguageRuntime.GO, 10, SenderPlan.Temporality.DELTA, Sent.ALL_TOLD);

        // When
        Sent deltas = new Sent(plan, delta, ALONE).play(120);
        Sent whole = new Sent(plan, Sent.sending(Dialect.CONVENTIONS_NEW, LanguageRuntime.GO, 10), ALONE).play(120);

        // Then
        Map<String, Long> added = new HashMap<>();
        points(deltas)
                .forEach((series, counts) -> added.put(
                        series, counts.stream().mapToLong(count -> count).sum()));
        Map<String, Long> told = new HashMap<>();
        points(whole).forEach((series, counts) -> told.put(series, counts.getLast()));
        Map<String, String> apart = new HashMap<>();
        told.forEach((series, count) -> {
            if (count > 0 && !count.equals(added.get(series))) {
                apart.put(series, added.get(series) + " added, " + count + " told");
            }
        });
        assertThat(apart).isEmpty();
        assertThat(added).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 15, 30, 60})
    void eachProcessExportsAtItsIntervalAndAPhaseOfItsOwn(int interval) {
        // Given, When
        Sent sent = new Sent(
                        WorldPlan.quiet(7, 300),
                        Sent.sending(Dialect.METRICS_ONLY, LanguageRuntime.GO, interval),
                        ALONE)
                .play(300);

        // Then
        Map<String, List<Long>> moments = new HashMap<>();
        for (ResourceMetrics resource : sent.received.metrics) {
            String instance = Received.text(resource.getResource().getAttributesList(), "service.instance.id");
            Received.of(resource)
                    .filter(metric -> metric.getName().equals("go.goroutine.count"))
                    .forEach(metric -> moments.computeIfAbsent(instance, fresh -> new ArrayList<>())
                            .add(metric.getSum().getDataPoints(0).getTimeUnixNano() / 1_000_000_000));
        }
        assertThat(moments.values()).isNotEmpty().allSatisfy(seconds -> {
            for (int i = 1; i < seconds.size(); i++) {
                assertThat(seconds.get(i) - seconds.get(i - 1)).isEqualTo(interval);
            }
        });
        Set<Long> phases = moments.values().stream()
                .map(seconds -> seconds.getFirst() % interval)
                .collect(Collectors.toSet());
        assertThat(phases).hasSizeGreaterThan(1);
    }

    @Test
    void theWaitForAConnectionIsNotInsideTheOperation() {
        // Given
        WorldPlan plan = new WorldPlan(
                11,
                1200,
                List.of(new WorldPlan.FaultWish(FaultKind.LEAKED_POOL, Strength.CLEAR, 300, null)),
                List.of());
        Sent sent = new Sent(plan, Sent.sending(Dialect.CONVENTIONS_NEW, LanguageRuntime.JVM, 10), ALONE);
        String root = sent.world
                .design()
                .faults()
                .getFirst()
                .roots()
                .iterator()
                .next()
                .name();

        // When
        sent.play(300);
        double quiet = mean(sent, root, "db.client.operation.duration");
        sent.received.metrics.clear();
        sent.play(900);

        // Then
        assertThat(timeouts(sent, root)).isGreaterThan(100);
        assertThat(mean(sent, root, "db.client.operation.duration")).isCloseTo(quiet, within(quiet));
    }

    @Test
    void kubeStateMetricsSpeaksOfPodsUnderItsOwnName() {
        // Given, When
        Sent sent = new Sent(
                        WorldPlan.quiet(3, 60),
                        Sent.sending(Dialect.SPANS_ONLY, LanguageRuntime.GO, 15),
                        Sent.platform(SenderPlan.Cluster.KUBE_STATE_METRICS))
                .play(20);

        // Then
        ResourceMetrics told = sent.received
                .from("service.name", "kube-state-metrics")
                .findFirst()
                .orElseThrow();
        Set<String> pods = Received.of(told)
                .filter(metric -> metric.getName().equals("kube_pod_container_status_ready"))
                .flatMap(metric -> metric.getGauge().getDataPointsList().stream())
                .map(point -> Received.text(point.getAttributesList(), "pod"))
                .collect(Collectors.toSet());
        Set<String> running = sent.world.layout().services().stream()
                .filter(service -> service.role().ours())
                .flatMap(service -> sent.world.pods(service.index()).stream())
                .map(Pod::name)
                .collect(Collectors.toSet());
        assertThat(pods).isEqualTo(running);
    }

    @Test
    void scrapedTimersHaveNoQuantilesUnlessBucketsAreAskedFor() {
        // Given
        SenderPlan.Sending scraped = Sent.sending(Dialect.MICROMETER, LanguageRuntime.JVM, 15);

        // When
        Sent plain = new Sent(WorldPlan.quiet(3, 60), scraped, ALONE).play(60);
        Sent asked = new Sent(
                        WorldPlan.quiet(3, 60), scraped, new SenderPlan.Platform(SenderPlan.Cluster.NOBODY, 10, true))
                .play(60);

        // Then
        assertThat(plain.received.allMetrics().filter(metric -> metric.hasHistogram()))
                .isEmpty();
        assertThat(plain.received.allMetrics().flatMap(metric -> metric.getSummary().getDataPointsList().stream()))
                .isNotEmpty()
                .allSatisfy(point -> assertThat(point.getQuantileValuesCount()).isZero());
        assertThat(asked.received.allMetrics().filter(metric -> metric.hasSummary()))
                .isEmpty();
    }

    private static Service speaking(Sent sent, Protocol protocol) {
        return sent.world.layout().services().stream()
                .filter(service -> service.role().ours() && service.protocol() == protocol)
                .findFirst()
                .orElseThrow();
    }

    /// The same world, played to a second at which something was exported.
    private static Sent replay(Sent before, int second) {
        return new Sent(
                        before.world.design().plan(),
                        before.senders.plan().services().values().iterator().next(),
                        ALONE)
                .play(second);
    }

    private static int lastExport(Pod pod, int interval, int until) {
        int second = until;
        while (!WorldSenders.due(pod, interval, second)) {
            second--;
        }
        return second;
    }

    private static int pod(Sent sent, Service service, String name) {
        List<String> names =
                sent.world.pods(service.index()).stream().map(Pod::name).toList();
        return names.indexOf(name);
    }

    private static long served(Sent sent, Service service, Pod pod) {
        long served = 0;
        for (Operation operation : sent.world.layout().operationsOf(service.index())) {
            served += pod.served(operation.index()).endings().count();
        }
        return served;
    }

    private static List<HistogramDataPoint> lastPoints(Sent sent, Pod pod) {
        ResourceMetrics last = sent.received
                .from("k8s.pod.name", pod.name())
                .reduce((first, second) -> second)
                .orElseThrow();
        return Received.of(last)
                .filter(metric -> metric.getName().equals("http.server.request.duration"))
                .flatMap(metric -> metric.getHistogram().getDataPointsList().stream())
                .toList();
    }

    private static Map<String, List<Long>> points(Sent sent) {
        Map<String, List<Long>> counts = new HashMap<>();
        for (ResourceMetrics resource : sent.received.metrics) {
            String process = Received.text(resource.getResource().getAttributesList(), "service.instance.id");
            Received.of(resource)
                    .forEach(metric -> metric.getHistogram()
                            .getDataPointsList()
                            .forEach(point -> counts.computeIfAbsent(
                                            process + metric.getName() + point.getAttributesList(),
                                            fresh -> new ArrayList<>())
                                    .add(point.getCount())));
        }
        return counts;
    }

    private static double timeouts(Sent sent, String service) {
        return sent.received
                .from("service.name", service)
                .flatMap(Received::of)
                .filter(metric -> metric.getName().equals("db.client.connection.timeouts"))
                .flatMap(metric -> metric.getSum().getDataPointsList().stream())
                .mapToDouble(point -> point.getAsDouble())
                .max()
                .orElse(0);
    }

    private static double mean(Sent sent, String service, String name) {
        Map<String, HistogramDataPoint> last = new HashMap<>();
        Map<String, HistogramDataPoint> first = new HashMap<>();
        for (ResourceMetrics resource :
                sent.received.from("service.name", service).toList()) {
            String instance = Received.text(resource.getResource().getAttributesList(), "service.instance.id");
            Received.of(resource)
                    .filter(metric -> metric.getName().equals(name))
                    .flatMap(metric -> metric.getHistogram().getDataPointsList().stream())
                    .forEach(point -> {
                        last.put(instance + point.getAttributesList(), point);
                        first.putIfAbsent(instance + point.getAttributesList(), point);
                    });
        }
        double sum = 0;
        long count = 0;
        for (Map.Entry<String, HistogramDataPoint> entry : last.entrySet()) {
            sum += entry.getValue().getSum() - first.get(entry.getKey()).getSum();
            count += entry.getValue().getCount() - first.get(entry.getKey()).getCount();
        }
        return sum / count;
    }
}
