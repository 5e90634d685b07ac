package nightshift.simulate.shop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A small shop with its users, on a clock of its own.
///
/// The same settings give the same world. Its time stands still until [#advanceTo]. Whatever changes it takes its lock,
/// so actions may come from other threads while it stands.
public final class World implements InstantSource {
    /// The services that there are.
    public static final Set<String> SERVICES =
            Shop.SERVICES.stream().map(ServiceSpec::name).collect(Collectors.toUnmodifiableSet());

    /// What users come for, and `all`.
    public static final Set<String> JOURNEYS = Stream.concat(
                    Stream.of("all"), Shop.JOURNEYS.stream().map(Journey::name))
            .collect(Collectors.toUnmodifiableSet());

    private final WorldSettings settings;
    private final Site site;
    private final Users users = new Users();
    private final Causes causes;
    private final Reader reader;
    private volatile Instant now;

    /// Open for business, with all replicas up.
    public World(WorldSettings settings) {
        this.settings = settings;
        this.now = settings.start();
        SplittableRandom root = new SplittableRandom(settings.seed());
        this.site = new Site(root.split());
        Shop.SERVICES.forEach(site::add);
        long secondOfDay = settings.start().atZone(ZoneOffset.UTC).toLocalTime().toSecondOfDay();
        List<Load> loads = new ArrayList<>();
        for (Journey journey : Shop.JOURNEYS) {
            loads.add(new Load(site.engine(), journey, settings.load(), secondOfDay, root.split()));
        }
        this.causes = new Causes(site, loads);
        this.reader = new Reader(site);
        loads.forEach(load -> site.engine().in(0, () -> load.open(this::arrive)));
    }

    /// The world's time as of the last advance. Takes no lock: it is asked while a report is being received.
    @Override
    public Instant instant() {
        return now;
    }

    /// Lets everything happen until then.
    public synchronized void advanceTo(Instant time) {
        site.engine().runUntil(nanos(time));
        now = time;
    }

    /// A fault will begin, and end by itself after `lasting` if that is given.
    ///
    /// @throws IllegalArgumentException when it names a service that is not there
    public synchronized void strike(Fault fault, Instant at, @Nullable Duration lasting) {
        if (!fault.service().isEmpty()) {
            site.service(fault.service());
        }
        Long until = lasting == null ? null : nanos(at.plus(lasting));
        site.engine().at(nanos(at), () -> causes.begin(fault, until));
        if (until != null) {
            site.engine().at(until, () -> causes.end(fault));
        }
    }

    /// Whether the cause of a fault is still there.
    public synchronized boolean lingers(Fault fault) {
        return causes.lingers(fault);
    }

    /// What the processes have to tell. To be read before the world is advanced.
    public synchronized Report report() {
        return reader.read(settings.start(), now);
    }

    /// How the users fared; to be read while the world stands.
    public Users users() {
        return users;
    }

    /// What can be done to a service.
    ///
    /// @throws IllegalArgumentException when there is none of that name
    public synchronized Workload workload(String service) {
        return new Workload(this, site, site.service(service));
    }

    public synchronized boolean has(String service) {
        return site.has(service);
    }

    /// Seconds since the world began.
    public long second(Instant time) {
        return Duration.between(settings.start(), time).toSeconds();
    }

    Site site() {
        return site;
    }

    private long nanos(Instant time) {
        return Duration.between(settings.start(), time).toNanos();
    }

    private void arrive(Journey journey, Trip trip) {
        long came = site.engine().now();
        Instance gateway = site.service(journey.entry().service()).pick();
        if (gateway == null) {
            users.finished(journey, Reply.REFUSED, 0, came);
            return;
        }
        gateway.serve(journey.entry(), trip, reply -> {
            long now = site.engine().now();
            users.finished(journey, reply, now - came, now);
        });
    }
}
