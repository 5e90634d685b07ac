package nightshift.simulate.world.physics;

import java.util.Arrays;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.layout.Wiring;

/// One pod of a service, with the process that runs in it. Read it after a step of its world; counters are
/// its process's and begin at zero with each new one.
public final class Pod {
    private final Layout layout;
    private final Wiring wiring;
    private final Birth birth;
    private final Service of;
    Phase phase = Phase.STARTING;
    int until;
    boolean spoilt;
    private int restarts;
    private Process process;

    /// What is fixed when a pod is made.
    ///
    /// @param ordinal how many its service had before
    /// @param generation how often its service had been told to restart
    record Birth(Release release, int ordinal, int generation, int second) {}

    Pod(Layout layout, Wiring wiring, Service of, Birth birth) {
        this.layout = layout;
        this.wiring = wiring;
        this.of = of;
        this.birth = birth;
        this.process = start(0, birth.second);
    }

    private Process start(int ordinal, int second) {
        return new Process(
                new Identity(ordinal, second),
                Arrays.stream(wiring.operations[of.index()])
                        .mapToObj(o ->
                                new Served(layout.operations().get(o).work().seconds()))
                        .toArray(Served[]::new),
                Arrays.stream(wiring.calls[of.index()])
                        .mapToObj(c -> new Called())
                        .toArray(Called[]::new),
                Arrays.stream(wiring.pools[of.index()])
                        .mapToObj(p -> new PoolState(layout.pools().get(p)))
                        .toArray(PoolState[]::new),
                new Heap(of.sizing().memoryBytes()));
    }

    void restart(int second) {
        restarts++;
        process = start(process.identity.ordinal + 1, second);
        phase = Phase.STARTING;
    }

    Process process() {
        return process;
    }

    /// A thread of the process that runs in it spins from now on.
    public void spin() {
        process.spinning = true;
    }

    /// The process that runs in it takes no messages any more.
    public void hang() {
        process.hung = true;
    }

    /// Whether the process that runs in it hangs.
    public boolean hung() {
        return process.hung;
    }

    /// Each process that is started in it from now on dies soon.
    public void spoil() {
        spoilt = true;
    }

    /// Whether its process keeps a pool of connections.
    public boolean keepsPools() {
        return process.pools.length > 0;
    }

    Release release() {
        return birth.release;
    }

    int generation() {
        return birth.generation;
    }

    /// A number of its own among all pods of the world, for draws.
    int key() {
        return (of.index() << 12) | (birth.ordinal & 0xFFF);
    }

    Service of() {
        return of;
    }

    /// Unique for ever.
    public String name() {
        String hash = String.format("%05x", (key() * 0x9E3779B1) >>> 12);
        return of.id().name() + "-" + hash + "-" + birth.ordinal;
    }

    /// By index in the layout.
    public int service() {
        return of.index();
    }

    /// By index in the layout.
    public int node() {
        return (of.index() * 7 + birth.ordinal) % layout.nodes().size();
    }

    public Phase phase() {
        return phase;
    }

    /// Whether a process runs in it that can be heard.
    public boolean alive() {
        return phase != Phase.CRASHED;
    }

    public String version() {
        return birth.release.version();
    }

    /// The second in which its process started.
    public int processStart() {
        return process.identity.start;
    }

    /// Which of its processes runs, from 0.
    public int processOrdinal() {
        return process.identity.ordinal;
    }

    /// How often its process was started again.
    public int restarts() {
        return restarts;
    }

    /// Cores that it used in the last second.
    public double coresInUse() {
        return process.coresInUse;
    }

    /// Cores that the requests of the last seconds needed, lately begun ones most.
    public double coresAskedFor() {
        return process.demand;
    }

    /// Processor time since its process started.
    public double cpuSeconds() {
        return process.cpuSeconds;
    }

    /// Memory in use at this instant.
    public long memoryBytes() {
        return process.heap.used();
    }

    /// Memory that lived after the last collection.
    public long liveBytes() {
        return process.heap.live();
    }

    /// Seconds that garbage collections took since its process started.
    public double gcSeconds() {
        return process.heap.seconds();
    }

    /// Garbage collections since its process started.
    public long gcCount() {
        return process.heap.collections();
    }

    /// Threads that hold a request at this instant.
    public int threadsInUse() {
        return Math.min(of.sizing().threads(), process.active());
    }

    /// Log lines that its process wrote.
    public long logLines(Severity severity) {
        return process.lines[severity.ordinal()];
    }

    /// What it did for an operation of its service.
    public Served served(int operation) {
        return process.served[wiring.operationPlace[operation]];
    }

    /// What it saw of a call that its service makes.
    public Called called(int call) {
        return process.called[wiring.callPlace[call]];
    }

    /// A pool that it keeps.
    public PoolState pool(int pool) {
        return process.pools[wiring.poolPlace[pool]];
    }

    private record Identity(int ordinal, int start) {}

    /// What is gone when the process dies.
    static final class Process {
        final Served[] served;
        final Called[] called;
        final PoolState[] pools;
        final Heap heap;
        final long[] lines = new long[Severity.values().length];
        private final Identity identity;
        boolean spinning;
        boolean hung;
        boolean full;
        double coresInUse;
        double cpuSeconds;
        double demand;
        double retried;
        double startedWork;
        int started;

        private Process(Identity identity, Served[] served, Called[] called, PoolState[] pools, Heap heap) {
            this.identity = identity;
            this.served = served;
            this.called = called;
            this.pools = pools;
            this.heap = heap;
        }

        int active() {
            int active = 0;
            for (Served each : served) {
                active += each.active;
            }
            return active;
        }

        int waiting() {
            int waiting = 0;
            for (Served each : served) {
                waiting += each.line.count();
            }
            return waiting;
        }
    }
}
