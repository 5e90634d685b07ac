package nightshift.observe.identity;

import java.util.Map;
import nightshift.fact.inventory.Release;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import org.jspecify.annotations.Nullable;

/// What the attributes of a resource say of who and where it is; empty texts where they say nothing.
///
/// @param cluster `k8s.cluster.name`
/// @param namespace of Kubernetes
/// @param service name and namespace as `namespace/name`; an empty name is no service
/// @param workload that Kubernetes runs, as told outright
/// @param pod name
/// @param node or the host where there is no Kubernetes
/// @param host `host.name`; in a container it is the name of the pod
/// @param instance `service.instance.id`
/// @param container within the pod
/// @param version what it runs
record Placement(
        String cluster,
        String namespace,
        Service service,
        String workload,
        String pod,
        String node,
        String host,
        String instance,
        String container,
        Release.Version version) {
    record Service(String namespace, String name) {}

    static Placement of(Map<String, String> attributes) {
        String namespace = attributes.getOrDefault("k8s.namespace.name", "");
        String pod = attributes.getOrDefault("k8s.pod.name", "");
        return new Placement(
                attributes.getOrDefault("k8s.cluster.name", ""),
                namespace,
                new Service(attributes.getOrDefault("service.namespace", namespace), service(attributes)),
                Owner.told(attributes),
                pod,
                attributes.getOrDefault("k8s.node.name", ""),
                attributes.getOrDefault("host.name", ""),
                attributes.getOrDefault("service.instance.id", ""),
                attributes.getOrDefault("k8s.container.name", ""),
                new Release.Version(
                        version(attributes.getOrDefault("service.version", "")),
                        image(attributes),
                        template(attributes, pod)));
    }

    /// Who scrapes says a job's name for a service's: one job may be all pods of a cluster, or every proxy of a mesh.
    /// It is the service where the workload has its name, or a part of it; else the workload is. What a broker
    /// tells of a queue is about whoever takes from it, of which the queue's name is all that is known.
    private static String service(Map<String, String> attributes) {
        String name = first(attributes, "service.name", "rabbitmq.queue.name");
        boolean scraped = attributes.containsKey("url.scheme") || attributes.containsKey("http.scheme");
        String workload = scraped ? Owner.told(attributes) : "";
        return workload.contains(name) || name.contains(workload) ? name : workload;
    }

    /// A mesh says `unknown` where a workload has no label that tells.
    private static String version(String told) {
        return told.equals("unknown") ? "" : told;
    }

    /// The same, of which it became known what version runs.
    Placement running(String serviceVersion) {
        return new Placement(
                cluster,
                namespace,
                service,
                workload,
                pod,
                node,
                host,
                instance,
                container,
                new Release.Version(serviceVersion, version.image(), version.template()));
    }

    /// The same, of which it became known in which pod it runs.
    Placement in(RosterReplica known) {
        EntityId of = known.workload().id();
        return new Placement(
                of.cluster(),
                of.namespace(),
                service.namespace().isEmpty() ? new Service(of.namespace(), service.name()) : service,
                of.name(),
                known.name(),
                node,
                host,
                instance,
                container,
                version);
    }

    /// Whether another names nobody else: the same service, and nothing of where it runs that is otherwise here.
    boolean covers(Placement other) {
        return other.service().equals(service)
                && agrees(other.workload(), workload)
                && agrees(other.pod(), pod)
                && agrees(other.instance(), instance)
                && agrees(other.container(), container);
    }

    private static boolean agrees(String told, String known) {
        return told.isEmpty() || told.equals(known);
    }

    /// The two ends of calls that attributes name; null if they name none.
    static @Nullable Calls calls(Map<String, String> attributes) {
        Calls calls = new Calls(
                attributes.getOrDefault("k8s.cluster.name", ""),
                new Service(
                        attributes.getOrDefault("edge.client.namespace", ""),
                        attributes.getOrDefault("edge.client", "")),
                new Service(
                        attributes.getOrDefault("edge.server.namespace", ""),
                        attributes.getOrDefault("edge.server", "")));
        return calls.client().name().isEmpty() || calls.server().name().isEmpty() ? null : calls;
    }

    /// @param client who calls
    /// @param server who is called
    record Calls(String cluster, Service client, Service server) {}

    boolean ofService() {
        return !service.name().isEmpty();
    }

    /// What tells the instances of a service apart; empty if nothing does.
    String instanceName() {
        return !instance.isEmpty() ? instance : !pod.isEmpty() ? pod : host;
    }

    EntityId serviceId() {
        return EntityId.of(EntityKind.SERVICE, cluster, service.namespace(), service.name(), "");
    }

    EntityId workloadId(String name) {
        return EntityId.of(EntityKind.WORKLOAD, cluster, namespace, name, "");
    }

    EntityId nodeId(String name) {
        return EntityId.of(EntityKind.NODE, cluster, "", name, "");
    }

    /// A list of tags prints in brackets; kube-state-metrics says the whole reference:
    /// `registry/shop/cart:1.4@sha256:..`.
    private static String image(Map<String, String> attributes) {
        String tags = first(attributes, "container.image.tag", "container.image.tags");
        if (!tags.isEmpty()) {
            return tags.startsWith("[") ? tags.substring(1, tags.length() - 1).split(",", 2)[0] : tags;
        }
        String reference = attributes.getOrDefault("container.image.name", "").split("@", 2)[0];
        int tag = reference.lastIndexOf(':');
        return tag > reference.lastIndexOf('/') ? reference.substring(tag + 1) : "";
    }

    private static String template(Map<String, String> attributes, String pod) {
        String told = first(attributes, "k8s.pod.label.pod-template-hash", "k8s.pod.labels.pod-template-hash");
        if (!told.isEmpty()) {
            return told;
        }
        String replicaSet = Owner.replicaSet(attributes);
        return replicaSet.isEmpty() ? Owner.template(pod) : replicaSet.substring(replicaSet.lastIndexOf('-') + 1);
    }

    static String first(Map<String, String> attributes, String... keys) {
        for (String key : keys) {
            String value = attributes.getOrDefault(key, "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
