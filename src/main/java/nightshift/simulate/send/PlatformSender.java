package nightshift.simulate.send;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nightshift.simulate.send.encode.MetricEncoder;
import nightshift.simulate.send.encode.Resources;
import nightshift.simulate.send.encode.SeriesMemory;
import nightshift.simulate.send.plan.SenderPlan;
import nightshift.simulate.send.row.Meaning;
import nightshift.simulate.send.row.MetricRow;
import nightshift.simulate.send.sample.PlatformSamples;
import nightshift.simulate.send.sample.Sample;
import nightshift.simulate.world.layout.Queue;
import nightshift.simulate.world.run.World;

/// Receivers of a collector that ask Kubernetes and Kafka: each look tells of all pods, deployments, nodes and queues.
final class PlatformSender {
    private final World world;
    private final SenderPlan.Platform plan;
    private final PlatformSamples samples;
    private final MetricEncoder encoder;
    private final Map<String, List<MetricRow>> rows;
    private final SeriesMemory scraped = new SeriesMemory(false, 0);

    PlatformSender(World world, SenderPlan.Platform plan, List<MetricRow> table) {
        this.world = world;
        this.plan = plan;
        this.samples = new PlatformSamples(world);
        this.encoder = new MetricEncoder(false, false);
        this.rows = table.stream().collect(java.util.stream.Collectors.groupingBy(MetricRow::sender));
    }

    void export(long now, ExportMetricsServiceRequest.Builder metrics) {
        if (world.second() % plan.interval() != 0) {
            return;
        }
        switch (plan.cluster()) {
            case COLLECTOR_RECEIVERS -> {
                List<PlatformSamples.Subject> subjects = samples.subjects();
                receiver("k8s_cluster", subjects, now, metrics);
                receiver("kubeletstats", subjects, now, metrics);
            }
            case KUBE_STATE_METRICS -> scraped(now, metrics);
            case NOBODY -> {}
        }
        kafka(now, metrics);
    }

    /// A resource for each subject.
    private void receiver(
            String sender,
            List<PlatformSamples.Subject> subjects,
            long now,
            ExportMetricsServiceRequest.Builder metrics) {
        for (PlatformSamples.Subject subject : subjects) {
            ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
            for (MetricRow row : rows.getOrDefault(sender, List.of())) {
                sample(row, subject)
                        .flatMap(sample -> encoder.encode(row, List.of(sample), scraped, now))
                        .ifPresent(scope::addMetrics);
            }
            add(Resources.subject(subject), scope, metrics);
        }
    }

    /// kube-state-metrics knows all; each kubelet the volumes of its node.
    private void scraped(long now, ExportMetricsServiceRequest.Builder metrics) {
        List<PlatformSamples.Subject> subjects = samples.subjects();
        target("kube_state_metrics", Resources.kubeStateMetrics(), subjects, now, metrics);
        Map<String, List<PlatformSamples.Subject>> volumes = new TreeMap<>();
        for (PlatformSamples.Subject subject : subjects) {
            if (subject.kind() == PlatformSamples.Kind.VOLUME) {
                String node = String.valueOf(subject.facts().get(Meaning.NODE));
                volumes.computeIfAbsent(node, fresh -> new ArrayList<>()).add(subject);
            }
        }
        volumes.forEach((node, mounted) -> target("kubelet", Resources.kubelet(node), mounted, now, metrics));
    }

    /// One resource, the scraped target's: who is meant stands in the points' attributes.
    private void target(
            String sender,
            Resource resource,
            List<PlatformSamples.Subject> subjects,
            long now,
            ExportMetricsServiceRequest.Builder metrics) {
        ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
        for (MetricRow row : rows.getOrDefault(sender, List.of())) {
            List<Sample> all = subjects.stream()
                    .flatMap(subject -> sample(row, subject).stream())
                    .toList();
            encoder.encode(row, all, scraped, now).ifPresent(scope::addMetrics);
        }
        add(resource, scope, metrics);
    }

    private static Optional<Sample> sample(MetricRow row, PlatformSamples.Subject subject) {
        Double level = subject.levels().get(row.measure());
        if (level == null) {
            return Optional.empty();
        }
        return Optional.of(
                row.shape() == MetricRow.Shape.COUNTER
                        ? Sample.total(level, subject.facts())
                        : Sample.level(level, subject.facts()));
    }

    /// What a broker tells of its groups, whether or not their consumers live. The receiver's resource is empty.
    private void kafka(long now, ExportMetricsServiceRequest.Builder metrics) {
        List<Sample> lags = new ArrayList<>();
        for (Queue queue : world.layout().queues()) {
            String group = world.layout()
                    .services()
                    .get(world.layout().operations().get(queue.consumer()).service())
                    .id()
                    .name();
            lags.add(Sample.level(
                    world.queue(queue.index()).depth(),
                    Map.of(Meaning.GROUP, group, Meaning.DESTINATION, queue.name())));
        }
        ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
        for (MetricRow row : rows.getOrDefault("kafkametrics", List.of())) {
            Optional<Metric> metric = encoder.encode(row, lags, scraped, now);
            metric.ifPresent(scope::addMetrics);
        }
        add(Resource.getDefaultInstance(), scope, metrics);
    }

    private static void add(Resource resource, ScopeMetrics.Builder scope, ExportMetricsServiceRequest.Builder into) {
        if (scope.getMetricsCount() > 0) {
            into.addResourceMetrics(
                    ResourceMetrics.newBuilder().setResource(resource).addScopeMetrics(scope));
        }
    }
}
