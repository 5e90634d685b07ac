package nightshift.observe.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import nightshift.fact.inventory.ClusterPod;
import nightshift.fact.inventory.Release;
import nightshift.fact.inventory.Replica;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.observe.naming.Tally;
import org.jspecify.annotations.Nullable;

/// A pod, or an instance of a service without pods, as more and more becomes known of it. Guarded by the observer's
/// lock.
final class RosterReplica {
    private static final String NAMELESS = "\0";

    private final String name;
    private final boolean pod;
    private final Instant since;
    private final Presence presence;
    private final SortedMap<String, String> images = new TreeMap<>();
    private final SortedMap<String, Boolean> containers = new TreeMap<>();
    private final SortedMap<String, Long> restarts = new TreeMap<>();
    private RosterWorkload workload;
    private Instant runsSince;
    private boolean told;
    private @Nullable EntityId service;
    private String node = "";
    private String serviceVersion = "";
    private String template = "";
    private Replica.@Nullable Readiness ready;
    private @Nullable Instant restartedAt;
    private @Nullable ClusterPod counted;
    private Instant tallied = Instant.MIN;
    private @Nullable Subject subject;

    /// @param pod whether it is a pod; else an instance of the service that the workload stands for
    /// @param workload that it belongs to
    /// @param told whether somebody said so; else it is a guess
    RosterReplica(String name, boolean pod, RosterWorkload workload, boolean told, Instant since, Presence presence) {
        this.name = name;
        this.pod = pod;
        this.workload = workload;
        this.told = told;
        this.since = since;
        this.runsSince = since;
        this.presence = presence;
        workload.add(this);
    }

    /// What stands for all replicas of a version where nobody tells them apart: in a rollout two
    /// versions run at once.
    static String nameless(Release.Version version) {
        return version.name().isEmpty() ? "" : NAMELESS + version.name();
    }

    String name() {
        return name;
    }

    /// Whether it is one replica, told by its name.
    boolean named() {
        return !name.isEmpty() && !name.startsWith(NAMELESS);
    }

    /// When it was met.
    Instant since() {
        return since;
    }

    /// When the version that runs in it now was met.
    Instant runsSince() {
        return runsSince;
    }

    Presence presence() {
        return presence;
    }

    RosterWorkload workload() {
        return workload;
    }

    /// Whether its workload is no guess.
    boolean told() {
        return told;
    }

    /// It belongs to another workload than was thought.
    void moveTo(RosterWorkload other, boolean isTold) {
        told |= isTold;
        if (other != workload) {
            workload.remove(this);
            workload = other;
            other.add(this);
            supersede();
        }
    }

    /// A service's process runs in it.
    ///
    /// @param now what time it is
    void claim(EntityId by, String version, Instant now) {
        Release.Version before = version();
        if (service == null) {
            service = by;
            supersede();
        }
        if (service.equals(by) && !version.isEmpty() && !version.equals(serviceVersion)) {
            serviceVersion = version;
            supersede();
        }
        workload.claim(by);
        replaced(before, now);
    }

    /// @param now what time it is
    void learn(Placement place, Instant now) {
        Release.Version before = version();
        String image = place.version().image();
        boolean changed = false;
        String host = place.host().equals(name) ? "" : place.host();
        String on = place.node().isEmpty() && node.isEmpty() ? host : place.node();
        if (!on.isEmpty() && !on.equals(node)) {
            node = on;
            changed = true;
        }
        if (!place.version().template().isEmpty() && !place.version().template().equals(template)) {
            template = place.version().template();
            changed = true;
        }
        if (!image.isEmpty()) {
            changed |= !image.equals(images.put(place.container(), image));
        }
        if (changed) {
            if (version().name().equals(before.name())) {
                workload.touch();
            } else {
                supersede();
            }
            replaced(before, now);
        }
    }

    /// Under the same name another version may run: its release begins now, and the one before has ended here.
    private void replaced(Release.Version before, Instant now) {
        if (before.known() && !version().sameRollout(before)) {
            Instant began = runsSince;
            runsSince = now;
            workload.replaced(before, began, now);
        }
    }

