package nightshift.simulate.shop;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One process of a service: cores, a connection pool, requests in work, and a life from start to end.
public final class Instance {
    private static final long PATIENCE_FOR_A_CONNECTION = 2 * Engine.SECOND;
    private static final long PROBE = 10 * Engine.SECOND;

    private final Service service;
    private final Site site;
    private final String id;
    private final Version version;
    private final int generation;
    private final Station station;
    private final @Nullable Pool pool;
    private final Set<Visit> inWork = new LinkedHashSet<>();
    private Meters meters;
    private State state = State.STARTING;
    private boolean routable;
    private boolean doomed;
    private int consuming;
    private long workedBefore;
    private long readBefore;

    /// Where a process is in its life.
    public enum State {
        STARTING,
        READY,
        DEAD,
        STOPPING
    }

    Instance(Service service, Site site, String id, Version version, int generation) {
        this.service = service;
        this.site = site;
        this.id = id;
        this.version = version;
        this.generation = generation;
        ServiceSpec spec = service.spec();
        this.station = new Station(site.engine(), spec.cores());
        this.pool =
                spec.connections() == 0 ? null : new Pool(site.engine(), spec.connections(), PATIENCE_FOR_A_CONNECTION);
        this.meters = new Meters(site.engine().now());
        this.readBefore = site.engine().now();
    }

    /// Takes a request, or turns it away.
    void serve(Endpoint endpoint, Trip trip, Consumer<Reply> done) {
        if (state == State.DEAD) {
            done.accept(Reply.REFUSED);
        } else if (inWork.size() >= service.spec().limit()) {
            meters.served(endpoint, Reply.BUSY, 0, site.engine().now());
            done.accept(Reply.BUSY);
        } else {
            Visit visit = new Visit(site, this, endpoint, trip, done);
            inWork.add(visit);
            visit.next();
        }
    }

    void left(Visit visit) {
        inWork.remove(visit);
    }

    /// Takes messages from the queue while it has idle consumers.
    void consume() {
        while (state == State.READY && consuming < service.spec().consumers()) {
            Trip message = site.queue().poll();
            if (message == null) {
                return;
            }
            consuming++;
            serve(Shop.PROCESS_ORDER, message, reply -> {
                consuming--;
                consume();
            });
        }
    }

    void started() {
        if (state == State.STARTING && version.ready() && !doomed) {
            state = State.READY;
            routable = true;
            consume();
        }
    }

    /// Takes no new requests; what is in work may finish.
    void stop() {
        state = State.STOPPING;
        routable = false;
    }

    /// Dies at once, with all that was in work. The probe notices later.
    ///
    /// @param forGood whether it dies again whenever it is started anew
    void die(boolean forGood) {
        state = State.DEAD;
        doomed = forGood;
        consuming = 0;
        station.halt();
        List<Visit> lost = new ArrayList<>(inWork);
        inWork.clear();
        lost.forEach(Visit::lose);
        site.engine().in(PROBE, () -> routable = state == State.READY);
    }

    /// The same pod with a new process: counters begin anew.
    void revive() {
        if (state == State.DEAD && !doomed) {
            state = State.STARTING;
            meters = new Meters(site.engine().now());
            workedBefore = station.worked();
            readBefore = site.engine().now();
            if (pool != null) {
                pool.renew();
            }
        }
    }

    /// Share of its cores that its own work used since the last reading, in 0..1.
    double readUtilization() {
        long now = site.engine().now();
        double utilization = now == readBefore
                ? 0
                : (double) (station.worked() - workedBefore) / ((now - readBefore) * (double) station.servers());
        workedBefore = station.worked();
        readBefore = now;
        return Math.clamp(utilization, 0, 1);
    }

    boolean routable() {
        return routable;
    }

    int generation() {
        return generation;
    }

    Station station() {
        return station;
    }

    int inFlight() {
        return inWork.size();
    }

    Service service() {
        return service;
    }

    /// Its `service.instance.id`.
    public String id() {
        return id;
    }

    public String serviceName() {
        return service.spec().name();
    }

    public Version version() {
        return version;
    }

    public State state() {
        return state;
    }

    public Meters meters() {
        return meters;
    }

    @Nullable
    Pool pool() {
        return pool;
    }
}
