package nightshift.simulate.cluster;

import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.List;
import java.util.Random;

/// What one pod's process counts, and what is sent of it. Used by one thread.
final class PodProcess {
    /// Seconds that a request that is handed on takes besides.
    private static final double OWN = 0.004;

    /// Of an SDK with the k8sattributes processor of a collector behind it.
    private final Resource resource;

    private final RunningPod pod;
    private final Meter served;
    private final Meter called;
    private double used;

    /// @param callee whom it calls; empty when nobody
    /// @param start nanoseconds since 1970
    PodProcess(RunningPod pod, String callee, long start) {
        this.pod = pod;
        this.resource = resource(pod);
        this.served = new Meter(
                "http.server.request.duration",
                List.of(Meter.text("http.request.method", "GET"), Meter.text("http.route", "/" + pod.app())),
                start);
        this.called = new Meter(
                "http.client.request.duration",
                List.of(Meter.text("http.request.method", "GET"), Meter.text("server.address", callee)),
                start);
    }

    private static Resource resource(RunningPod pod) {
        return Resource.newBuilder()
                .addAttributes(Meter.text("service.name", pod.app()))
                .addAttributes(Meter.text("service.namespace", pod.namespace()))
                .addAttributes(Meter.text("service.version", pod.version()))
                .addAttributes(Meter.text("service.instance.id", pod.name()))
                .addAttributes(Meter.text("k8s.namespace.name", pod.namespace()))
                .addAttributes(Meter.text("k8s.deployment.name", pod.app()))
                .addAttributes(Meter.text("k8s.pod.name", pod.name()))
                .addAttributes(Meter.text("k8s.pod.uid", pod.uid()))
                .addAttributes(Meter.text("k8s.node.name", pod.node()))
                .build();
    }

    /// Serves for a second.
    ///
    /// @param requests that come to it
    /// @param costs processor seconds of each
    /// @return how long each took, negative where it failed
    double[] serve(int requests, double costs, Random random) {
        used = Math.min(1, requests * costs);
        // Of a queue with one server: what waits grows without bound as it fills up; users leave after ten seconds.
        double slower = used < 0.9 ? 1 / (1 - used) : 10 + 90 * (Math.min(2, requests * costs) - 0.9);
        double[] took = new double[requests];
        for (int i = 0; i < requests; i++) {
            double seconds = Math.min(10, costs * slower * Math.exp(0.3 * random.nextGaussian()));
            boolean failed = pod.fails() ? random.nextDouble() < 0.5 : random.nextDouble() < 0.0005;
            served.record(failed ? 500 : 200, seconds);
            took[i] = failed ? -seconds : seconds;
        }
        return took;
    }

    /// One request that it hands on, and answers by what it is told.
    void relay(int status, double seconds) {
        called.record(status, seconds);
        served.record(status, seconds + OWN);
    }

    ResourceMetrics metrics(long now) {
        return ResourceMetrics.newBuilder()
                .setResource(resource)
                .addScopeMetrics(ScopeMetrics.newBuilder()
                        .addMetrics(served.metric(now))
                        .addMetrics(called.metric(now))
                        .addMetrics(utilization(now)))
                .build();
    }

    /// As the kubeletstats receiver of the collector sends it.
    private Metric utilization(long now) {
        return Metric.newBuilder()
                .setName("k8s.pod.cpu_limit_utilization")
                .setUnit("1")
                .setGauge(Gauge.newBuilder()
                        .addDataPoints(NumberDataPoint.newBuilder()
                                .setTimeUnixNano(now)
                                .setAsDouble(used)))
                .build();
    }
}