    void tally(Tally tally, String container, double value, Instant at) {
        switch (tally) {
            case POD_READY -> {
                Replica.Readiness said = value > 0 ? Replica.Readiness.READY : Replica.Readiness.UNREADY;
                if (said != ready) {
                    ready = said;
                    workload.touch();
                }
            }
            case CONTAINER_READY -> {
                Boolean before = containers.put(container, value > 0);
                if (before == null || before != value > 0) {
                    workload.touch();
                }
            }
            case RESTARTS -> restarted(container, Math.max(0, Math.round(value)), at);
            case DESIRED, AVAILABLE, READY, IDENTITY -> {}
        }
    }

    /// Starts anew as the API server counts them and as telemetry does; empty where one of them does not say.
    ///
    /// @param heard what telemetry said before that is too old to be compared
    Optional<long[]> starts(Instant heard) {
        return counted == null || restarts.isEmpty() || tallied.isBefore(heard)
                ? Optional.empty()
                : Optional.of(new long[] {counted.restarts(), toldRestarts()});
    }

    private long toldRestarts() {
        return restarts.values().stream().mapToLong(Long::longValue).sum();
    }

    private void restarted(String container, long count, Instant at) {
        tallied = at;
        Long before = restarts.put(container, count);
        if (before == null || before != count) {
            restartedAt = before != null && count > before ? at : restartedAt;
            workload.touch();
        }
    }

    /// As the API server has it, which counts while it is believed.
    ///
    /// @param pod null when it is not
    /// @param now what time it is
    void counted(@Nullable ClusterPod pod, Instant now) {
        ClusterPod before = counted;
        counted = pod;
        if (pod == null) {
            ready = before == null ? ready : null; // what it said last is no better for having been heard twice
        } else if (pod.restarts() > (before == null ? 0 : before.restarts())) {
            ClusterPod.End end = pod.ended();
            restartedAt = end == null ? now : end.at();
        }
        if (before == null || pod == null || before.ready() != pod.ready() || before.restarts() != pod.restarts()) {
            workload.touch();
        }
    }

    /// What it rolls up to: the service whose process said that it runs in it, unless that is a scraper's job.
    private EntityId whole() {
        return service == null || workload.scrapedBy(service) ? workload.whole() : service;
    }

    /// Whom its series are about.
    Subject subject() {
        if (subject == null || subject.superseded()) {
            EntityId whole = whole();
            EntityId on = node.isEmpty() ? null : EntityId.of(EntityKind.NODE, whole.cluster(), "", node, "");
            subject = new Subject(whole, id(), on, version().name(), presence);
        }
        return subject;
    }

    /// Whoever its series are about, it is somebody else now.
    void supersede() {
        if (subject != null) {
            subject.supersede();
        }
        workload.touch();
    }

    Replica shown() {
        return new Replica(
                id(),
                node,
                version(),
                readiness(),
                counted == null ? toldRestarts() : counted.restarts(),
                restartedAt,
                since);
    }

    /// Of several containers the one named like the workload counts, else all do.
    Release.Version version() {
        String own = images.getOrDefault(workload.id().name(), "");
        String image = own.isEmpty() ? String.join(",", new TreeSet<>(images.values())) : own;
        return new Release.Version(serviceVersion, image, template);
    }

    private EntityId id() {
        EntityId whole = whole();
        EntityKind kind = pod ? EntityKind.POD : EntityKind.INSTANCE;
        return name.isEmpty() ? whole : EntityId.of(kind, whole.cluster(), whole.namespace(), whole.name(), name);
    }

    private Replica.Readiness readiness() {
        if (counted != null) {
            return counted.ready() ? Replica.Readiness.READY : Replica.Readiness.UNREADY;
        }
        if (ready != null) {
            return ready;
        }
        if (containers.isEmpty()) {
            return Replica.Readiness.UNKNOWN;
        }
        return containers.containsValue(false) ? Replica.Readiness.UNREADY : Replica.Readiness.READY;
    }
}
