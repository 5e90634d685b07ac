package nightshift.simulate.shop;

import org.jspecify.annotations.Nullable;

/// What an operator can do to a service. Everything takes its time in the world; [#settled] tells when.
public final class Workload {
    private final World world;
    private final Site site;
    private final Service service;

    Workload(World world, Site site, Service service) {
        this.world = world;
        this.site = site;
        this.service = service;
    }

    /// Closes the connections of all its pools and opens them anew; done at once.
    public void recyclePools() {
        synchronized (world) {
            service.recyclePools();
        }
    }

    /// Adds replicas, or takes some away.
    public void scale(int by, String who) {
        synchronized (world) {
            int before = service.desired();
            service.scale(by);
            tell("scaling", "", "", who, "scale " + name() + " from " + before + " to " + service.desired());
        }
    }

    /// Rolls over to a version that ran before.
    public void rollback(String version, String who) {
        synchronized (world) {
            String before = service.version().name();
            service.deploy(known(version));
            tell("deployment", version, before, who, "roll " + name() + " back from " + before + " to " + version);
        }
    }

    /// Replaces its processes one by one.
    public void restart() {
        synchronized (world) {
            service.restart();
        }
    }

    /// Whether as many processes as are wanted are ready, all of them of the wanted version.
    public boolean settled() {
        synchronized (world) {
            return service.settled();
        }
    }

    public boolean hasPools() {
        return service.spec().connections() > 0;
    }

    /// Whether the version is the one before, or the one that runs.
    public boolean knows(String version) {
        synchronized (world) {
            Version previous = service.previous();
            return version.equals(service.version().name()) || (previous != null && version.equals(previous.name()));
        }
    }

    public String version() {
        synchronized (world) {
            return service.version().name();
        }
    }

    public int replicas() {
        synchronized (world) {
            return service.desired();
        }
    }

    public String name() {
        return service.spec().name();
    }

    private Version known(String version) {
        Version previous = service.previous();
        if (version.equals(service.version().name())) {
            return service.version();
        }
        if (previous != null && version.equals(previous.name())) {
            return previous;
        }
        throw new IllegalArgumentException("no version '" + version + "' of " + name() + " is known");
    }

    private void tell(String kind, String version, @Nullable String previous, String who, String summary) {
        long now = site.engine().now();
        String id = kind + "-" + name() + "-" + now;
        String before = previous == null ? "" : previous;
        site.recorder().change(new ChangeNotice(id, name(), kind, version, before, who, summary, now));
    }
}
