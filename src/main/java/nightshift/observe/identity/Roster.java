package nightshift.observe.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import nightshift.fact.inventory.ClusterView;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.Disagreement;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.inventory.Pledge;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.observe.intake.DropReason;
import nightshift.observe.intake.Drops;
import org.jspecify.annotations.Nullable;

/// Who runs where: learns from everything that is sent which process runs in which pod of which
/// workload. Guarded by the observer's lock.
///
/// What a pod belongs to is told by its sender, else by a workload of the namespace whose name its own
/// begins with, else guessed from how Kubernetes makes names. A process runs in the pod that it names,
/// or whose name its host has, or in the only workload that has its service's name. When better is known
/// the subjects that rested on less are superseded.
public final class Roster {
    private final RosterConfig config;
    private final Drops drops;
    private final Map<EntityId, RosterWorkload> workloads = new LinkedHashMap<>();
    private final NavigableMap<String, RosterReplica> pods = new TreeMap<>();
    private final RosterHosts hosts = new RosterHosts();

    /// Pods that an API server shows, by uid: all that some senders say of where they run.
    private final Map<String, RosterReplica> uids = new HashMap<>();

    private final Pledges pledges;
    private int replicas;
    private long now;
    private boolean unsettled;
    private Optional<ClusterView> cluster = Optional.empty();
    private List<Disagreement> disagreements = List.of();
    private @Nullable Inventory shown;

    public Roster(RosterConfig config, Drops drops) {
        this.config = config;
        this.drops = drops;
        this.pledges = new Pledges(config.workloads(), drops);
    }

    /// A resource of a service was met: its owners may have written on it what it promises.
    void met(Placement place, Map<String, String> attributes) {
        if (place.ofService() && pledges.met(place.serviceId(), attributes)) {
            shown = null;
        }
    }

    /// Nobody sends for a service any more.
    void left(EntityId service) {
        if (pledges.gone(service)) {
            shown = null;
        }
    }

    /// What an earlier process read on services. It stands until somebody who sends for one says
    /// otherwise, or nobody who says it was met for as long as a replica is waited for.
    ///
    /// @param begin when this process begins
    public void recall(Map<EntityId, Pledge> written, Instant begin) {
        pledges.recall(written, begin.plus(config.goneAfter()));
        shown = null;
    }

    long now() {
        return now;
    }

    /// What time it is for what is met from now on, ns.
    public void now(long nanos) {
        now = nanos;
    }

    /// Settles what became clearer since the last time, and forgets who is gone.
    public void settle() {
        if (unsettled) {
            unsettled = false;
            RosterNamesakes.of(workloads.values()).settle();
        }
        if (pledges.giveUp(instant(now))) {
            shown = null;
        }
        long patience = config.goneAfter().toNanos();
        pods.values().removeIf(pod -> gone(pod, patience));
        workloads.values().removeIf(workload -> {
            workload.instances().stream()
                    .filter(instance -> instance.presence().gone(now, patience))
                    .forEach(this::forget);
            boolean over = workload.empty() && workload.presence().gone(now, patience);
            if (over) {
                changed();
            }
            return over;
        });
    }

    /// Who runs where now; the same value until something changes.
    public Inventory current() {
        if (shown == null) {
            List<Deployed> deployed = new ArrayList<>();
            for (RosterWorkload workload : workloads.values()) {
                if (!workload.toldByAnother()) {
                    deployed.add(workload.shown());
                }
            }
            shown = new Inventory(deployed, pledges.all(), cluster, disagreements);
        }
        return shown;
    }

    /// What the API server of a cluster shows, and in what telemetry says otherwise.
    void clusterIs(Optional<ClusterView> view, List<Disagreement> differing) {
        cluster = view;
        disagreements = differing;
        shown = null;
    }

    /// A pod has that uid.
    void named(String uid, RosterReplica pod) {
        uids.put(uid, pod);
    }

    /// The pod of that uid; null if nobody showed one.
    @Nullable
    RosterReplica ofUid(String uid) {
        return uids.get(uid);
    }

    /// A pod that is gone, as whoever knows says.
    void gone(String inCluster, String namespace, String pod, String uid) {
        uids.remove(uid);
        RosterReplica over = pods.remove(key(inCluster, namespace, pod));
        if (over != null) {
            forget(over);
        }
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }

    /// The workload of that id, if it is known.
    @Nullable
    RosterWorkload known(EntityId workload) {
        return workloads.get(workload);
    }

    /// The pod, or the instance of a service, that a place names; null if it is not known.
    @Nullable
    RosterReplica known(Placement place) {
        if (!place.pod().isEmpty()) {
            return pods.get(key(place.cluster(), place.namespace(), place.pod()));
        }
        RosterReplica pod = hosts.pod(place);
        RosterWorkload service = pod == null && place.ofService() ? workloads.get(place.serviceId()) : null;
        return service == null ? pod : service.replica(place.instanceName());
    }

    /// The pod of a stateful set that a claim is made for: the claim's name is the template's and then the pod's.
    @Nullable
    RosterReplica podOf(String claim, Placement place) {
        for (int dash = claim.indexOf('-'); dash > 0; dash = claim.indexOf('-', dash + 1)) {
            RosterReplica pod = pods.get(key(place.cluster(), place.namespace(), claim.substring(dash + 1)));
            if (pod != null) {
                return pod;
            }
        }
        return null;
    }

