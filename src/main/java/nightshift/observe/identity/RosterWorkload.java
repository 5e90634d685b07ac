package nightshift.observe.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import nightshift.fact.inventory.ClusterWorkload;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.Release;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.observe.naming.Tally;
import org.jspecify.annotations.Nullable;

/// A workload, or a service of which nobody says what it runs as, as more and more becomes known of it.
/// Guarded by the observer's lock.
final class RosterWorkload {
    private final EntityId id;
    private final Presence presence;
    private final Runnable changed;
    private final Map<String, RosterReplica> replicas = new TreeMap<>();
    private final Set<EntityId> services = new LinkedHashSet<>();
    private final Set<EntityId> jobs = new LinkedHashSet<>();
    private final RosterReleases releases;
    private OptionalInt desired = OptionalInt.empty();
    private OptionalInt available = OptionalInt.empty();
    private OptionalInt ready = OptionalInt.empty();
    private long tallied = Long.MIN_VALUE;
    private ClusterWorkload.@Nullable Counts counted;
    private boolean told;
    private boolean toldByAnother;
    private @Nullable RosterWorkload namesake;
    private @Nullable Subject subject;
    private @Nullable Deployed shown;

    /// @param id a WORKLOAD or a SERVICE
    /// @param changed is told when it looks different
    RosterWorkload(EntityId id, Presence presence, int releases, Runnable changed) {
        this.id = id;
        this.presence = presence;
        this.releases = new RosterReleases(releases);
        this.changed = changed;
    }

    EntityId id() {
        return id;
    }

    Presence presence() {
        return presence;
    }

    void add(RosterReplica replica) {
        replicas.put(replica.name(), replica);
        touch();
    }

    void remove(RosterReplica replica) {
        replicas.remove(replica.name());
        releases.runs(replica.version(), replica.runsSince());
        releases.ended(
                replica.version(),
                Roster.instant(replica.presence().last()),
                replicas.values().stream().map(RosterReplica::version).toList());
        touch();
    }

    /// In one of its replicas another version runs than did from `began` until now.
    void replaced(Release.Version before, Instant began, Instant now) {
        releases.runs(before, began);
        releases.ended(
                before,
                now,
                replicas.values().stream().map(RosterReplica::version).toList());
        touch();
    }

    @Nullable
    RosterReplica replica(String name) {
        return replicas.get(name);
    }

    boolean empty() {
        return replicas.isEmpty();
    }

    /// Its replicas, as far as they are instances of a service.
    List<RosterReplica> instances() {
        return id.kind() == EntityKind.SERVICE ? List.copyOf(replicas.values()) : List.of();
    }

    /// Whether somebody told of it; else a pod's name suggests it.
    boolean told() {
        return told;
    }

    void tell() {
        told = true;
    }

    /// Whether it is no entry of its own: the workload that a service runs as tells of it, or it was a wrong guess.
    boolean toldByAnother() {
        return toldByAnother || (replicas.isEmpty() && !told);
    }

    void tellsItself(boolean itself) {
        toldByAnother = !itself;
    }

    /// A service's process runs in it.
    void claim(EntityId service) {
        EntityId before = whole();
        services.add(service);
        relabel(before);
    }

    /// The service that is most likely the one that runs as it, as it has its name; null if there is none.
    void namesake(@Nullable RosterWorkload service) {
        if (service != namesake) {
            EntityId before = whole();
            namesake = service;
            relabel(before);
        }
        if (service != null) {
            service.toldByAnother = true;
        }
    }

    /// Services whose processes said that they run in it; the names of scrape jobs are none.
    Set<EntityId> claims() {
        Set<EntityId> claims = new LinkedHashSet<>(services);
        claims.removeAll(jobs);
        return claims;
    }

    /// All that was said to run in it.
    Set<EntityId> named() {
        return services;
    }

    /// Whether that is the name of a scraper's job.
    boolean scrapedBy(EntityId service) {
        return jobs.contains(service);
    }

    /// Which of the services that were said to run in it are none: a scraper names what it scrapes after its own job.
    void jobs(Set<EntityId> none) {
        if (!jobs.equals(none)) {
            EntityId before = whole();
            jobs.clear();
            jobs.addAll(none);
            replicas.values().forEach(RosterReplica::supersede);
            relabel(before);
        }
    }

