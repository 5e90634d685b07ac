package nightshift.simulate.world.physics;

/// What a second cost the processes: cores and memory.
public final class Housekeeping {
    private static final double IDLE = 0.01;

    private final Conditions conditions;

    public Housekeeping(Conditions conditions) {
        this.conditions = conditions;
    }

    public void pass(Fleet fleet) {
        int service = fleet.service().index();
        boolean ours = fleet.service().role().ours();
        double leak = conditions.leak[service];
        for (Pod pod : fleet.pods()) {
            if (pod.alive()) {
                Pod.Process process = pod.process();
                double all = pod.of().sizing().cores();
                double share = IDLE
                        + conditions.taken[service]
                        + (process.spinning ? conditions.spin[service] : 0)
                        + process.heap.share();
                process.coresInUse = Math.min(all, process.startedWork + share * all);
                process.cpuSeconds += process.coresInUse;
                if (ours) {
                    process.full = process.heap.pass(process.started, process.active() + process.waiting(), leak);
                }
            }
        }
    }
}
