package nightshift.simulate.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import nightshift.simulate.send.channel.Collector;

/// One shop in each of some namespaces: users ask `front`, which asks `api`, and both run wherever a Deployment of
/// that name has pods that are ready. A second passes with each [#second]; loads may be changed from any thread.
public final class ClusterShop {
    private static final String FRONT = "front";
    private static final String API = "api";
    private static final long SECOND = 1_000_000_000L;

    /// Processor seconds of a request.
    private static final double COSTS = 0.02;

    private static final double USUAL_LOAD = 30;

    private final KubernetesClient client;
    private final Collector collector;
    private final List<String> namespaces;
    private final Random random;
    private final Map<String, Double> loads = new ConcurrentHashMap<>();
    private final Map<String, PodProcess> processes = new HashMap<>();

    /// @param client that may read pods
    /// @param collector that takes OTLP
    public ClusterShop(KubernetesClient client, Collector collector, List<String> namespaces, long seed) {
        this.client = client;
        this.collector = collector;
        this.namespaces = List.copyOf(namespaces);
        this.random = new Random(seed);
    }

    /// @param perSecond requests of all users of the shop in that namespace from now on
    public void load(String namespace, double perSecond) {
        loads.put(namespace, perSecond);
    }

    /// Lets a second pass and sends what was counted by its end; returns when it was taken.
    public void second(Instant now) {
        long nanos = now.getEpochSecond() * SECOND + now.getNano();
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        Set<String> there = new HashSet<>();
        for (String namespace : namespaces) {
            Map<String, List<RunningPod>> pods = pods(namespace);
            pods.values()
                    .forEach(each -> each.forEach(pod -> {
                        there.add(pod.uid());
                        processes.computeIfAbsent(
                                pod.uid(),
                                any -> new PodProcess(pod, pod.app().equals(FRONT) ? API : "", nanos - SECOND));
                    }));
            serve(namespace, pods);
        }
        processes.keySet().retainAll(there);
        processes.values().forEach(process -> request.addResourceMetrics(process.metrics(nanos)));
        if (request.getResourceMetricsCount() > 0) {
            collector.metrics(request.build());
        }
    }

    /// Pods whose process runs, by app.
    private Map<String, List<RunningPod>> pods(String namespace) {
        Map<String, List<RunningPod>> pods = new TreeMap<>();
        client.pods().inNamespace(namespace).list().getItems().stream()
                .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                .filter(pod -> pod.getStatus().getContainerStatuses().stream()
                        .allMatch(container -> container.getState().getRunning() != null))
                .map(RunningPod::of)
                .forEach(pod -> pods.computeIfAbsent(pod.app(), any -> new ArrayList<>())
                        .add(pod));
        return pods;
    }

    private void serve(String namespace, Map<String, List<RunningPod>> pods) {
        List<RunningPod> fronts = ready(pods, FRONT);
        List<RunningPod> apis = ready(pods, API);
        if (fronts.isEmpty()) {
            return;
        }
        int requests = poisson(loads.getOrDefault(namespace, USUAL_LOAD));
        double[] answers = answers(apis, requests);
        for (int i = 0; i < requests; i++) {
            PodProcess front = processes.get(fronts.get(i % fronts.size()).uid());
            if (front != null) {
                front.relay(answers[i] < 0 ? 500 : 200, Math.abs(answers[i]));
            }
        }
    }

    /// Nobody answers where no pod is ready: the connection is refused at once.
    private double[] answers(List<RunningPod> apis, int requests) {
        double[] answers = new double[requests];
        if (apis.isEmpty()) {
            Arrays.fill(answers, -0.001);
            return answers;
        }
        int from = 0;
        for (int i = 0; i < apis.size(); i++) {
            int share = (requests + i) / apis.size();
            PodProcess process = processes.get(apis.get(i).uid());
            double[] took = process == null ? new double[share] : process.serve(share, COSTS, random);
            System.arraycopy(took, 0, answers, from, Math.min(share, requests - from));
            from = Math.min(requests, from + share);
        }
        return answers;
    }

    private static List<RunningPod> ready(Map<String, List<RunningPod>> pods, String app) {
        return pods.getOrDefault(app, List.of()).stream()
                .filter(RunningPod::ready)
                .toList();
    }

    private int poisson(double mean) {
        return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
}
