package nightshift.simulate.send.encode;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.Map;
import nightshift.simulate.send.plan.LanguageRuntime;
import nightshift.simulate.send.plan.SenderPlan;
import nightshift.simulate.send.row.Meaning;
import nightshift.simulate.send.sample.PlatformSamples;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.physics.Pod;
import nightshift.simulate.world.run.World;

/// Whose telemetry it is, as each kind of sender says it.
public final class Resources {
    private static final int SCRAPED_PORT = 8080;
    private static final int SIDECAR_PORT = 15020;
    private static final int KUBELET_PORT = 10250;

    private final World world;

    public Resources(World world) {
        this.world = world;
    }

    static KeyValue attribute(String key, Object value) {
        AnyValue.Builder any = AnyValue.newBuilder();
        if (value instanceof Long number) {
            any.setIntValue(number);
        } else {
            any.setStringValue(value.toString());
        }
        return KeyValue.newBuilder().setKey(key).setValue(any).build();
    }

    /// What the SDK in a process says of itself, and a collector's k8sattributes processor of its pod.
    public Resource process(Service service, Pod pod, SenderPlan.Sending sending) {
        SenderPlan.Identity identity = sending.identity();
        Resource.Builder resource = Resource.newBuilder()
                .addAttributes(attribute("service.name", service.id().name()));
        if (identity.namespace()) {
            resource.addAttributes(attribute("service.namespace", service.id().namespace()));
        }
        if (identity.instance()) {
            resource.addAttributes(
                    attribute("service.instance.id", PlatformSamples.uid(pod.name() + pod.processOrdinal())));
        }
        if (identity.version()) {
            resource.addAttributes(attribute("service.version", pod.version()));
        }
        if (identity.kubernetes()) {
            kubernetes(service, pod, resource);
        }
        // Python's SDK tells neither host nor process (measured with the contrib instrumentations).
        if (sending.runtime() != LanguageRuntime.PYTHON) {
            resource.addAttributes(attribute("host.name", pod.name())).addAttributes(attribute("process.pid", 1L));
        }
        return resource.addAttributes(attribute("telemetry.sdk.name", "opentelemetry"))
                .addAttributes(
                        attribute("telemetry.sdk.language", sending.runtime().language()))
                .build();
    }

    /// What a collector's prometheus receiver says of a target that it found by Kubernetes service discovery: `job` and
    /// `instance`, the address, and where it runs (receiver/prometheusreceiver, internal/prom_to_otlp.go).
    public Resource scraped(Service service, Pod pod) {
        String host = address(pod);
        Resource.Builder resource = target(service.id().name(), host, SCRAPED_PORT);
        kubernetes(service, pod, resource);
        return resource.build();
    }

    /// The same of a sidecar: one job for all of the mesh, so that only Kubernetes says whose it is.
    public Resource sidecar(Service service, Pod pod) {
        Resource.Builder resource = target("envoy-stats", address(pod), SIDECAR_PORT);
        kubernetes(service, pod, resource);
        return resource.build();
    }

    /// The same of a node's kubelet.
    public static Resource kubelet(String node) {
        return target("kubelet", node, KUBELET_PORT)
                .addAttributes(attribute("k8s.node.name", node))
                .build();
    }

    /// What a collector's prometheus receiver says of kube-state-metrics: the scraper's view, no subject in it.
    public static Resource kubeStateMetrics() {
        return target("kube-state-metrics", "10.0.0.8", SCRAPED_PORT).build();
    }

    private static Resource.Builder target(String job, String host, long port) {
        return Resource.newBuilder()
                .addAttributes(attribute("service.name", job))
                .addAttributes(attribute("service.instance.id", host + ":" + port))
                .addAttributes(attribute("server.address", host))
                .addAttributes(attribute("server.port", Long.toString(port)))
                .addAttributes(attribute("url.scheme", "http"));
    }

    private void kubernetes(Service service, Pod pod, Resource.Builder resource) {
        resource.addAttributes(attribute("k8s.namespace.name", service.id().namespace()))
                .addAttributes(attribute("k8s.deployment.name", service.id().name()))
                .addAttributes(attribute("k8s.pod.name", pod.name()))
                .addAttributes(attribute(
                        "k8s.node.name", world.layout().nodes().get(pod.node()).name()));
    }

    /// What the receivers k8s_cluster and kubeletstats say of what they tell about (their documentation.md).
    public static Resource subject(PlatformSamples.Subject subject) {
        Resource.Builder resource = Resource.newBuilder();
        Map<Meaning, Object> facts = subject.facts();
        switch (subject.kind()) {
            case CONTAINER -> {
                pod(facts, resource);
                put("k8s.container.name", Meaning.CONTAINER, facts, resource);
            }
            case POD -> pod(facts, resource);
            case DEPLOYMENT -> {
                put("k8s.namespace.name", Meaning.NAMESPACE, facts, resource);
                put("k8s.deployment.name", Meaning.DEPLOYMENT, facts, resource);
                put("k8s.deployment.uid", Meaning.UID, facts, resource);
            }
            case VOLUME -> {
                pod(facts, resource);
                put("k8s.volume.name", Meaning.VOLUME, facts, resource);
                resource.addAttributes(attribute("k8s.volume.type", "persistentVolumeClaim"));
                put("k8s.persistentvolumeclaim.name", Meaning.CLAIM, facts, resource);
            }
            case NODE -> {
                put("k8s.node.name", Meaning.NODE, facts, resource);
                put("k8s.node.uid", Meaning.UID, facts, resource);
            }
        }
        return resource.build();
    }

    private static void pod(Map<Meaning, Object> facts, Resource.Builder resource) {
        put("k8s.namespace.name", Meaning.NAMESPACE, facts, resource);
        put("k8s.pod.name", Meaning.POD, facts, resource);
        put("k8s.pod.uid", Meaning.UID, facts, resource);
        put("k8s.node.name", Meaning.NODE, facts, resource);
    }

    private static void put(String key, Meaning meaning, Map<Meaning, Object> facts, Resource.Builder resource) {
        Object value = facts.get(meaning);
        if (value != null) {
            resource.addAttributes(attribute(key, value));
        }
    }

    /// An address of the pod network, one for each pod.
    private static String address(Pod pod) {
        int hash = pod.name().hashCode();
        return "10.%d.%d.%d".formatted(128 + (hash & 0x3f), (hash >>> 8) & 0xff, 1 + (hash >>> 16 & 0x7f));
    }
}
