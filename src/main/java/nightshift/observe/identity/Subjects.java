package nightshift.observe.identity;

import java.util.Map;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.observe.naming.PointListener;
import nightshift.observe.naming.Tally;

/// Whom the attributes of a resource or of a point name, by what the roster knows; it learns from them. Guarded by
/// the observer's lock.
public final class Subjects {
    private final Roster roster;

    public Subjects(Roster roster) {
        this.roster = roster;
    }

    /// Whom the attributes of a resource, or of a point that speaks of somebody else, are about; and
    /// learns from them.
    public Subject of(Map<String, String> attributes) {
        Placement.Calls calls = Placement.calls(attributes);
        if (calls != null) {
            EntityId client = roster.service(calls.cluster(), calls.client());
            return unlisted(EntityId.edge(client, roster.service(calls.cluster(), calls.server())));
        }
        String group = attributes.getOrDefault("service.name.of.group", "");
        if (!group.isEmpty()) {
            String cluster = attributes.getOrDefault("k8s.cluster.name", "");
            return unlisted(roster.service(cluster, new Placement.Service("", group)));
        }
        Placement place = Placement.of(attributes);
        String claim = attributes.getOrDefault("k8s.persistentvolumeclaim.name", "");
        return claim.isEmpty() || place.ofService() || !place.pod().isEmpty() ? of(place) : claimed(place, claim);
    }

    Subject of(Placement place) {
        if (place.ofService()) {
            return process(place);
        }
        if (!place.pod().isEmpty()) {
            RosterReplica pod = roster.pod(place);
            return pod == null ? unlistedPod(place) : pod.subject();
        }
        if (!place.workload().isEmpty()) {
            EntityId id = place.workloadId(place.workload());
            RosterWorkload workload = roster.told(id);
            return workload == null ? unlisted(id) : workload.subject();
        }
        EntityId id = elsewhere(place);
        return new Subject(id, null, id.kind() == EntityKind.NODE ? id : null, "", new Presence(now()));
    }

    /// The service, else the workload or pod, else the place that the attributes of a resource name, with nothing
    /// learned from them.
    public static EntityId named(Map<String, String> attributes) {
        Placement place = Placement.of(attributes);
        if (place.ofService()) {
            return place.serviceId();
        }
        String workload = place.workload().isEmpty() ? Owner.ofPod(place.pod()) : place.workload();
        return workload.isEmpty() ? elsewhere(place) : place.workloadId(workload);
    }

    /// Who keeps count of what a metric tells of those that its attributes name.
    public PointListener listener(Tally tally, Map<String, String> attributes) {
        return listener(tally, Placement.of(attributes));
    }

    PointListener listener(Tally tally, Placement place) {
        return switch (tally) {
            case DESIRED, AVAILABLE, READY -> {
                RosterWorkload workload = roster.known(place.workloadId(place.workload()));
                yield workload == null ? PointListener.NONE : (value, nanos) -> workload.tally(tally, value, nanos);
            }
            case POD_READY, CONTAINER_READY, RESTARTS -> {
                RosterReplica replica = roster.known(place);
                yield replica == null
                        ? PointListener.NONE
                        : (value, nanos) -> replica.tally(tally, place.container(), value, Roster.instant(nanos));
            }
            case IDENTITY -> PointListener.NONE;
        };
    }

    /// The same subject, to be superseded apart.
    Subject placeholder(Subject of) {
        return new Subject(of.whole(), of.part(), of.node(), of.version(), new Presence(now()));
    }

    /// What time it is, ns.
    long now() {
        return roster.now();
    }

    private Subject process(Placement place) {
        EntityId service = place.serviceId();
        String instance = place.instanceName();
        String host = place.host().isEmpty() ? place.node() : place.host();
        RosterReplica runs = roster.process(place);
        return new Subject(
                service,
                instance.isEmpty() ? null : part(EntityKind.INSTANCE, service, instance),
                host.isEmpty() ? null : place.nodeId(host),
                place.version().name(),
                runs == null ? new Presence(now()) : runs.presence());
    }

    /// A kubelet tells of volumes by their claims. A stateful set's claim is made for one of its pods; of any other
    /// no more is known than where it is.
    private Subject claimed(Placement place, String claim) {
        RosterReplica pod = roster.podOf(claim, place);
        if (pod != null) {
            return pod.subject();
        }
        String workload = Owner.ofClaim(claim);
        return unlisted(workload.isEmpty() ? elsewhere(place) : place.workloadId(workload));
    }

    /// The machine, else the namespace.
    private static EntityId elsewhere(Placement place) {
        String host = place.node().isEmpty() ? place.host() : place.node();
        return host.isEmpty() && !place.namespace().isEmpty()
                ? EntityId.of(EntityKind.NAMESPACE, place.cluster(), "", place.namespace(), "")
                : place.nodeId(host.isEmpty() ? "unknown_host" : host);
    }

    private Subject unlistedPod(Placement place) {
        EntityId workload = place.workloadId(Owner.ofPod(place.pod()));
        return new Subject(workload, part(EntityKind.POD, workload, place.pod()), null, "", new Presence(now()));
    }

    private Subject unlisted(EntityId id) {
        return new Subject(id, null, null, "", new Presence(now()));
    }

    private static EntityId part(EntityKind kind, EntityId whole, String part) {
        return EntityId.of(kind, whole.cluster(), whole.namespace(), whole.name(), part);
    }
}
