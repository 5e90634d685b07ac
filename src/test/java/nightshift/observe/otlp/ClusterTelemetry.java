package nightshift.observe.otlp;

import static nightshift.observe.otlp.Receiver.at;

import java.util.HashMap;
import java.util.Map;
import nightshift.observe.otlp.request.Export;

/// What the platform and its processes send of `shop/cart`.
final class ClusterTelemetry {
    private final Receiver receiver;

    ClusterTelemetry(Receiver receiver) {
        this.receiver = receiver;
    }

    /// As the k8s_cluster receiver tells of a deployment.
    void deployment(int desired, int available) {
        receiver.send(
                5,
                Export.METRICS,
                Requests.metrics(
                        Requests.resource(Map.of(
                                "k8s.namespace.name",
                                "shop",
                                "k8s.deployment.name",
                                "cart",
                                "k8s.deployment.uid",
                                "u-1")),
                        Requests.gauge("k8s.deployment.desired", desired, at(5)),
                        Requests.gauge("k8s.deployment.available", available, at(5))));
    }

    void container(String pod, int ready, int restarts) {
        container(5, pod, ready, restarts);
    }

    void container(double second, String pod, int ready, int restarts) {
        container(second, "shop", pod, ready, restarts);
    }

    /// As the k8s_cluster receiver tells of a container.
    void container(double second, String namespace, String pod, int ready, int restarts) {
        receiver.send(
                second,
                Export.METRICS,
                Requests.metrics(
                        Requests.resource(Map.of(
                                "k8s.namespace.name", namespace,
                                "k8s.node.name", "node-1",
                                "k8s.pod.name", pod,
                                "k8s.pod.uid", "uid-" + pod,
                                "k8s.container.name", "app",
                                "container.image.name", "shop/cart",
                                "container.image.tag", "1.4")),
                        Requests.gauge("k8s.container.ready", ready, at(second)),
                        Requests.gauge("k8s.container.restarts", restarts, at(second))));
    }

    void process(double second, Map<String, String> attributes) {
        Map<String, String> all = new HashMap<>(attributes);
        all.put("service.name", "cart");
        all.put("service.namespace", "shop");
        receiver.send(
                second,
                Export.METRICS,
                Requests.metrics(Requests.resource(all), Requests.gauge("process.threads", 5, at(second))));
    }
}
