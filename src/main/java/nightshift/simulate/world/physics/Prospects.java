package nightshift.simulate.world.physics;

import nightshift.simulate.world.chance.Waiting;
import nightshift.simulate.world.layout.Call;
import nightshift.simulate.world.layout.Operation;
import nightshift.simulate.world.layout.Wiring;

/// How a request of an operation fares in a pod in this second.
public final class Prospects {
    private static final double PAUSE_SECONDS = 0.1;

    private final Parts parts;
    private final Fare fare = new Fare();

    public Prospects(Parts parts) {
        this.parts = parts;
    }

    /// The same object each time: read it before the next one is asked for.
    public Fare of(Pod pod, Operation operation) {
        Served served = pod.process().served[parts.wiring.operationPlace[operation.index()]];
        double work = parts.conditions.work(pod, operation);
        double cores = parts.conditions.cores(pod);
        double stretched = cores < 1 ? work / cores : work;
        double wait = coreWait(pod, operation, cores, served.queueWait);
        double deviation = operation.work().variation() * stretched;
        double errors = operation.work().errors()
                + pod.release().errors()
                + parts.conditions.errors[pod.service()]
                + parts.withoutRoom(operation.index());
        double variance = deviation * deviation + wait * wait;
        fare.begin(wait + stretched, variance, errors, operation.work().mistakes());
        for (int call : parts.wiring.callsOfOperation[operation.index()]) {
            add(pod, parts.layout.calls().get(call));
        }
        return fare;
    }

    /// By the long run's formula, as far as the line of those who have not begun does not tell it already;
    /// and pauses for garbage collection.
    private double coreWait(Pod pod, Operation operation, double cores, double queued) {
        Pod.Process process = pod.process();
        double typical =
                process.started > 0 ? process.startedWork / process.started : parts.conditions.work(pod, operation);
        double stretched = cores < 1 ? typical / cores : typical;
        int servers = Math.max(1, (int) cores);
        double variation = operation.work().variation();
        double wait = Waiting.mean(servers, process.demand / cores, stretched, variation);
        return Math.max(0, wait - queued) + PAUSE_SECONDS * process.heap.share();
    }

    private void add(Pod pod, Call call) {
        Attempts attempts = parts.attempts;
        int index = call.index();
        double mean = attempts.okMean[index];
        double variance = attempts.okVariance[index];
        double fails = attempts.failShare[index];
        double failMean = attempts.failMean[index];
        int pool = Wiring.poolOf(call);
        if (pool < 0) {
            fare.call(call, mean, variance, fails, failMean);
            return;
        }
        PoolState state = pod.pool(pool);
        double wait = state.waitMean;
        double turnedAway = state.refusedShare;
        double all = turnedAway + (1 - turnedAway) * fails;
        double timeout = parts.layout.pools().get(pool).timeoutSeconds();
        double lost = all == 0 ? 0 : (turnedAway * timeout + (all - turnedAway) * (wait + failMean)) / all;
        fare.call(call, wait + mean, variance + wait * wait, all, lost);
    }
}
