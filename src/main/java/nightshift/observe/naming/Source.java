package nightshift.observe.naming;

import java.util.Map;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.observe.intake.Resource;
import org.jspecify.annotations.Nullable;

/// A resource that sends, and which entities its points belong to. Guarded by the observer's lock.
public final class Source {
    private final long high;
    private final long low;
    private final @Nullable EntityId part;
    private final EntityId whole;
    private final @Nullable EntityId node;
    private final String version;
    private long newest;
    private long before;
    private int users;

    public Source(Resource resource) {
        Map<String, String> attributes = resource.attributes();
        this.high = resource.high();
        this.low = resource.low();
        this.whole = whole(attributes);
        this.part = part(attributes, whole);
        String host = attributes.getOrDefault("host.name", attributes.getOrDefault("k8s.node.name", ""));
        this.node = host.isEmpty() ? (whole.kind() == EntityKind.NODE ? whole : null) : EntityId.node(host);
        this.version = attributes.getOrDefault("service.version", "");
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    /// The instance or pod; null when the resource names none, so that only the whole has series.
    @Nullable
    public EntityId part() {
        return part;
    }

    /// What the instances of roll up to: the service, the workload, the node.
    public EntityId whole() {
        return whole;
    }

    /// The machine it runs on, if it says so.
    @Nullable
    public EntityId node() {
        return node;
    }

    /// `service.version`; empty if none.
    public String version() {
        return version;
    }

    /// Notes a point's time, so that the source's own step is known.
    public void sent(long nanos) {
        if (nanos > newest) {
            before = newest;
            newest = nanos;
        }
    }

    /// Time of the newest point, ns.
    public long newest() {
        return newest;
    }

    /// Time from the export before `nanos` until then; 0 if there was none.
    public long stepUntil(long nanos) {
        long last = nanos > newest ? newest : before;
        return last == 0 ? 0 : nanos - last;
    }

    public void use(int more) {
        users += more;
    }

    boolean unused() {
        return users == 0;
    }

    private static EntityId whole(Map<String, String> attributes) {
        String kubernetes = attributes.getOrDefault("k8s.namespace.name", "");
        String service = attributes.getOrDefault("service.name", "");
        if (!service.isEmpty()) {
            return EntityId.service(attributes.getOrDefault("service.namespace", kubernetes), service);
        }
        String workload =
                first(attributes, "k8s.deployment.name", "k8s.statefulset.name", "k8s.daemonset.name", "k8s.pod.name");
        if (!workload.isEmpty()) {
            return EntityId.workload(kubernetes, workload);
        }
        String host = first(attributes, "k8s.node.name", "host.name");
        if (!host.isEmpty()) {
            return EntityId.node(host);
        }
        return kubernetes.isEmpty()
                ? EntityId.node("unknown_host")
                : new EntityId(EntityKind.NAMESPACE, "", kubernetes, "");
    }

    private static @Nullable EntityId part(Map<String, String> attributes, EntityId whole) {
        return switch (whole.kind()) {
            case SERVICE -> {
                String instance = first(attributes, "service.instance.id", "k8s.pod.name", "host.name");
                yield instance.isEmpty() ? null : EntityId.instance(whole.namespace(), whole.name(), instance);
            }
            case WORKLOAD -> {
                String pod = first(attributes, "k8s.pod.name");
                yield pod.isEmpty() ? null : new EntityId(EntityKind.POD, whole.namespace(), whole.name(), pod);
            }
            case CLUSTER, NAMESPACE, NODE, INSTANCE, POD, DATABASE, EDGE, NOT_IN_VIEW -> null;
        };
    }

    private static String first(Map<String, String> attributes, String... keys) {
        for (String key : keys) {
            String value = attributes.getOrDefault(key, "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