    /// What its replicas roll up to: the service that runs as it where that is known, else itself.
    EntityId whole() {
        EntityId first = null;
        for (EntityId service : services) {
            if (!jobs.contains(service)) {
                first = first == null ? service : first;
                if (service.name().equals(id.name())) {
                    return service;
                }
            }
        }
        if (first != null) {
            return first;
        }
        return namesake == null ? id : namesake.id();
    }

    private void relabel(EntityId before) {
        if (!whole().equals(before)) {
            replicas.values().forEach(RosterReplica::supersede);
            if (subject != null) {
                subject.supersede();
            }
        }
        touch();
    }

    /// As the API server counts, which counts while it is believed.
    ///
    /// @param counts null when it is not, or has no such workload any more
    void counted(ClusterWorkload.@Nullable Counts counts) {
        if (!Objects.equals(counts, counted)) {
            counted = counts;
            touch();
        }
    }

    /// What the API server counts otherwise than telemetry does.
    ///
    /// @param heard what telemetry said before that is too old to be compared, ns
    /// @return what is counted, and the two numbers
    Map<String, long[]> disagrees(long heard) {
        Map<String, long[]> differing = new TreeMap<>();
        if (counted != null && tallied >= heard) {
            compare(differing, "desired", counted.desired(), desired);
            compare(differing, "ready", counted.ready(), ready);
            compare(differing, "available", counted.available(), available);
        }
        long[] starts = new long[2];
        replicas.values()
                .forEach(replica -> replica.starts(Roster.instant(heard)).ifPresent(both -> {
                    starts[0] += both[0];
                    starts[1] += both[1];
                }));
        if (starts[0] != starts[1]) {
            differing.put("restarts", starts);
        }
        return differing;
    }

    private static void compare(Map<String, long[]> into, String what, int cluster, OptionalInt telemetry) {
        if (telemetry.isPresent() && telemetry.getAsInt() != cluster) {
            into.put(what, new long[] {cluster, telemetry.getAsInt()});
        }
    }

    /// @param nanos when it was so
    void tally(Tally tally, double value, long nanos) {
        tallied = Math.max(tallied, nanos);
        OptionalInt count = OptionalInt.of((int) Math.max(0, Math.round(value)));
        OptionalInt before = switch (tally) {
            case DESIRED -> desired;
            case AVAILABLE -> available;
            case READY -> ready;
            case POD_READY, CONTAINER_READY, RESTARTS, IDENTITY -> count;
        };
        if (before.equals(count)) {
            return;
        }
        desired = tally == Tally.DESIRED ? count : desired;
        available = tally == Tally.AVAILABLE ? count : available;
        ready = tally == Tally.READY ? count : ready;
        touch();
    }

    /// Whom its series are about.
    Subject subject() {
        if (subject == null || subject.superseded()) {
            subject = new Subject(whole(), null, null, "", presence);
        }
        return subject;
    }

    /// It looks different now.
    void touch() {
        shown = null;
        changed.run();
    }

    /// What is known of it; of a service and the workload that has its name the workload tells for both.
    Deployed shown() {
        if (shown == null || namesake != null) {
            replicas.values().forEach(replica -> releases.runs(replica.version(), replica.runsSince()));
            List<Release> all = new ArrayList<>(
                    namesake == null ? List.of() : namesake.shown().releases());
            all.addAll(releases.all());
            shown = new Deployed(
                    id,
                    id.equals(whole()) && claims().isEmpty() ? List.of() : servicesShown(),
                    counted == null ? desired : OptionalInt.of(counted.desired()),
                    counted == null ? available : OptionalInt.of(counted.available()),
                    counted == null ? ready : OptionalInt.of(counted.ready()),
                    replicas.values().stream()
                            .filter(replica -> replica.named() || replicas.size() == 1)
                            .map(RosterReplica::shown)
                            .toList(),
                    all);
        }
        return shown;
    }

    private List<EntityId> servicesShown() {
        return claims().isEmpty() ? List.of(whole()) : List.copyOf(claims());
    }
}
