package nightshift.simulate.world.run;

import java.util.ArrayList;
import java.util.List;
import nightshift.simulate.world.chance.Dice;
import nightshift.simulate.world.design.Twin;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.Operation;
import nightshift.simulate.world.layout.Role;
import nightshift.simulate.world.layout.Schedule;
import nightshift.simulate.world.physics.Arrivals;
import nightshift.simulate.world.physics.Departures;
import nightshift.simulate.world.physics.Fleet;
import nightshift.simulate.world.physics.Happening;
import nightshift.simulate.world.physics.Housekeeping;
import nightshift.simulate.world.physics.NodeState;
import nightshift.simulate.world.physics.Parts;
import nightshift.simulate.world.physics.Pod;
import nightshift.simulate.world.physics.QueueState;
import nightshift.simulate.world.physics.VolumeState;
import nightshift.simulate.world.truth.Users;

/// One run of a design. Each [#step()] moves it by a second; what it then tells is the state at the instant
/// [#second()], and what came of the second before it. The same design, twin and orders give the same
/// world, bit by bit.
public final class World {
    private static final double NODE_CORES = 0.2;
    private static final long NODE_BYTES = 1L << 30;

    private final WorldDesign design;
    private final Parts parts;
    private final List<Fleet> fleets;
    private final List<Autoscaler> autoscalers;
    private final Troubles troubles;
    private final Load load;
    private final Arrivals arrivals;
    private final Departures departures;
    private final Housekeeping housekeeping;
    private final Operator operator;
    private final Sampler sampler;
    private int second;

    public World(WorldDesign design, Twin twin) {
        this(design, twin, 0);
    }

    /// Begins at a later second, all pods ready: for trial runs.
    public World(WorldDesign design, Twin twin, int second) {
        this.design = design;
        this.second = second;
        this.parts = new Parts(design);
        this.fleets = design.layout().services().stream()
                .map(service -> new Fleet(parts.layout, parts.wiring, service, parts.dice, parts.moment))
                .toList();
        fleets.forEach(fleet -> fleet.populate(second));
        this.autoscalers = fleets.stream()
                .filter(fleet -> fleet.service().autoscaled())
                .map(Autoscaler::new)
                .toList();
        this.troubles = new Troubles(design, twin, fleets, parts.conditions);
        this.load = new Load(parts.dice, parts.layout, design.startOfDay());
        for (int before = 0; before < second; before++) {
            load.pass(before);
        }
        this.arrivals = new Arrivals(parts);
        this.departures = new Departures(parts);
        this.housekeeping = new Housekeeping(parts.conditions);
        this.operator = new Operator(fleets, this::second);
        this.sampler = new Sampler(parts, fleets);
    }

    /// Moves on by a second. Beyond the plan's length it is an error.
    public void step() {
        if (second >= design.plan().seconds()) {
            throw new IllegalStateException("the world ended after " + second + " seconds");
        }
        parts.moment.clear();
        parts.users.beginSecond(second);
        load.pass(second);
        operator.pass();
        troubles.pass(second);
        fleets.forEach(fleet -> fleet.pass(second));
        autoscalers.forEach(scaler -> scaler.pass(second));
        volumesFill();
        usersCome();
        batchesBegin();
        for (Fleet fleet : fleets) {
            arrivals.pass(fleet, second);
        }
        for (Fleet fleet : fleets.reversed()) {
            departures.pass(fleet, second);
            housekeeping.pass(fleet);
        }
        endQueues();
        parts.users.endSecond(second);
        second++;
    }

    private void usersCome() {
        List<Operation> entries = parts.layout.entries();
        for (int entry = 0; entry < entries.size(); entry++) {
            Operation operation = entries.get(entry);
            double mean = load.rate(entry, second) * parts.conditions.users[operation.service()];
            parts.moment.incoming[operation.index()] =
                    parts.dice.at(Dice.Purpose.USERS, entry, second).poisson(mean);
        }
    }

    private void batchesBegin() {
        List<Schedule> schedules = parts.layout.schedules();
        for (int schedule = 0; schedule < schedules.size(); schedule++) {
            parts.moment.incoming[schedules.get(schedule).operation()] = parts.dice
                    .at(Dice.Purpose.BATCH, schedule, second)
                    .poisson(schedules.get(schedule).rate(second));
        }
    }

    private void volumesFill() {
        for (int volume = 0; volume < parts.volumes.size(); volume++) {
            parts.volumes.get(volume).fill(parts.conditions.filling[volume]);
        }
    }

    private void endQueues() {
        for (int queue = 0; queue < parts.queues.size(); queue++) {
            QueueState state = parts.queues.get(queue);
            state.endSecond();
            int entry = parts.wiring.entryOfQueue[queue];
            if (entry >= 0) {
                parts.users.count(entry, second, 0, state.justLate());
            }
        }
    }

    /// Seconds since the world began.
    public int second() {
        return second;
    }

    public WorldDesign design() {
        return design;
    }

    public Layout layout() {
        return parts.layout;
    }

    /// Pods of a service, by index in the layout.
    public List<Pod> pods(int service) {
        return fleets.get(service).pods();
    }

    /// What is wanted of a service's pods, by index in the layout.
    public Fleet fleet(int service) {
        return fleets.get(service);
    }

    /// By index in the layout.
    public QueueState queue(int queue) {
        return parts.queues.get(queue);
    }

    /// By index in the layout.
    public VolumeState volume(int volume) {
        return parts.volumes.get(volume);
    }

    /// By index in the layout.
    public NodeState node(int node) {
        double cores = NODE_CORES;
        long bytes = NODE_BYTES;
        for (Fleet fleet : fleets) {
            for (Pod pod : fleet.pods()) {
                if (fleet.service().role() != Role.EXTERNAL && pod.node() == node && pod.alive()) {
                    cores += pod.coresInUse();
                    bytes += pod.memoryBytes();
                }
            }
        }
        return new NodeState(Math.min(cores, parts.layout.nodes().get(node).cores()), bytes);
    }

    /// What people, controllers and processes did in the last second.
    public List<Happening> happenings() {
        return new ArrayList<>(parts.moment.happenings);
    }

    /// Whether what a service sent in the last second arrived nowhere.
    public boolean telemetryLost(int service) {
        return parts.conditions.mute[service];
    }

    /// Who obeys actions here.
    public Operator operator() {
        return operator;
    }

    /// What users met so far.
    public Users users() {
        return parts.users;
    }

    /// Some requests of the last second, followed on their way. Changes nothing; the same call gives the
    /// same traces.
    ///
    /// @param ratio share of the users' requests, and of the messages, to follow
    /// @param most traces at most
    public List<Trace> traces(double ratio, int most) {
        return sampler.traces(second - 1, ratio, most);
    }
}