    /// A service that is named without its namespace is the only one of that name, if there is only one.
    EntityId service(String cluster, Placement.Service service) {
        EntityId id = EntityId.of(EntityKind.SERVICE, cluster, service.namespace(), service.name(), "");
        if (!service.namespace().isEmpty() || workloads.containsKey(id)) {
            return id;
        }
        List<EntityId> namesakes = workloads.values().stream()
                .map(RosterWorkload::whole)
                .filter(whole ->
                        whole.name().equals(service.name()) && whole.cluster().equals(cluster))
                .map(EntityId::service)
                .distinct()
                .toList();
        return namesakes.size() == 1 ? namesakes.getFirst() : id;
    }

    /// Where a service's process runs, which is learned from it; null if there is no room for another.
    @Nullable
    RosterReplica process(Placement place) {
        EntityId service = place.serviceId();
        String instance = place.instanceName();
        RosterReplica runs = place.pod().isEmpty() ? hosts.pod(place) : pod(place);
        if (runs == null) {
            runs = instance(place, service, instance.isEmpty() ? RosterReplica.nameless(place.version()) : instance);
        }
        if (runs != null) {
            runs.claim(service, place.version().service(), instant(now));
        }
        return runs;
    }

    private @Nullable RosterReplica instance(Placement place, EntityId service, String name) {
        RosterWorkload of = workload(service);
        RosterReplica known = of == null ? null : of.replica(name);
        if (of == null || known != null) {
            return known;
        }
        if (full()) {
            return null;
        }
        RosterReplica made = new RosterReplica(name, false, of, true, instant(now), new Presence(now));
        replicas++;
        made.learn(place, instant(now));
        hosts.waits(place, made);
        return made;
    }

    /// The pod that a place names, which is learned from it; null if there is no room for another.
    @Nullable
    RosterReplica pod(Placement place) {
        String key = key(place.cluster(), place.namespace(), place.pod());
        RosterReplica pod = pods.get(key);
        boolean told = !place.workload().isEmpty();
        if (pod == null) {
            RosterWorkload of = told
                    ? told(place.workloadId(place.workload()))
                    : workload(guessed(place.workloadId(place.pod()), place.pod()));
            if (of == null || full()) {
                return null;
            }
            pod = new RosterReplica(place.pod(), true, of, told, instant(now), new Presence(now));
            replicas++;
            pods.put(key, pod);
            adopt(place, pod);
        } else if (told && !pod.told()) {
            RosterWorkload of = told(place.workloadId(place.workload()));
            if (of != null) {
                pod.moveTo(of, true);
            }
        }
        pod.learn(place, instant(now));
        return pod;
    }

    /// A process that named this pod as its host runs in it.
    private void adopt(Placement place, RosterReplica pod) {
        hosts.met(place, pod).ifPresent(process -> {
            EntityId service = process.workload().id();
            process.presence().is(pod.presence());
            pod.claim(service, process.version().service(), instant(now));
            process.workload().remove(process);
            replicas--;
        });
    }

    /// A workload of the namespace whose name the pod's begins with, as all names of pods do; else by its form.
    ///
    /// @param near any workload of the namespace
    private EntityId guessed(EntityId near, String pod) {
        String name = pod;
        for (int cuts = 0; cuts < 2 && name.lastIndexOf('-') > 0; cuts++) {
            name = name.substring(0, name.lastIndexOf('-'));
            EntityId id = EntityId.of(EntityKind.WORKLOAD, near.cluster(), near.namespace(), name, "");
            RosterWorkload known = workloads.get(id);
            if (known != null && known.told()) {
                return id;
            }
        }
        return EntityId.of(EntityKind.WORKLOAD, near.cluster(), near.namespace(), Owner.ofPod(pod), "");
    }

    /// A workload that somebody tells of; null if there is no room for another. Pods that a guess gave
    /// to another may be its.
    @Nullable
    RosterWorkload told(EntityId id) {
        RosterWorkload workload = workload(id);
        if (workload != null && !workload.told()) {
            workload.tell();
            String begin = key(id.cluster(), id.namespace(), id.name() + "-");
            for (RosterReplica pod :
                    pods.subMap(begin, begin + Character.MAX_VALUE).values()) {
                RosterWorkload better = pod.told() ? null : workload(guessed(id, pod.name()));
                if (better != null) {
                    pod.moveTo(better, false);
                }
            }
        }
        return workload;
    }

    private @Nullable RosterWorkload workload(EntityId id) {
        RosterWorkload known = workloads.get(id);
        if (known != null) {
            return known;
        }
        if (workloads.size() >= config.workloads()) {
            drops.count(DropReason.ROSTER_LIMIT);
            return null;
        }
        RosterWorkload made = new RosterWorkload(id, new Presence(now), config.releases(), this::changed);
        workloads.put(id, made);
        changed();
        return made;
    }

    private boolean full() {
        if (replicas >= config.replicas()) {
            drops.count(DropReason.ROSTER_LIMIT);
            return true;
        }
        return false;
    }

    private boolean gone(RosterReplica pod, long patience) {
        boolean over = pod.presence().gone(now, patience);
        if (over) {
            forget(pod);
        }
        return over;
    }

    private void forget(RosterReplica replica) {
        replica.workload().remove(replica);
        hosts.forget(replica);
        replicas--;
    }

    private void changed() {
        unsettled = true;
        shown = null;
    }

    private static String key(String cluster, String namespace, String pod) {
        return cluster + '\0' + namespace + '\0' + pod;
    }
}
